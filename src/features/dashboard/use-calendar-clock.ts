import { useNow } from "../../lib/use-now";
import { useZoneClock, yearOf } from "../../lib/zone-clock";

/** The clock of a member's calendar; undefined while it, or the member's zone, is loading. */
export function useCalendarClock(zone: string | undefined) {
  const now = useNow(60_000);
  // A year to each side: the calendar may be turned that far without waiting for another clock.
  const years = [-1, 0, 1, 2].map((by) => yearOf(now) + by);
  return useZoneClock(zone, years);
}
