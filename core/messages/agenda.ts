import { MINUTES_PER_DAY } from "../time/calendar.ts";
import { localDay, type ZoneRules } from "../time/rules.ts";
import { firstWithin } from "./day-part.ts";

/** Members who wish it are told at 07:00 what the day holds; where the clock skips that, right after the gap. */
const FROM_SEVEN = { fromMin: 7 * 60, toMin: MINUTES_PER_DAY };

/** The next agenda of a zone strictly after `now`: one on each date that the zone has. */
export function nextAgenda(rules: ZoneRules, now: number): number {
  let day = localDay(rules, now);
  let at = firstWithin(rules, day, FROM_SEVEN);
  while (at <= now || at === Infinity) at = firstWithin(rules, (day += 1), FROM_SEVEN);
  return at;
}
