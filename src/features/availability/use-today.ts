import { DAY_MS } from "../../../core/time/calendar";
import { localDay } from "../../../core/time/rules";
import { useNow } from "../../lib/use-now";
import { useZoneClock, yearOf } from "../../lib/zone-clock";

/** The number of today's date in a zone; in UTC until the zone's clock is known. */
export function useToday(zone: string): number {
  const now = useNow(60_000);
  const clock = useZoneClock(zone, [yearOf(now)]);
  return clock ? localDay(clock.rulesAt(now), now) : Math.floor(now / DAY_MS);
}
