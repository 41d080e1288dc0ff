/**
 * `npm run message-faults`: plants the faults of message-faults.ts into copies of the backend, one at a time, and simulates each: a fault
 * that nothing notices is a gap, and fails the script. Words on the command line choose faults by their text.
 */
import { MESSAGE_FAULTS } from "./message-faults.ts";
import { plantAll } from "./planting.ts";

const wanted = process.argv.slice(2).join(" ");

/** What a reader got or missed, in which world, or which test failed. */
function tell(failure: string): string {
  const [test = ""] = failure.split("\n");
  const [, world, what] = /World (\d+): \d+ \w+: ([^;\n]+)/.exec(failure) ?? [];
  return what === undefined ? `"${test}"` : `${what} (world ${world ?? ""})`;
}

process.exitCode = await plantAll({
  faults: MESSAGE_FAULTS.filter(({ what }) => what.includes(wanted)),
  paths: [
    ...["core", "convex", "scripts/simulate"],
    ...["tsconfig.base.json", "tsconfig.node.json", "vitest.config.ts"],
  ],
  // What heals by itself in a history shows in the tests that stand beside the code.
  tests: [
    ...["--project", "backend", "--project", "unit"],
    ...["scripts/simulate/messages", "convex/messages", "core/messages"],
  ],
  env: { SIMULATE_MESSAGES: process.env.SIMULATE_MESSAGES ?? "250", SIMULATE_SHRINK: "no" },
  tell,
});
