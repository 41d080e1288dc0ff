import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { localDay, localMinute, type ZoneRules } from "../time/rules.ts";
import { listZones, zoneRules } from "../time/zones.ts";
import { nextAgenda } from "./agenda.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const FIRST = Date.UTC(2008, 0, 1);
const END = Date.UTC(2035, 0, 1);

/** A zone whose clock changes once, from one offset to another, at an instant. */
function changing(at: number, [before, after]: [number, number]): ZoneRules {
  return {
    zone: "Test/Zone",
    version: "test",
    from: FIRST,
    to: END,
    at: [at],
    offsets: [before, after],
  };
}

describe("the agenda of a day", () => {
  it("comes once on every date of every zone, at 07:00", () => {
    const anyMs = fc.integer({ min: FIRST / MINUTE, max: END / MINUTE - 10_000 });
    fc.assert(
      fc.property(fc.constantFrom(...listZones()), anyMs, (zone, minute) => {
        const rules = zoneRules(zone, FIRST, END);
        const now = minute * MINUTE;
        const first = nextAgenda(rules, now);
        const second = nextAgenda(rules, first);
        expect(first).toBeGreaterThan(now);
        expect([localMinute(rules, first), localMinute(rules, second)]).toEqual([420, 420]);
        expect(localDay(rules, second)).toBeGreaterThan(localDay(rules, first));
        const isLater = localMinute(rules, now) >= 420;
        const skipped = localDay(rules, first) - localDay(rules, now) - (isLater ? 1 : 0);
        // Apia and its neighbours left out a date.
        expect(skipped === 0 || (skipped === 1 && first - now <= 24 * HOUR)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it("is strictly later than now", () => {
    const rules = zoneRules("Europe/Berlin", FIRST, END);
    const seven = Date.UTC(2026, 10, 20, 6);
    expect(nextAgenda(rules, seven - 1)).toBe(seven);
    expect(nextAgenda(rules, seven)).toBe(seven + 24 * HOUR);
  });

  it("comes right after the gap where the clock skips 07:00", () => {
    const change = Date.UTC(2027, 0, 10, 6, 30);
    const rules = changing(change, [0, 60]);
    expect(nextAgenda(rules, change - HOUR)).toBe(change);
    expect(nextAgenda(rules, change)).toBe(Date.UTC(2027, 0, 11, 6));
  });

  it("comes once where the clock reads 07:00 twice", () => {
    const rules = changing(Date.UTC(2027, 0, 10, 6, 30), [60, 0]);
    const first = Date.UTC(2027, 0, 10, 6);
    expect(nextAgenda(rules, first - HOUR)).toBe(first);
    expect(nextAgenda(rules, first)).toBe(Date.UTC(2027, 0, 11, 7));
  });

  it("passes over a date that the zone skipped", () => {
    const apia = zoneRules("Pacific/Apia", FIRST, END);
    const thursday = Date.UTC(2011, 11, 29, 17);
    expect(nextAgenda(apia, thursday - 1)).toBe(thursday);
    expect(nextAgenda(apia, thursday)).toBe(thursday + 24 * HOUR);
  });
});
