import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayOf } from "./calendar.ts";
import {
  dayBounds,
  instantsOf,
  isRepeated,
  localDay,
  localMinute,
  offsetAt,
  type ZoneRules,
} from "./rules.ts";
import { listZones, zoneRules } from "./zones.ts";

const HOUR = 3_600_000;
const FIRST = Date.UTC(2008, 0, 1);
const END = Date.UTC(2035, 0, 1);
const berlin = zoneRules("Europe/Berlin", FIRST, END);

const moment = fc
  .record({
    zone: fc.constantFrom(...listZones()),
    minute: fc.integer({ min: FIRST / 60_000, max: END / 60_000 - 1 }),
  })
  .map(({ zone, minute }): [ZoneRules, number] => [zoneRules(zone, FIRST, END), minute * 60_000]);

describe("zone rules", () => {
  it("lead from any instant to its reading and back to it", () => {
    fc.assert(
      fc.property(moment, ([rules, ms]) => {
        const instants = instantsOf(rules, localDay(rules, ms), localMinute(rules, ms));
        expect(instants).toContain(ms);
        expect(isRepeated(rules, ms)).toBe(instants.length > 1);
      }),
    );
  });

  it("put every instant within the bounds of its local date", () => {
    fc.assert(
      fc.property(moment, ([rules, ms]) => {
        const bounds = dayBounds(rules, localDay(rules, ms));
        expect(bounds && bounds.start <= ms && ms < bounds.end).toBe(true);
      }),
    );
  });

  it("give nothing for a reading that is skipped", () => {
    expect(instantsOf(berlin, dayOf(2027, 3, 28), 150)).toEqual([]);
  });

  it("give both instants of a reading that happens twice, in order", () => {
    const first = Date.UTC(2026, 9, 25, 0, 30);
    expect(instantsOf(berlin, dayOf(2026, 10, 25), 150)).toEqual([first, first + HOUR]);
    expect(isRepeated(berlin, first)).toBe(true);
    expect(isRepeated(berlin, first + 2 * HOUR)).toBe(false);
  });

  it("give the change days of a year 23 and 25 hours", () => {
    const hours = (day: number): number => {
      const bounds = dayBounds(berlin, day);
      return bounds ? (bounds.end - bounds.start) / HOUR : 0;
    };
    expect(hours(dayOf(2027, 3, 28))).toBe(23);
    expect(hours(dayOf(2026, 10, 25))).toBe(25);
    expect(hours(dayOf(2026, 11, 20))).toBe(24);
  });

  it("know the date that Samoa skipped", () => {
    const apia = zoneRules("Pacific/Apia", FIRST, END);
    expect(dayBounds(apia, dayOf(2011, 12, 30))).toBeNull();
    expect(instantsOf(apia, dayOf(2011, 12, 30), 720)).toEqual([]);
  });

  it("change at the very instant of the change", () => {
    const change = Date.UTC(2027, 2, 28, 1);
    expect([offsetAt(berlin, change - 1), offsetAt(berlin, change)]).toEqual([60, 120]);
  });
});
