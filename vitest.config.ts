import { defineConfig } from "vitest/config";

/** These run the backend itself, though they lie with the tools. */
const SIMULATION = "scripts/simulate/**/*.test.ts";
/** What a booking costs is counted where the functions run. */
const COSTS = "bench/booking/**/*.test.ts";

const elsewhere = ["**/node_modules/**", "dist/**", ".data/**"];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["core/**/*.test.ts", "src/**/*.test.{ts,tsx}"],
          exclude: elsewhere,
          environment: "node",
        },
      },
      {
        test: {
          name: "backend",
          include: ["convex/**/*.test.ts", SIMULATION, COSTS],
          exclude: elsewhere,
          // The nearest thing to Convex's default runtime: web globals and no Node.
          environment: "edge-runtime",
          // Some open whole marketplaces first, also where ten other things run.
          hookTimeout: 60_000,
          testTimeout: 30_000,
          server: { deps: { inline: ["convex-test"] } },
        },
      },
      {
        test: {
          name: "tools",
          include: ["{local,scripts,bench}/**/*.test.ts"],
          exclude: [...elsewhere, SIMULATION, COSTS],
          environment: "node",
          // These start real servers, compilers and command lines.
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // What is waited for comes in milliseconds, but not on a machine that does ten other things.
          expect: { poll: { timeout: 20_000 } },
          // The modules of a deployment are loaded by the embedded Convex as Node loads them.
          server: { deps: { external: [/\/modules\/\d+\//] } },
        },
      },
    ],
  },
});
