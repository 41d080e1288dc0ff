/** Caps: how much can be booked in a local day or week. */
import { MINUTE_MS } from "../time/calendar.ts";
import { localDay, type ZoneRules } from "../time/rules.ts";
import type { BusyRow, Cap, Terms } from "./types.ts";
import { weekOf } from "./windows.ts";

type Booked = { count: number; minutes: number };

/**
 * A test of starts: the cap that one more booking of these terms would break, or undefined. `busy` must hold
 * the bookings of the whole days or weeks.
 */
export function capsOf(
  rules: ZoneRules,
  terms: Terms,
  busy: readonly BusyRow[],
): (start: number) => Cap | undefined {
  const bookings = joinPieces(busy);
  const counted = (terms.caps ?? []).map((cap) => ({ cap, booked: bookedUnder(cap) }));

  function bookedUnder(cap: Cap): Map<number, Booked> {
    const booked = new Map<number, Booked>();
    for (const row of bookings) {
      if (!(row.start < row.end) || !counts(cap, terms, row)) continue;
      const key = bucketOf(cap, rules, row.start);
      const sum = booked.get(key) ?? { count: 0, minutes: 0 };
      sum.count += 1;
      sum.minutes += (row.end - row.start) / MINUTE_MS;
      booked.set(key, sum);
    }
    return booked;
  }

  return (start) =>
    counted.find(({ cap, booked }) => {
      const sum = booked.get(bucketOf(cap, rules, start));
      return (
        (sum?.count ?? 0) + 1 > (cap.count ?? Infinity) ||
        (sum?.minutes ?? 0) + terms.durationMin > (cap.minutes ?? Infinity)
      );
    })?.cap;
}

/** A test of rows: whether one begins in a day or week that a cap counts together with a start. */
export function bookedAlongside(
  rules: ZoneRules,
  { caps = [] }: Terms,
  start: number,
): (row: BusyRow) => boolean {
  return (row) =>
    caps.some((cap) => bucketOf(cap, rules, row.start) === bucketOf(cap, rules, start));
}

/** Puts the pieces of one source together, so that a booking kept in two rows is not counted twice. */
function joinPieces(busy: readonly BusyRow[]): BusyRow[] {
  const whole = new Map<string | BusyRow, BusyRow>();
  for (const row of busy) {
    const key = row.source ?? row;
    const known = whole.get(key) ?? row;
    const start = Math.min(known.start, row.start);
    whole.set(key, { ...row, start, end: Math.max(known.end, row.end) });
  }
  return [...whole.values()];
}

/** The local day, or week from Monday, that a start belongs to. */
function bucketOf(cap: Cap, rules: ZoneRules, start: number): number {
  const day = localDay(rules, start);
  return cap.per === "day" ? day : weekOf(day);
}

/** Whether a row is one of the bookings that a cap is about; nobody's bookings are those of an unknown customer. */
function counts(cap: Cap, terms: Terms, row: BusyRow): boolean {
  if (row.kind === "external" || row.kind === "block") return false;
  if (cap.of === "member") return true;
  const field = cap.of === "customer" ? "customerId" : "eventTypeId";
  return terms[field] !== undefined && row[field] === terms[field];
}
