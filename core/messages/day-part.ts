import { DAY_MS, MINUTE_MS } from "../time/calendar.ts";
import { periodEnd, periodStart, type ZoneRules } from "../time/rules.ts";

/** Readings of a clock, in minutes of a day, from one up to, not including, another. */
export type DayPart = { fromMin: number; toMin: number };

/**
 * The first instant of a local date at which its clock reads within a part of the day; Infinity where it never does: the part lies in a gap,
 * or the zone skipped the date. Of a part that comes twice, the first is meant, unless it ends before `since`.
 */
export function firstWithin(
  rules: ZoneRules,
  day: number,
  { fromMin, toMin, since = -Infinity }: DayPart & { since?: number },
): number {
  const midnight = day * DAY_MS;
  return rules.offsets.reduce((first, offset, period) => {
    const at = (minute: number): number => midnight + (minute - offset) * MINUTE_MS;
    const from = Math.max(at(fromMin), periodStart(rules, period), since);
    const to = Math.min(at(toMin), periodEnd(rules, period));
    return from < to ? Math.min(first, from) : first;
  }, Infinity);
}
