/**
 * `npm run proof`: the engine of availability against the oracle, at length. 10,000 random questions with fresh
 * seeds, and every change of the clock of every zone for five years ahead. PROOF_RUNS and PROOF_SEED repeat a run.
 */
import fc from "fast-check";
import { anyQuery } from "../core/availability/cases.testing.ts";
import { compareAtChanges } from "../core/availability/changes.testing.ts";
import { momentClock, temporalClock } from "../core/availability/clocks.testing.ts";
import { scanSlots, type OffsetOf } from "../core/availability/oracle.testing.ts";
import { listSlots, type SlotQuery } from "../core/availability/slots.ts";
import { listZones, zoneRules } from "../core/time/zones.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const FIVE_YEARS = 5 * 366 * DAY;

const runs = Number(process.env.PROOF_RUNS ?? 10_000);
const seed = Number(process.env.PROOF_SEED ?? Date.now() % 2 ** 31);

/** Temporal is slow, and the questions come back to the same zones. */
const temporalClocks = new Map<string, OffsetOf>();

proveRandomQuestions();
proveEveryChange(Date.now());

function proveRandomQuestions(): void {
  const tally = { byTemporal: 0, byShippedData: 0, withSlots: 0, slots: 0 };
  const agrees = fc.property(anyQuery(4), (query) => {
    const clock = sharedClock(query);
    tally[clock.isTemporal ? "byTemporal" : "byShippedData"] += 1;
    const expected = scanSlots(query, clock.offsetOf);
    const found = listSlots(query).map(({ start }) => start);
    tally.slots += expected.length;
    if (expected.length > 0) tally.withSlots += 1;
    return found.join() === expected.join();
  });
  console.log(`${String(runs)} random questions, seed ${String(seed)}`);
  fc.assert(agrees, { numRuns: runs, seed });
  console.log(
    `  all agree: ${String(tally.byTemporal)} by Temporal, ${String(tally.byShippedData)} by the shipped ` +
      `data where the runtime's differs; ${String(tally.withSlots)} with slots, ${String(tally.slots)} slots`,
  );
}

/** Temporal where the runtime's data and the shipped data say the same, else the shipped data. */
function sharedClock(query: SlotQuery): { offsetOf: OffsetOf; isTemporal: boolean } {
  const shipped = momentClock(query.zone);
  const temporal = temporalClocks.get(query.zone) ?? temporalClock(query.zone);
  temporalClocks.set(query.zone, temporal);
  try {
    for (let ms = query.from - 15 * DAY; ms < query.to + 15 * DAY; ms += 6 * HOUR) {
      if (temporal(ms) !== shipped(ms)) return { offsetOf: shipped, isTemporal: false };
    }
    return { offsetOf: temporal, isTemporal: true };
  } catch (error) {
    // That is how Temporal says that the runtime does not know the zone at all.
    if (!(error instanceof RangeError)) throw error;
    return { offsetOf: shipped, isTemporal: false };
  }
}

function proveEveryChange(now: number): void {
  const clocks = new Map<string, string[]>();
  for (const zone of listZones()) {
    const { at, offsets } = zoneRules(zone, now, now + FIVE_YEARS);
    const key = JSON.stringify([at, offsets]);
    clocks.set(key, [...(clocks.get(key) ?? []), zone]);
  }
  let asked = 0;
  for (const [zone = ""] of clocks.values()) {
    const result = compareAtChanges(zone, now, now + FIVE_YEARS);
    if (result.wrong) throw new Error(`${zone}: ${JSON.stringify(result.wrong)}`);
    asked += result.asked;
  }
  console.log(
    `Every change of the clock in ${String(listZones().length)} zones, ${String(clocks.size)} different clocks, ` +
      `until ${new Date(now + FIVE_YEARS).toISOString().slice(0, 10)}: ${String(asked)} questions, all agree`,
  );
}
