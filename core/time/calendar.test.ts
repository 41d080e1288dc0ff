import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  dateParts,
  dayOf,
  daysInMonth,
  formatClock,
  formatDate,
  parseClock,
  parseDate,
  weekdayOf,
} from "./calendar.ts";

const DAY_MS = 86_400_000;
/** From 1900 to 2400, so that both kinds of century years are met. */
const anyDay = fc.integer({ min: -25_567, max: 157_000 });

describe("calendar dates", () => {
  it("agree with the language's own UTC calendar on every day", () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const date = new Date(day * DAY_MS);
        expect(formatDate(day)).toBe(date.toISOString().slice(0, 10));
        expect(parseDate(formatDate(day))).toBe(day);
        expect(weekdayOf(day)).toBe((date.getUTCDay() + 6) % 7);
        const { year, month, date: ofMonth } = dateParts(day);
        expect([year, month, ofMonth]).toEqual([
          date.getUTCFullYear(),
          date.getUTCMonth() + 1,
          date.getUTCDate(),
        ]);
        expect(dayOf(year, month, ofMonth)).toBe(day);
      }),
    );
  });

  it("know the length of February in leap years, century years and every fourth century", () => {
    expect([2024, 2026, 2100, 2000].map((year) => daysInMonth(year, 2))).toEqual([29, 28, 28, 29]);
  });

  it.each(["2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-4-1", "26-04-01", ""])(
    "refuse %j",
    (text) => {
      expect(parseDate(text)).toBeNull();
    },
  );

  it("refuse text around a date", () => {
    expect(parseDate("2026-04-01T00:00")).toBeNull();
    expect(parseDate(" 2026-04-01")).toBeNull();
    expect(parseDate("2026-04-01\n")).toBeNull();
  });
});

describe("wall-clock times", () => {
  it("are read back as they are written, up to 24:00", () => {
    for (let minute = 0; minute <= 1_440; minute += 1) {
      expect(parseClock(formatClock(minute))).toBe(minute);
    }
    expect(parseClock("24:00")).toBe(1_440);
  });

  it.each(["24:01", "23:60", "9:30", "09:30:00", "0930", "-1:00", "09.30", "noon", ""])(
    "refuse %j",
    (text) => {
      expect(parseClock(text)).toBeNull();
    },
  );
});
