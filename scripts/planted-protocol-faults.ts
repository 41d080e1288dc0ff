/**
 * `npm run protocol-faults`: plants the faults of protocol-faults.ts into copies of the backend, one at a time, and simulates each: a fault
 * that nothing notices is a gap, and fails the script. Words on the command line choose faults by their text.
 */
import { plantAll } from "./planting.ts";
import { PROTOCOL_FAULTS } from "./protocol-faults.ts";

const wanted = process.argv.slice(2).join(" ");

/** Which invariant was broken, at which await of which life, or which test failed. */
function tell(failure: string): string {
  const [test = ""] = failure.split("\n");
  const seed = /Seed (\d+): (?:threw|(I\d))/.exec(failure);
  if (seed) return `${seed[2] ?? "an error"}, seed ${seed[1] ?? ""}`;
  const crash = /crash at await (\d+) of (\d+)\n(I\d)?/.exec(failure);
  const where = crash
    ? ` (await ${crash[1] ?? ""} of ${crash[2] ?? ""}, ${crash[3] ?? "another end"})`
    : "";
  return `"${test}"${where}`;
}

process.exitCode = await plantAll({
  faults: PROTOCOL_FAULTS.filter(({ what }) => what.includes(wanted)),
  paths: [
    "core",
    "convex",
    "local/stripe",
    "scripts/simulate",
    "tsconfig.base.json",
    "vitest.config.ts",
  ],
  // What heals by itself in a history shows in the tests that stand beside the code.
  tests: [
    ...["--project", "backend", "--project", "unit"],
    ...["even-seeds", "odd-seeds", "crash-walk", "replay", "stripe"].map(
      (test) => `scripts/simulate/${test}`,
    ),
    ...["convex/payments", "core/money/settlement"],
  ],
  env: { SIMULATE_HISTORIES: "400", SIMULATE_SHRINK: "no" },
  tell,
});
