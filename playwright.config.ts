import { availableParallelism } from "node:os";
import { defineConfig } from "@playwright/test";
import { CHROMIUM_ARGS, findChromium } from "./scripts/chromium.ts";

const executablePath = findChromium();
if (executablePath === undefined) {
  throw new Error("No Chromium found. `npx tsx scripts/chromium.ts` installs one.");
}

export default defineConfig({
  testDir: ".",
  testMatch: ["e2e/**/*.spec.ts", "local/**/*.spec.ts"],
  testIgnore: ["**/node_modules/**", ".data/**", "dist/**"],
  // A spec brings its own servers and browsers, and waits for them more than it computes.
  workers: Math.min(4, availableParallelism()),
  forbidOnly: process.env.CI !== undefined,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: "list",
  outputDir: "test-results",
  use: {
    browserName: "chromium",
    launchOptions: { executablePath, args: CHROMIUM_ARGS },
    trace: "retain-on-failure",
  },
});
