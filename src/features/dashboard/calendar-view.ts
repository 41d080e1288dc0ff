import { localDay } from "../../../core/time/rules";
import type { Month } from "../../lib/month";
import type { ZoneClock } from "../../lib/zone-clock";
import type { MemberBooking } from "./use-arrivals";

/** What every view of the calendar is given. Days are day numbers in the member's zone. */
export type CalendarViewProps = {
  days: readonly number[];
  month: Month;
  today: number;
  bookings: readonly MemberBooking[];
  clock: ZoneClock;
  onOpen: (booking: MemberBooking) => void;
};

export function bookingsOn(
  day: number,
  { bookings, clock }: Pick<CalendarViewProps, "bookings" | "clock">,
): MemberBooking[] {
  return bookings.filter(({ start }) => localDay(clock.rulesAt(start), start) === day);
}
