/**
 * The clock of one zone over a stretch of time, as plain JSON that is stored with a member's settings and
 * sent to browsers. Everything here looks up; nothing here carries zone data.
 */
import { DAY_MS, MINUTE_MS, MINUTES_PER_DAY } from "./calendar.ts";

/** Offsets of a zone from `from` up to, not including, `to` (epoch ms). */
export type ZoneRules = {
  /** IANA name as the member chose it, for example "Asia/Calcutta". */
  zone: string;
  /** Edition of the IANA data the offsets were taken from, for example "2026f". */
  version: string;
  from: number;
  to: number;
  /** Instants at which the offset changes, ascending, inside (from, to). */
  at: number[];
  /** Minutes east of UTC: `offsets[i]` holds before `at[i]`, so there is one more of them. */
  offsets: number[];
};

/** How many of `at` are at or before `ms`: the index of the offset that holds then. */
export function periodAt(rules: ZoneRules, ms: number): number {
  const { at } = rules;
  let low = 0;
  let high = at.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((at[middle] ?? Infinity) <= ms) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Minutes east of UTC at an instant. Outside the covered stretch the nearest known offset. */
export function offsetAt(rules: ZoneRules, ms: number): number {
  return rules.offsets[periodAt(rules, ms)] ?? 0;
}

/** The instant as if its local reading were UTC: whole days and minutes of it are the local ones. */
export function localMs(rules: ZoneRules, ms: number): number {
  return ms + offsetAt(rules, ms) * MINUTE_MS;
}

/** The day number of the local date at an instant. */
export function localDay(rules: ZoneRules, ms: number): number {
  return Math.floor(localMs(rules, ms) / DAY_MS);
}

/** The local minute of day, 0…1439, at an instant. */
export function localMinute(rules: ZoneRules, ms: number): number {
  return Math.floor(localMs(rules, ms) / MINUTE_MS) - localDay(rules, ms) * MINUTES_PER_DAY;
}

/**
 * The instants, ascending, at which the clock reads `minute` on the date `day`: one as a rule, none when
 * the reading is skipped, two when it happens twice.
 */
export function instantsOf(rules: ZoneRules, day: number, minute: number): number[] {
  const reading = day * DAY_MS + minute * MINUTE_MS;
  const found: number[] = [];
  rules.offsets.forEach((offset, period) => {
    const instant = reading - offset * MINUTE_MS;
    if (instant >= periodStart(rules, period) && instant < periodEnd(rules, period)) {
      found.push(instant);
    }
  });
  return found;
}

/** When an offset begins to hold; the first is taken to have held always. */
export function periodStart(rules: ZoneRules, period: number): number {
  return rules.at[period - 1] ?? -Infinity;
}

/** When an offset ceases to hold; the last is taken to hold for ever. */
export function periodEnd(rules: ZoneRules, period: number): number {
  return rules.at[period] ?? Infinity;
}

/** The first instant of a local date and the first one after it; null for a date that the zone skipped. */
export function dayBounds(rules: ZoneRules, day: number): { start: number; end: number } | null {
  const firstReading = day * DAY_MS;
  let start = Infinity;
  let end = -Infinity;
  rules.offsets.forEach((offset, period) => {
    const from = Math.max(firstReading - offset * MINUTE_MS, periodStart(rules, period));
    const to = Math.min(firstReading + DAY_MS - offset * MINUTE_MS, periodEnd(rules, period));
    if (from >= to) return;
    start = Math.min(start, from);
    end = Math.max(end, to);
  });
  return start < end ? { start, end } : null;
}

/** Whether the clock shows the reading of `ms` at another instant too. */
export function isRepeated(rules: ZoneRules, ms: number): boolean {
  const local = localMs(rules, ms);
  const day = Math.floor(local / DAY_MS);
  return instantsOf(rules, day, (local - day * DAY_MS) / MINUTE_MS).length > 1;
}
