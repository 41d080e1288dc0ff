import { clsx } from "clsx";
import { useTranslation } from "react-i18next";
import { dateParts } from "../../../core/time/calendar";
import { dayFormat } from "../../../core/time/format";
import { monthOf } from "../../lib/month";
import { bookingsOn, type CalendarViewProps } from "./calendar-view";

/** More than these would make a row of the month higher than the others. */
const SHOWN = 3;

export function MonthView({ days, month, today, bookings, clock, onOpen }: CalendarViewProps) {
  const { t, i18n } = useTranslation("member");
  const format = dayFormat(i18n.language);
  return (
    <div className="overflow-x-auto">
      <div className="min-w-[40rem]">
        <div aria-hidden className="grid grid-cols-7 border-b border-line">
          {days.slice(0, 7).map((day) => (
            <p key={day} className="px-2 py-1.5 text-sm text-muted">
              {format.shortWeekday(day)}
            </p>
          ))}
        </div>
        <ul className="grid grid-cols-7">
          {days.map((day) => {
            const own = bookingsOn(day, { bookings, clock });
            return (
              <li
                key={day}
                aria-label={format.date(day)}
                className={clsx(
                  "min-h-26 border-b border-e border-line p-1.5 [&:nth-child(7n)]:border-e-0",
                  monthOf(day) !== month && "bg-canvas",
                )}
              >
                <p
                  aria-hidden
                  className={clsx(
                    "mb-1 grid size-7 place-items-center rounded-full text-sm tabular-nums",
                    day === today ? "bg-accent font-semibold text-on-accent" : "text-muted",
                  )}
                >
                  {dateParts(day).date}
                </p>
                {own.slice(0, SHOWN).map((booking) => (
                  <button
                    key={booking.id}
                    type="button"
                    onClick={() => onOpen(booking)}
                    className="mb-0.5 block w-full truncate rounded-md bg-accent-soft px-1.5 py-0.5 text-start text-xs font-medium text-accent-text hover:ring-1 hover:ring-accent"
                  >
                    {clock.at(booking.start).time(booking.start)} {booking.contact?.name}
                  </button>
                ))}
                {own.length > SHOWN && (
                  <p className="px-1.5 text-xs text-muted">
                    {t("calendar.more", { count: own.length - SHOWN })}
                  </p>
                )}
              </li>
            );
          })}
        </ul>
      </div>
    </div>
  );
}
