import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { historyOf, live } from "./history.ts";
import { cpuUsage } from "node:process";
import { NOW } from "./choices.ts";
import { ENVIRONMENT } from "./world.ts";

const HISTORIES = Number(import.meta.env.SIMULATE_HISTORIES ?? 1_000);
const SEED = Number(import.meta.env.SIMULATE_SEED ?? 1);

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  for (const [name, value] of Object.entries(ENVIRONMENT)) vi.stubEnv(name, value);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});

describe("whatever customers, members, Stripe and time do, and wherever it breaks", () => {
  test("histories", { timeout: 60_000 + 1_000 * HISTORIES }, async () => {
    const failures: string[] = [];
    const total: Record<string, number> = {};
    const start = vi.getRealSystemTime();
    for (let seed = SEED; seed < SEED + HISTORIES; seed++) {
      const { broken, log, tally } = await live(historyOf(seed));
      if (import.meta.env.SHOW) console.log(log.join("\n"), tally);
      for (const [k, n] of Object.entries(tally)) total[k] = (total[k] ?? 0) + n;
      if (broken.length > 0) {
        failures.push(`seed ${seed}: ${broken.join("; ")}`);
      }
    }
    console.log(
      `${vi.getRealSystemTime() - start} ms, ${cpuUsage().user / 1000}`,
      failures.length,
      failures.join("\n"),
      total,
    );
    expect(failures).toEqual([]);
  });
});
