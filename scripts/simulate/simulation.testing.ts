import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { CALLS, historyOf, live, type Outcome } from "./history.ts";
import { shrink } from "./shrink.ts";
import { setStage } from "./stage.testing.ts";
import { ENVIRONMENT } from "./world.ts";

/** A thousand in every run of the tests; `npm run simulate` says how many, and from which seed on. */
const HISTORIES = Number(import.meta.env.SIMULATE_HISTORIES ?? 1_000);
const SEED = Number(import.meta.env.SIMULATE_SEED ?? 1);

/** Lives through every second history, so that two can be lived through at the same time. */
export function simulate(shard: 0 | 1): void {
  setStage(ENVIRONMENT);
  test(
    "nobody pays for a lost slot, nobody holds a slot unpaid",
    { timeout: 60_000 + 2_000 * HISTORIES },
    async () => {
      const started = vi.getRealSystemTime();
      const total: Record<string, number> = {};
      for (let seed = SEED; seed < SEED + HISTORIES; seed++) {
        if (seed % 2 !== shard) continue;
        const outcome = await live(historyOf(seed));
        if (outcome.broken.length > 0) expect.fail(await reportOf(seed, outcome));
        expect(outcome.tally.calls, `calls of seed ${seed}`).toBeGreaterThanOrEqual(CALLS);
        for (const [key, count] of Object.entries({ histories: 1, ...outcome.tally })) {
          total[key] = (total[key] ?? 0) + count;
        }
      }
      // Histories in which nothing happens break nothing.
      if (HISTORIES >= 100) {
        for (const [key, count] of Object.entries(total)) {
          expect(count, key).toBeGreaterThan(0);
        }
      }
      const seconds = (vi.getRealSystemTime() - started) / 1000;
      console.log(`simulated ${JSON.stringify({ ...total, seconds })}`);
    },
  );
}

/** The failing history at its shortest, kept in a file that lives it again. */
async function reportOf(seed: number, { broken }: Outcome): Promise<string> {
  if (import.meta.env.SIMULATE_SHRINK === "no") return `Seed ${seed}: ${broken.join("; ")}`;
  const shortest = await shrink(historyOf(seed));
  const { log, broken: left } = await live(shortest);
  const file = join(tmpdir(), `history-${seed}.json`);
  writeFileSync(file, JSON.stringify(shortest));
  return [
    `Seed ${seed}: ${broken.join("; ")}`,
    `Again: npm run simulate -- --histories 1 --seed ${seed}, or in ${shortest.steps.length} steps with --replay ${file}`,
    ...log,
    ...left,
  ].join("\n");
}
