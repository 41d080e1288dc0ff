import { expect, test, vi } from "vitest";
import { setStage } from "../stage.testing.ts";
import { live, PER_WORLD, shrink, type Outcome } from "./history.ts";
import { ENVIRONMENT } from "./world.ts";

/** A thousand in every run of the tests; `npm run simulate:messages` says how many, and from which on. */
const HISTORIES = Number(import.meta.env.SIMULATE_MESSAGES ?? 1_000);
const SEED = Number(import.meta.env.SIMULATE_MESSAGES_SEED ?? 0);

/** Lives through every second world, so that two can be lived through at the same time. */
export function simulate(shard: 0 | 1): void {
  setStage(ENVIRONMENT);
  test(
    "everybody hears what is true, once and in time, and nobody what is not",
    { timeout: 120_000 + 1_000 * HISTORIES },
    async () => {
      const started = vi.getRealSystemTime();
      const total: Record<string, number> = {};
      const first = Math.floor(SEED / PER_WORLD);
      const worlds = Math.ceil(HISTORIES / PER_WORLD);
      for (let seed = first; seed < first + worlds; seed++) {
        if (seed % 2 !== shard) continue;
        const outcome = await live(seed);
        if (outcome.broken.length > 0) expect.fail(await reportOf(seed, outcome));
        for (const [key, count] of Object.entries({ histories: PER_WORLD, ...outcome.tally })) {
          total[key] = (total[key] ?? 0) + count;
        }
      }
      // Worlds in which nothing happens break nothing.
      const { overtaken: _, ...happened } = total;
      if (HISTORIES >= 500) {
        for (const [key, count] of Object.entries(happened)) expect(count, key).toBeGreaterThan(0);
      }
      const seconds = (vi.getRealSystemTime() - started) / 1000;
      console.log(`simulated ${JSON.stringify({ ...total, seconds })}`);
    },
  );
}

async function reportOf(seed: number, outcome: Outcome): Promise<string> {
  const told = `World ${seed}: ${outcome.broken.slice(0, 5).join("; ")}`;
  if (import.meta.env.SIMULATE_SHRINK === "no") return told;
  const story = await shrink(seed, outcome);
  const again = `Again: npm run simulate:messages -- --histories 1 --seed ${seed * PER_WORLD}`;
  if (story === null) return [told, again, ...outcome.log].join("\n");
  const { log, broken } = await live(seed, [story]);
  return [told, again, "Alone:", ...broken, JSON.stringify(story), ...log].join("\n");
}
