import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { zoneRules } from "../time/zones.ts";
import { SMS_KINDS, type SmsKind } from "./kinds.ts";
import { smsAt } from "./quiet-hours.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const FIRST = Date.UTC(2026, 0, 1);
const END = Date.UTC(2029, 0, 1);

/** Zones whose laws have not changed since any runtime's data, with clocks that jump by an hour, by half of one, and not at all. */
const ZONES = [
  ...(["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"] as const),
  ...(["Pacific/Apia", "Asia/Seoul", "Pacific/Chatham", "UTC"] as const),
];

/** 08:00 and 21:00 as Temporal reads them. */
function isQuiet(zone: string, ms: number): boolean {
  const { hour } = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
  return hour < 8 || hour >= 21;
}

/** The next 08:00, by Temporal. */
function morningAfter(zone: string, ms: number): number {
  const now = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
  const today = now.withPlainTime("08:00");
  const next = today.epochMilliseconds >= ms ? today : now.add({ days: 1 }).withPlainTime("08:00");
  return next.epochMilliseconds;
}

const night = fc.record({
  kind: fc.constantFrom<SmsKind>(...SMS_KINDS),
  zone: fc.constantFrom(...ZONES),
  dueAt: fc
    .integer({ min: FIRST / MINUTE + 10_000, max: END / MINUTE - 10_000 })
    .map((each) => each * MINUTE),
  late: fc.integer({ min: -600, max: 600 }).map((each) => each * MINUTE),
  ahead: fc.integer({ min: -600, max: 3_000 }).map((each) => each * MINUTE),
});

describe("a text message", () => {
  it("leaves at once by day, and at 08:00, at once or not at all by night", () => {
    fc.assert(
      fc.property(night, ({ kind, zone, dueAt, late, ahead }) => {
        const [now, start] = [dueAt + late, dueAt + ahead];
        const at = smsAt({ kind, dueAt, start, now, rules: zoneRules(zone, FIRST, END) });
        const earliest = Math.max(dueAt, now);
        if (!isQuiet(zone, earliest)) {
          expect(at).toBe(earliest);
          return;
        }
        const morning = morningAfter(zone, earliest);
        const waits = { cancelled: start >= morning + 2 * HOUR, confirmation: start > morning };
        const expected: Record<SmsKind, number | null> = {
          reminder: start - morning >= 15 * MINUTE ? morning : null,
          confirmation: waits.confirmation ? morning : null,
          cancelled: waits.cancelled ? morning : earliest,
          rescheduled: waits.cancelled ? morning : earliest,
        };
        expect(at).toBe(expected[kind]);
      }),
      { numRuns: 1_500 },
    );
  });

  it("is never a reminder or a confirmation by night", () => {
    const calm = night.filter(({ kind }) => kind === "reminder" || kind === "confirmation");
    fc.assert(
      fc.property(calm, ({ kind, zone, dueAt, ahead }) => {
        const rules = zoneRules(zone, FIRST, END);
        const at = smsAt({ kind, dueAt, start: dueAt + ahead, now: dueAt, rules });
        expect(at !== null && isQuiet(zone, at)).toBe(false);
      }),
    );
  });

  it("counts 21:00 as night and 08:00 as day", () => {
    const rules = zoneRules("Europe/Berlin", FIRST, END);
    const evening = Date.UTC(2026, 10, 20, 20);
    const at = (now: number) =>
      smsAt({ kind: "reminder", dueAt: now, now, start: evening + 48 * HOUR, rules });
    expect(at(evening - 1)).toBe(evening - 1);
    expect(at(evening)).toBe(evening + 11 * HOUR);
    expect(at(evening + 11 * HOUR - 1)).toBe(evening + 11 * HOUR);
    expect(at(evening + 11 * HOUR)).toBe(evening + 11 * HOUR);
  });

  it("waits as long as it is still of use in the morning, to the minute", () => {
    const rules = zoneRules("Europe/Berlin", FIRST, END);
    const now = Date.UTC(2026, 10, 20, 23);
    const morning = now + 8 * HOUR;
    const at = (kind: SmsKind, afterMorning: number) =>
      smsAt({ kind, dueAt: now, now, start: morning + afterMorning, rules });
    expect([at("reminder", 15 * MINUTE), at("reminder", 15 * MINUTE - 1)]).toEqual([morning, null]);
    expect([at("cancelled", 2 * HOUR), at("cancelled", 2 * HOUR - 1)]).toEqual([morning, now]);
    expect([at("confirmation", 1), at("confirmation", 0)]).toEqual([morning, null]);
  });

  it("waits through the nights in which the clock changes, however long they are", () => {
    const rules = zoneRules("Europe/Berlin", FIRST, END);
    const wait = (evening: number) => {
      const leaves = smsAt({
        kind: "confirmation",
        dueAt: evening,
        now: evening,
        start: END,
        rules,
      });
      return leaves === null ? null : (leaves - evening) / HOUR;
    };
    expect(wait(Date.UTC(2027, 2, 27, 20))).toBe(10);
    expect(wait(Date.UTC(2026, 9, 24, 19))).toBe(12);
  });

  it("waits over a date that the zone skipped", () => {
    const rules = zoneRules("Pacific/Apia", Date.UTC(2011, 0, 1), Date.UTC(2013, 0, 1));
    // 22:00 on 29 December 2011; the next morning is the one of the 31st.
    const now = Date.UTC(2011, 11, 30, 8);
    const at = smsAt({ kind: "confirmation", dueAt: now, now, start: now + 90 * HOUR, rules });
    expect(at).toBe(now + 10 * HOUR);
  });
});
