/**
 * `npm run simulate:messages -- --histories N --seed S`: lives through N histories of bookings and of what their readers hear, from S on, a
 * world of 25 at a time, and says how they went. One that fails says so with its seed, and again with as little as it fails by.
 */
import { parseArgs } from "node:util";
import { simulateHalves } from "./simulated.ts";

const { values } = parseArgs({
  options: {
    histories: { type: "string", default: "1000" },
    seed: { type: "string", default: "0" },
  },
});

process.exitCode = await simulateHalves(
  ["scripts/simulate/messages/even", "scripts/simulate/messages/odd"],
  {
    SIMULATE_MESSAGES: values.histories,
    SIMULATE_MESSAGES_SEED: values.seed,
  },
);
