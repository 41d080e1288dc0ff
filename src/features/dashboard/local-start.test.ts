import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ZoneRules } from "../../../core/time/rules";
import { draftOfStart, NO_START, startOf, startsOf } from "./local-start";

const HOUR_MS = 3_600_000;

/** Berlin in 2026: forward on 29 March at 02:00, back on 25 October at 03:00. */
const berlin: ZoneRules = {
  zone: "Europe/Berlin",
  version: "test",
  from: Date.UTC(2026, 0, 1),
  to: Date.UTC(2027, 0, 1),
  at: [Date.UTC(2026, 2, 29, 1), Date.UTC(2026, 9, 25, 1)],
  offsets: [60, 120, 60],
};
const clock = { rulesAt: () => berlin };
const draft = (date: string, time: string) => ({ date, time, again: false });

describe("a start typed on the member's clock", () => {
  it("is the instant at which the clock shows it", () => {
    expect(startOf(clock, draft("2026-07-01", "09:00"))).toBe(Date.UTC(2026, 6, 1, 7));
  });

  it("is none while it is incomplete", () => {
    expect(startOf(clock, NO_START)).toBeNull();
    expect(startOf(clock, draft("2026-07-01", ""))).toBeNull();
  });

  it("is none when the clock skips it", () => {
    expect(startOf(clock, draft("2026-03-29", "02:30"))).toBeNull();
  });

  it("is one of two when the clock shows it twice", () => {
    const twice = draft("2026-10-25", "02:30");
    const [first, second] = startsOf(clock, twice);
    expect([first, second]).toEqual([Date.UTC(2026, 9, 25, 0, 30), Date.UTC(2026, 9, 25, 1, 30)]);
    expect(startOf(clock, twice)).toBe(first);
    expect(startOf(clock, { ...twice, again: true })).toBe(second);
  });

  it("is none in a year whose clock is not known", () => {
    expect(startOf(clock, draft("2031-07-01", "09:00"))).toBeNull();
  });

  it("comes back from what one would type for it, whatever the instant", () => {
    const minutes = (berlin.to - berlin.from) / 60_000 - 1;
    const hourOfChange = fc
      .constantFrom(...berlin.at)
      .chain((change) =>
        fc.integer({ min: -120, max: 120 }).map((minute) => change + minute * 60_000),
      );
    const anyMinute = fc
      .integer({ min: 0, max: minutes })
      .map((minute) => berlin.from + minute * 60_000)
      // The first local hours of the year belong to the year before in UTC.
      .filter((start) => start >= berlin.from + HOUR_MS);
    fc.assert(
      fc.property(fc.oneof(hourOfChange, anyMinute), (start) => {
        expect(startOf(clock, draftOfStart(clock, start))).toBe(start);
      }),
    );
  });
});
