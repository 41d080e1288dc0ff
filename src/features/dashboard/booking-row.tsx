import { clsx } from "clsx";
import { ChevronRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Badge } from "../../components/ui/badge";
import type { ZoneClock } from "../../lib/zone-clock";
import type { MemberBooking } from "./use-arrivals";
import { useMoneyWords } from "./use-money-words";

type BookingRowProps = {
  booking: MemberBooking;
  clock: ZoneClock;
  isNew: boolean;
  /** Where no heading above says the day. */
  withDate?: boolean;
  onOpen: (booking: MemberBooking) => void;
};

export function BookingRow({ booking, clock, isNew, withDate = false, onOpen }: BookingRowProps) {
  const { t } = useTranslation("member");
  const { brief } = useMoneyWords(booking);
  const format = clock.at(booking.start);
  return (
    <button
      type="button"
      data-testid="upcoming-booking"
      data-code={booking.code}
      onClick={() => onOpen(booking)}
      className={clsx(
        "flex w-full items-center gap-4 rounded-xl px-3 py-3 text-start transition-colors hover:bg-sunken sm:px-4",
        isNew && "animate-arrive",
      )}
    >
      <span className="w-[5.5rem] shrink-0 font-semibold tabular-nums">
        {format.time(booking.start)}
        <span className="block text-sm font-normal text-muted">
          {withDate
            ? format.shortDate(booking.start)
            : t("minutes", { count: booking.eventType.durationMin })}
        </span>
      </span>
      <span className="min-w-0 flex-1">
        <span className="block truncate font-semibold">{booking.contact?.name}</span>
        <span className="block truncate text-sm text-muted sm:inline">
          {booking.eventType.name}
        </span>
        {brief && (
          <span className="block text-sm text-muted sm:inline">
            <span className="max-sm:hidden"> · </span>
            {brief}
          </span>
        )}
      </span>
      {isNew && <Badge tone="good">{t("new")}</Badge>}
      <ChevronRight aria-hidden className="size-4 shrink-0 text-muted rtl:rotate-180" />
    </button>
  );
}
