import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dateParts, weekdayOf } from "../../core/time/calendar";
import { firstDayOf, lastDayOf, monthOf, sameDateIn, shiftMonth, weeksOf } from "./month";

const anyMonth = fc
  .tuple(fc.integer({ min: 1970, max: 2200 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, month]) => `${year}-${String(month).padStart(2, "0")}`);

describe("months of the calendar", () => {
  it("follow each other without a day between them", () => {
    fc.assert(
      fc.property(anyMonth, (month) => {
        expect(firstDayOf(shiftMonth(month, 1))).toBe(lastDayOf(month) + 1);
        expect(monthOf(firstDayOf(month))).toBe(month);
        expect(monthOf(lastDayOf(month))).toBe(month);
      }),
    );
  });

  it("come back when shifted there and back", () => {
    fc.assert(
      fc.property(anyMonth, fc.integer({ min: -100, max: 100 }), (month, by) => {
        expect(shiftMonth(shiftMonth(month, by), -by)).toBe(month);
      }),
    );
  });

  it("are drawn as whole weeks that begin on the reader's first weekday and leave out no day", () => {
    fc.assert(
      fc.property(anyMonth, fc.integer({ min: 0, max: 6 }), (month, firstWeekday) => {
        const weeks = weeksOf(month, firstWeekday);
        const days = weeks.flat();
        expect(weeks.every((week) => weekdayOf(week[0] ?? NaN) === firstWeekday)).toBe(true);
        expect(days).toEqual(days.map((_, index) => (days[0] ?? NaN) + index));
        expect(days).toContain(firstDayOf(month));
        expect(days).toContain(lastDayOf(month));
        expect(weeks.every((week) => week.some((day) => monthOf(day) === month))).toBe(true);
      }),
    );
  });

  it("keep the date when turned, or end on their last day", () => {
    fc.assert(
      fc.property(anyMonth, fc.nat(30), (month, offset) => {
        const day = Math.min(firstDayOf(month) + offset, lastDayOf(month));
        const next = shiftMonth(month, 1);
        const turned = sameDateIn(next, day);
        expect(monthOf(turned)).toBe(next);
        expect([dateParts(day).date, dateParts(lastDayOf(next)).date]).toContain(
          dateParts(turned).date,
        );
      }),
    );
  });
});
