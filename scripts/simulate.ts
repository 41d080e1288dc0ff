/**
 * `npm run simulate -- --histories N --seed S`: lives through N histories of bookings and money, from seed S on, and says how they went;
 * with `--replay <file>` through the one in a file that a failing run has left behind.
 */
import { parseArgs } from "node:util";
import { run } from "./run.ts";
import { simulateHalves, VITEST } from "./simulated.ts";

const { values } = parseArgs({
  options: {
    histories: { type: "string", default: "1000" },
    seed: { type: "string", default: "1" },
    replay: { type: "string" },
  },
});

process.exitCode = await (values.replay === undefined
  ? simulateHalves(["scripts/simulate/even", "scripts/simulate/odd"], {
      SIMULATE_HISTORIES: values.histories,
      SIMULATE_SEED: values.seed,
    })
  : replay(values.replay));

async function replay(file: string): Promise<number> {
  const test = ["scripts/simulate/replay.test.ts", "-t", "from a file"];
  return await run("vitest", [...VITEST, ...test], { SIMULATE_REPLAY: file });
}
