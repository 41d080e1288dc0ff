/**
 * Plants the faults of faults.ts into copies of core/, one at a time, and runs the tests on each: a fault that no
 * test notices is a gap in the tests, and fails the script. Words on the command line choose faults by their text.
 */
import { FAULTS } from "./faults.ts";
import { plantAll } from "./planting.ts";

const wanted = process.argv.slice(2).join(" ");

process.exitCode = await plantAll({
  faults: FAULTS.filter(({ what }) => what.includes(wanted)),
  paths: ["availability", "intervals", "money", "time"].map((folder) => `core/${folder}`),
  tests: [],
});
