/** Arbitrary drafts for properties. */
import fc from "fast-check";
import { formatDate, WEEKDAYS } from "../../../core/time/calendar";
import type { Draft } from "./draft";
import { closedWeek } from "../../lib/week";
import { weekly, windows } from "../../lib/week.testing";

export function plainDraft(changes: Partial<Draft> = {}): Draft {
  return {
    timezone: "Europe/Berlin",
    durationMin: 30,
    bufferBeforeMin: 0,
    bufferAfterMin: 0,
    noticeMin: 0,
    horizonDays: null,
    intervalMin: 30,
    caps: [],
    weekly: closedWeek(),
    blockedDates: [],
    overrides: [],
    timeOff: [],
    rules: [],
    ...changes,
  };
}

const date = fc.integer({ min: 20_700, max: 20_720 }).map(formatDate);
const dates = fc.uniqueArray(date, { maxLength: 4 }).map((list) => list.sort());
const id = fc.constantFrom("a", "b", "c", "d");
const reason = fc.constantFrom("", "holiday", "training");
const byId = { selector: (entry: { id: string }) => entry.id, maxLength: 3 };

export const drafts: fc.Arbitrary<Draft> = fc.record({
  timezone: fc.constantFrom("Europe/Berlin", "America/New_York"),
  durationMin: fc.constantFrom(15, 30, 60),
  bufferBeforeMin: fc.constantFrom(0, 10),
  bufferAfterMin: fc.constantFrom(0, 10),
  noticeMin: fc.constantFrom(0, 120),
  horizonDays: fc.constantFrom(null, 30),
  intervalMin: fc.constantFrom(15, 30),
  caps: fc.constantFrom([], [{ per: "day" as const, count: 3, minutes: null }]),
  weekly,
  blockedDates: dates,
  overrides: fc
    .uniqueArray(fc.record({ date, windows, reason }), {
      selector: (entry) => entry.date,
      maxLength: 4,
    })
    .map((list) => list.sort((a, b) => (a.date < b.date ? -1 : 1))),
  timeOff: fc.uniqueArray(fc.record({ id, firstDate: date, lastDate: date, reason }), byId),
  rules: fc.uniqueArray(
    fc.record({
      id,
      name: fc.constantFrom("Evening", "Market day"),
      kind: fc.constantFrom("open" as const, "override" as const, "block" as const),
      pattern: fc.constant("weekly" as const),
      days: fc.subarray([...WEEKDAYS], { minLength: 1 }),
      windows,
      priority: fc.integer({ min: 0, max: 100 }),
    }),
    byId,
  ),
});
