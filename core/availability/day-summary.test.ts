import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DAY_MS, MINUTE_MS } from "../time/calendar.ts";
import { startsOfDay, summarizeDay } from "./day-summary.ts";

describe("a day's summary", () => {
  test("gives back exactly the starts of its day, whatever they are", () => {
    const minutes = fc.uniqueArray(fc.integer({ min: -300, max: 1800 }), { maxLength: 120 });
    fc.assert(
      fc.property(minutes, fc.integer({ min: 20_000, max: 22_000 }), (all, day) => {
        const starts = all
          .toSorted((a, b) => a - b)
          .map((minute) => day * DAY_MS + minute * MINUTE_MS);
        const own = starts.filter((start) => start >= day * DAY_MS && start < (day + 1) * DAY_MS);
        expect(startsOfDay(summarizeDay(starts, day), day)).toEqual(own);
      }),
    );
  });

  test("of a usual day takes a few characters", () => {
    const day = 20_600;
    const morning = [540, 570, 600, 630].map((minute) => day * DAY_MS + minute * MINUTE_MS);
    const evening = [1200, 1230].map((minute) => day * DAY_MS + minute * MINUTE_MS);
    expect(summarizeDay([...morning, ...evening], day)).toBe("540/30x4 1200/30x2");
    expect(summarizeDay([], day)).toBe("");
  });
});
