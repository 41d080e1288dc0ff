import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyQuery } from "./cases.testing.ts";
import { momentClock } from "./clocks.testing.ts";
import { scanSlots } from "./oracle.testing.ts";
import { listSlots } from "./slots.ts";

/** The full run is `npm run proof`; this many fit into every `npm test`. */
const RUNS = 400;

describe("listSlots", () => {
  it("gives exactly the starts that a scan of every minute finds", () => {
    fc.assert(
      fc.property(anyQuery(4), (query) => {
        const expected = scanSlots(query, momentClock(query.zone));
        expect(listSlots(query).map(({ start }) => start)).toEqual(expected);
      }),
      { numRuns: RUNS },
    );
  });
});
