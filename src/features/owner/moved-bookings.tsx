import { useQuery } from "convex/react";
import { ArrowRight } from "lucide-react";
import type { FunctionReturnType } from "convex/server";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { timeFormat, type TimeFormat } from "../../../core/time/format";
import { api } from "../../../convex/_generated/api";
import { Card } from "../../components/ui/card";
import { Skeleton } from "../../components/ui/skeleton";
import { useNow } from "../../lib/use-now";
import { movedBookings } from "./moved";
import type { RosterMember } from "./use-roster";

type Moved = FunctionReturnType<typeof api.availability.listWallTimeChanges>[number];
type MovedBookingsProps = { tenantSlug: string; members: readonly RosterMember[] };

const HOUR_MS = 3_600_000;

/** Future bookings that keep their moment, but now read as another time of day. */
export function MovedBookings({ tenantSlug, members }: MovedBookingsProps) {
  const { t } = useTranslation("owner");
  // By the hour, so that the question stays the same for a while.
  const from = Math.floor(useNow(HOUR_MS) / HOUR_MS) * HOUR_MS;
  const changes = useQuery(api.availability.listWallTimeChanges, { tenantSlug, from });
  const moved = useMemo(() => changes && movedBookings(changes), [changes]);
  const names = new Map(members.map(({ id, name }) => [id, name]));
  return (
    <Card className="flex flex-col gap-4 p-5">
      <div>
        <h2 className="text-heading">{t("moved.title")}</h2>
        <p className="mt-1 text-sm text-muted">
          {t(moved?.length === 0 ? "moved.none" : "moved.text")}
        </p>
      </div>
      {moved === undefined && <Skeleton className="h-16" />}
      <ul className="-my-3 max-h-96 divide-y divide-line overflow-y-auto empty:hidden">
        {moved?.map((booking) => (
          <MovedBooking
            key={booking.bookingId}
            booking={booking}
            name={names.get(booking.memberId) ?? ""}
          />
        ))}
      </ul>
    </Card>
  );
}

function MovedBooking({ booking, name }: { booking: Moved; name: string }) {
  const { t, i18n } = useTranslation("owner");
  const { startTime, oldOffsetMin, newOffsetMin, code } = booking;
  const was = clockAt(oldOffsetMin, i18n.language);
  const now = clockAt(newOffsetMin, i18n.language);
  const isSameDate = was.shortDate(startTime) === now.shortDate(startTime);
  const reading = (format: TimeFormat) =>
    [!isSameDate && format.shortDate(startTime), format.time(startTime)].filter(Boolean).join(", ");
  return (
    <li data-testid="moved-booking" data-code={code} className="py-3 text-[0.9375rem]">
      <p className="flex justify-between gap-3">
        <span className="truncate font-medium">{name}</span>
        <span className="font-mono text-sm text-muted">{code}</span>
      </p>
      <p className="text-sm text-muted">{now.date(startTime)}</p>
      <p className="mt-1 flex flex-wrap items-center gap-2 tabular-nums">
        <span className="sr-only">{t("moved.was")}</span>
        <span className="text-muted line-through">{reading(was)}</span>
        <ArrowRight aria-hidden className="size-4 shrink-0 text-muted rtl:rotate-180" />
        <span className="sr-only">{t("moved.now")}</span>
        <span className="font-semibold">{reading(now)}</span>
        <span className="text-sm text-muted">{now.offset(startTime)}</span>
      </p>
    </li>
  );
}

/** How a clock that far from UTC (minutes east) reads. */
function clockAt(offsetMin: number, locale: string): TimeFormat {
  const rules = {
    ...{ zone: "", version: "", from: -Infinity, to: Infinity },
    ...{ at: [], offsets: [offsetMin] },
  };
  return timeFormat({ rules, locale });
}
