import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { zoneRules } from "../time/zones.ts";
import { anyQuery } from "./cases.testing.ts";
import { decidePlace, essenceOf, type PlaceQuestion } from "./place.ts";
import { prepareSchedule } from "./schedule.ts";
import { askDate, at, everyDay } from "./settings.testing.ts";
import { listSlots, type SlotQuery } from "./slots.ts";
import type { BusyRow } from "./types.ts";

const RUNS = 400;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const zone = "Europe/Berlin";
const friday = (time: string): number => at(zone, `2026-11-20 ${time}`);

/** What a service's query asks, as one question about one start. Pieces of one booking come now and then. */
function questionOf(query: SlotQuery, rest: Pick<PlaceQuestion, "start" | "overrule">) {
  const rules = zoneRules(query.zone, query.from - 400 * DAY, query.to + 400 * DAY);
  const schedule = prepareSchedule(query, rules);
  const { busy, now, ...terms } = query;
  return { schedule, terms, busy, now, ...rest };
}

const overrule = fc.constantFrom<PlaceQuestion["overrule"]>("nothing", "hours", "overlaps");

describe("the essence of a question", () => {
  it("leads to the same verdict as the whole of it", () => {
    const asked = fc.record({
      query: anyQuery(3),
      minutes: fc.array(fc.nat(3 * 1_440), { maxLength: 15 }),
      overrule,
      // Every third row is a piece of the one before it.
      inPieces: fc.boolean(),
    });
    const agrees = fc.property(asked, ({ query, minutes, inPieces, ...rest }) => {
      const busy = query.busy.map((row, index): BusyRow => {
        return inPieces ? { ...row, source: String(index - (index % 3 === 2 ? 1 : 0)) } : row;
      });
      const listed = listSlots({ ...query, busy }).map(({ start }) => start);
      const near = minutes.map((minute) => query.from + minute * MINUTE);
      for (const start of [...listed.slice(0, 15), ...near]) {
        const question = questionOf({ ...query, busy }, { start, ...rest });
        expect(decidePlace(essenceOf(question))).toEqual(decidePlace(question));
      }
    });
    fc.assert(agrees, { numRuns: RUNS });
  }, 120_000);

  it("does so where caps and the first slot of a day decide, and bookings lie in pieces over midnight", () => {
    const begins = fc.record({ hours: fc.integer({ min: -30, max: 54 }), pieces: fc.boolean() });
    const asked = fc.record({
      booked: fc.array(begins, { minLength: 1, maxLength: 12 }),
      hours: fc.array(fc.nat(72), { minLength: 4, maxLength: 8 }),
      per: fc.constantFrom("day", "week"),
      count: fc.integer({ min: 1, max: 4 }),
      firstOfDay: fc.boolean(),
    });
    const monday = at(zone, "2026-11-23 00:00");
    const agrees = fc.property(asked, ({ booked, hours, per, count, firstOfDay }) => {
      const busy = booked.flatMap(({ hours: begin, pieces }, index): BusyRow[] => {
        const row = { start: monday + begin * HOUR, end: monday + (begin + 2) * HOUR };
        const middle = row.start + HOUR;
        const source = String(index);
        return pieces
          ? [
              { ...row, end: middle, source },
              { ...row, start: middle, source },
            ]
          : [{ ...row, source }];
      });
      const caps = [{ per, of: "member", count } as const];
      const query = askDate("2026-11-23", {
        weekly: everyDay("00:00-07:00"),
        caps,
        firstOfDay,
        busy,
      });
      for (const hour of hours) {
        const start = monday + (hour - 24) * HOUR;
        const question = questionOf(query, { start, overrule: "nothing" });
        expect(decidePlace(essenceOf(question))).toEqual(decidePlace(question));
      }
    });
    fc.assert(agrees, { numRuns: RUNS });
  });

  it("holds what is near in time and of this service, and leaves out the rest of a year", () => {
    const rule = {
      ...{ kind: "block" as const, pattern: "weekly" as const, days: ["friday" as const] },
      ...{ windows: [], priority: 1 },
    };
    const query = askDate("2026-11-20", {
      overrides: Array.from({ length: 28 }, (_, day) => ({
        date: `2026-11-${String(day + 1).padStart(2, "0")}`,
        windows: [{ start: "09:00", end: "12:00" }],
      })),
      timeOff: [{ firstDate: "2027-01-01", lastDate: "2027-01-09" }],
      rules: [
        { ...rule, eventTypeId: "2" },
        { ...rule, lastDate: "2026-01-01" },
      ],
      busy: Array.from({ length: 50 }, (_, day) => ({
        start: friday("10:00") + (day - 25) * DAY,
        end: friday("10:30") + (day - 25) * DAY,
      })),
    });
    const question = questionOf(query, { start: friday("09:00"), overrule: "nothing" });
    const { schedule, busy } = essenceOf({ ...question, terms: { ...query, eventTypeId: "1" } });
    expect(busy.length).toBeLessThan(2);
    expect(schedule.special.length).toBeLessThan(7);
    expect(schedule.closed).toEqual([]);
    expect(schedule.recurring).toEqual([]);
    expect(essenceOf({ ...question, start: friday("10:00") }).busy).toHaveLength(1);
  });
});

describe("a verdict", () => {
  const busy = [{ start: friday("10:00"), end: friday("11:00") }];
  const decide = (time: string, changes: Partial<PlaceQuestion> = {}) => {
    const query = askDate("2026-11-20", { busy });
    const question = questionOf(query, { start: friday(time), overrule: "nothing" });
    return decidePlace({ ...question, ...changes });
  };

  it("tells customers what is taken from what is closed, and nothing more", () => {
    expect(decide("09:00")).toEqual({ ok: true });
    expect(decide("10:00")).toEqual({ ok: false, taken: true, reason: "busy" });
    expect(decide("13:00")).toEqual({ ok: false, taken: false, reason: "closed" });
  });

  it("lets members overrule their hours, and overlaps only when that is said", () => {
    expect(decide("13:00", { overrule: "hours" })).toEqual({ ok: true });
    expect(decide("10:00", { overrule: "hours" })).toMatchObject({ taken: true });
    expect(decide("10:00", { overrule: "overlaps" })).toEqual({ ok: true });
  });

  it("lets nobody overrule the past or the end of the calendar", () => {
    for (const overrule of ["hours", "overlaps"] as const) {
      const past = { overrule, now: friday("12:00") };
      expect(decide("09:00", past)).toEqual({ ok: false, taken: false, reason: "past" });
      const { schedule } = questionOf(askDate("2026-11-20"), { start: 0, overrule });
      const rules = { ...schedule.rules, to: friday("09:30") };
      const ended = decide("09:00", { overrule, schedule: { ...schedule, rules } });
      expect(ended).toEqual({ ok: false, taken: false, reason: "horizon" });
    }
  });
});
