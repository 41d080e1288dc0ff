import { clsx } from "clsx";
import type { CSSProperties } from "react";
import { useTranslation } from "react-i18next";
import { dateParts, formatClock } from "../../../core/time/calendar";
import { dayFormat } from "../../../core/time/format";
import { localMinute } from "../../../core/time/rules";
import { clockLabel } from "../../lib/clock-label";
import type { ZoneClock } from "../../lib/zone-clock";
import { bookingsOn, type CalendarViewProps } from "./calendar-view";
import { placeInLanes } from "./lanes";
import type { MemberBooking } from "./use-arrivals";

const HOUR_REM = 3.5;
/** A shorter booking has room for one line. */
const TWO_LINES_MIN = 45;
/** An ordinary working day; earlier and later hours are drawn when something lies there. */
const EARLIEST_HOUR = 8;
const LATEST_HOUR = 18;

/** A booking on its day, in minutes of the member's wall clock. */
type Drawn = { start: number; end: number; booking: MemberBooking };

export function WeekView({ days, today, bookings, clock, onOpen }: CalendarViewProps) {
  const { i18n } = useTranslation();
  const format = dayFormat(i18n.language);
  const columns = days.map((day) => drawn(bookingsOn(day, { bookings, clock }), clock));
  const all = columns.flat();
  const from = Math.min(EARLIEST_HOUR, ...all.map(({ start }) => Math.floor(start / 60)));
  const to = Math.max(LATEST_HOUR, ...all.map(({ end }) => Math.ceil(end / 60)));
  return (
    <div ref={showToday} className="overflow-x-auto">
      <div className="grid min-w-[44rem] grid-cols-[4.5rem_repeat(7,minmax(0,1fr))]">
        <div />
        {days.map((day) => (
          <p
            key={day}
            aria-hidden
            data-today={day === today || undefined}
            className={clsx(
              "border-b border-s border-line py-2 text-center text-sm",
              day === today ? "font-semibold text-accent-text" : "text-muted",
            )}
          >
            {format.shortWeekday(day)} <span className="tabular-nums">{dateParts(day).date}</span>
          </p>
        ))}
        <Hours from={from} to={to} />
        {days.map((day, index) => (
          <ul
            key={day}
            aria-label={format.date(day)}
            className="relative border-s border-line"
            style={{
              height: `${(to - from) * HOUR_REM}rem`,
              backgroundImage: `linear-gradient(to bottom, var(--line) 1px, transparent 1px)`,
              backgroundSize: `100% ${HOUR_REM}rem`,
            }}
          >
            {placeInLanes(columns[index] ?? []).map(({ item, lane, lanes }) => (
              <Block
                key={item.booking.id}
                {...{ item, clock, onOpen }}
                style={{
                  top: `${(item.start / 60 - from) * HOUR_REM}rem`,
                  height: `${((item.end - item.start) / 60) * HOUR_REM}rem`,
                  insetInlineStart: `${(lane / lanes) * 100}%`,
                  width: `${100 / lanes}%`,
                }}
              />
            ))}
          </ul>
        ))}
      </div>
    </div>
  );
}

/** On a phone the week is wider than the screen: it opens with today in sight. */
function showToday(scroller: HTMLDivElement | null) {
  const today = scroller?.querySelector<HTMLElement>("[data-today]");
  if (scroller && today) scroller.scrollLeft = today.offsetLeft - scroller.offsetWidth / 2;
}

function drawn(bookings: readonly MemberBooking[], clock: ZoneClock): Drawn[] {
  return bookings.map((booking) => {
    const start = localMinute(clock.rulesAt(booking.start), booking.start);
    // Drawn as long as it lasts, also over a clock change; what passes midnight ends with its day.
    const end = Math.min(24 * 60, start + (booking.end - booking.start) / 60_000);
    return { start, end, booking };
  });
}

function Hours({ from, to }: { from: number; to: number }) {
  const { i18n } = useTranslation();
  return (
    <div aria-hidden className="sticky start-0 z-10 bg-surface">
      {Array.from({ length: to - from }, (_, index) => (
        <p
          key={index}
          style={{ height: `${HOUR_REM}rem` }}
          className="pe-2 text-end text-xs tabular-nums text-muted"
        >
          {clockLabel(formatClock((from + index) * 60), i18n.language)}
        </p>
      ))}
    </div>
  );
}

type BlockProps = {
  item: Drawn;
  clock: ZoneClock;
  onOpen: (booking: MemberBooking) => void;
  style: CSSProperties;
};

function Block({ item: { booking, start, end }, clock, onOpen, style }: BlockProps) {
  const hasTwoLines = end - start >= TWO_LINES_MIN;
  const time = clock.at(booking.start).time(booking.start);
  return (
    <li className="absolute p-px" style={style}>
      <button
        type="button"
        data-testid="calendar-booking"
        onClick={() => onOpen(booking)}
        aria-label={`${time}, ${booking.contact?.name ?? ""}, ${booking.eventType.name}`}
        className={clsx(
          "block size-full overflow-hidden rounded-lg border-s-3 border-accent px-1.5 py-0.5 text-start text-xs leading-tight hover:ring-1 hover:ring-accent",
          booking.status === "pending"
            ? "bg-warning-soft text-warning"
            : "bg-accent-soft text-accent-text",
        )}
      >
        <span className="block truncate font-semibold">{booking.contact?.name}</span>
        {hasTwoLines && <span className="block truncate tabular-nums">{time}</span>}
      </button>
    </li>
  );
}
