import fc from "fast-check";
import { afterEach, beforeEach, describe, test, vi } from "vitest";
import {
  ACTIONS,
  expectEnds,
  expectSound,
  openHistory,
  take,
  type Step,
} from "./histories.testing";
import { NOW } from "./world.testing";

/** Histories of fifty calls: some hundreds in every run of the tests, as many as one likes with HISTORIES=20000 and another HISTORY_SEED. */
const HISTORIES = Number(import.meta.env.HISTORIES ?? 200);
const SEED = Number(import.meta.env.HISTORY_SEED ?? 20270301);
const CALLS = 50;
/** After how many calls the rows are looked at, and the directory, which takes longer, is compared with the slot rule. */
const SOUND_EVERY = 12;
const THOROUGH_EVERY = 24;

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
});
afterEach(() => {
  vi.useRealTimers();
});

const choice = fc.nat({ max: 1000 });
const OFTEN: Step["what"][] = ["hold", "hold", "confirmLast", "move", "wait"];

/** As visitors and members act: holds and confirmations most, changes of settings least. */
const step: fc.Arbitrary<Step> = fc.record({
  what: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...OFTEN) },
    { weight: 3, arbitrary: fc.constantFrom(...(Object.keys(ACTIONS) as Step["what"][])) },
  ),
  ...{ a: choice, b: choice, c: choice },
});

async function live(steps: Step[]): Promise<void> {
  vi.clearAllTimers();
  vi.setSystemTime(NOW);
  const history = await openHistory();
  for (const [index, each] of steps.entries()) {
    await take(history, each);
    if (index % SOUND_EVERY === 0) await expectSound(history, index % THOROUGH_EVERY === 0);
  }
  await expectEnds(history);
}

describe("whatever visitors, members and time do to a calendar", () => {
  test(
    "bookings keep apart, busy rows and the directory agree with them, counters count, and holds end",
    { timeout: 60_000 + 1000 * HISTORIES },
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: CALLS, maxLength: CALLS }), live),
        { numRuns: HISTORIES, seed: SEED, endOnFailure: true },
      );
    },
  );
});
