import { usePaginatedQuery } from "convex/react";
import { CalendarHeart } from "lucide-react";
import { useTranslation } from "react-i18next";
import { dayBounds, localDay } from "../../../core/time/rules";
import { dayFormat } from "../../../core/time/format";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { Button } from "../../components/ui/button";
import { Card } from "../../components/ui/card";
import { EmptyState } from "../../components/ui/empty-state";
import { Skeleton } from "../../components/ui/skeleton";
import { useNow } from "../../lib/use-now";
import type { ZoneClock } from "../../lib/zone-clock";
import { BookingRow } from "./booking-row";
import { useArrivals, type MemberBooking } from "./use-arrivals";

const PAGE = 25;

type UpcomingListProps = {
  memberId: Id<"memberSettings">;
  clock: ZoneClock;
  onOpen: (booking: MemberBooking) => void;
};

/** What lies ahead, day by day, from this morning on. New bookings appear by themselves. */
export function UpcomingList({ memberId, clock, onOpen }: UpcomingListProps) {
  const { t } = useTranslation("member");
  const now = useNow(60_000);
  const today = localDay(clock.rulesAt(now), now);
  const from = dayBounds(clock.rulesAt(now), today)?.start ?? now;
  const upcoming = usePaginatedQuery(
    api.bookings.listUpcoming,
    { memberId, from },
    { initialNumItems: PAGE },
  );
  const requests = usePaginatedQuery(
    api.bookings.listUpcoming,
    { memberId, from, status: "pending" },
    { initialNumItems: PAGE },
  );
  const arrived = new Set(useArrivals(memberId).map(({ id }) => id));
  const rows = (bookings: readonly MemberBooking[], withDate = false) => (
    <ul>
      {bookings.map((booking) => (
        <li key={booking.id}>
          <BookingRow {...{ booking, clock, withDate, onOpen }} isNew={arrived.has(booking.id)} />
        </li>
      ))}
    </ul>
  );

  if (upcoming.status === "LoadingFirstPage" || requests.status === "LoadingFirstPage") {
    return <Skeleton className="h-80 rounded-2xl" />;
  }
  if (upcoming.results.length + requests.results.length === 0) {
    return (
      <Card>
        <EmptyState icon={CalendarHeart} title={t("upcoming.none")} text={t("upcoming.noneText")} />
      </Card>
    );
  }
  return (
    <Card className="p-2 sm:p-3">
      {requests.results.length > 0 && (
        <section>
          <h3 className={DAY}>{t("upcoming.requests")}</h3>
          {rows(requests.results, true)}
        </section>
      )}
      {byDay(upcoming.results, clock).map(([day, bookings]) => (
        <section key={day}>
          <DayHeading day={day} today={today} />
          {rows(bookings)}
        </section>
      ))}
      {upcoming.status !== "Exhausted" && (
        <Button
          look="quiet"
          className="w-full"
          busy={upcoming.status === "LoadingMore"}
          onClick={() => upcoming.loadMore(PAGE)}
        >
          {t("upcoming.more")}
        </Button>
      )}
    </Card>
  );
}

const DAY = "px-3 pb-1 pt-4 text-sm font-semibold text-muted sm:px-4";

function DayHeading({ day, today }: { day: number; today: number }) {
  const { t, i18n } = useTranslation("member");
  const near =
    day === today ? t("upcoming.today") : day === today + 1 ? t("upcoming.tomorrow") : "";
  const date = dayFormat(i18n.language).date(day);
  return <h3 className={DAY}>{near ? `${near} · ${date}` : date}</h3>;
}

function byDay(bookings: readonly MemberBooking[], clock: ZoneClock): [number, MemberBooking[]][] {
  const days = new Map<number, MemberBooking[]>();
  for (const booking of bookings) {
    const day = localDay(clock.rulesAt(booking.start), booking.start);
    days.set(day, [...(days.get(day) ?? []), booking]);
  }
  return [...days];
}
