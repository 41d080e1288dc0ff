import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyQuery } from "./cases.testing.ts";
import { checkSlot } from "./check.ts";
import { momentClock } from "./clocks.testing.ts";
import { explain } from "./explain.ts";
import { scanSlots } from "./oracle.testing.ts";
import { prepareSchedule } from "./schedule.ts";
import { listSlots } from "./slots.ts";
import { zoneRules } from "../time/zones.ts";

/** The full run is proof.ts; this many fit into every `npm test`. */
const RUNS = 400;
const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const TIMEOUT_MS = 120_000;

describe("listSlots", () => {
  it(
    "gives exactly the starts that a scan of every minute finds",
    () => {
      const withOffer = fc.property(anyQuery(4), (query) => {
        const expected = scanSlots(query, momentClock(query.zone));
        expect(listSlots(query).map(({ start }) => start)).toEqual(expected);
      });
      fc.assert(withOffer, { numRuns: RUNS });
    },
    TIMEOUT_MS,
  );
});

describe("checkSlot and explain", () => {
  it(
    "agree with the list about every instant, and every refusal has a reason",
    () => {
      const asked = fc.tuple(anyQuery(3), fc.array(fc.nat(3 * 1_440), { maxLength: 20 }));
      const agrees = fc.property(asked, ([query, minutes]) => {
        const rules = zoneRules(query.zone, query.from - 10 * DAY, query.to + 10 * DAY);
        const schedule = prepareSchedule(query, rules);
        const listed = listSlots(query).map(({ start }) => start);
        const near = minutes.map((minute) => query.from + minute * MINUTE);
        for (const start of [...listed.slice(0, 20), ...near].filter((ms) => ms < query.to)) {
          const verdict = checkSlot(schedule, query, { ...query, start });
          expect(verdict.ok).toBe(listed.includes(start));
          expect(explain(schedule, query, { ...query, start }).length === 0).toBe(verdict.ok);
        }
      });
      fc.assert(agrees, { numRuns: RUNS });
    },
    TIMEOUT_MS,
  );
});
