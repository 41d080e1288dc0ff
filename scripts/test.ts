/** Everything there is to prove, in one run: checks, vitest's three projects and the browser. */
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { runChecks } from "./check.ts";
import { ensureChromium } from "./chromium.ts";
import { addTallies, readTally, type Tally, tallyLine } from "./tally.ts";
import { run } from "./run.ts";

const reports = mkdtempSync(join(tmpdir(), "test-reports-"));

async function checks(): Promise<Tally> {
  const failed = await runChecks();
  return { passed: 0, failed: failed.length, skipped: 0 };
}

async function vitest(project: string, workers: string[] = []): Promise<Tally> {
  const report = join(reports, `${project}.json`);
  const code = await run("vitest", [
    ...["run", "--project", project, ...workers],
    ...["--reporter=default", "--reporter=json", `--outputFile.json=${report}`],
  ]);
  return readTally(report, code);
}

async function browser(): Promise<Tally> {
  const executable = await ensureChromium();
  const report = join(reports, "browser.json");
  const code = await run("playwright", ["test", "--reporter=list,json"], {
    CHROMIUM_PATH: executable,
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  });
  return readTally(report, code);
}

/** The backend's tests compute all the time and wait for nothing; vitest would leave a core to whoever looks on. */
const EVERY_CORE = [`--maxWorkers=${String(availableParallelism())}`];

const STEPS: { name: string; step: () => Promise<Tally> }[] = [
  { name: "check", step: checks },
  { name: "unit", step: () => vitest("unit") },
  { name: "backend", step: () => vitest("backend", EVERY_CORE) },
  { name: "tools", step: () => vitest("tools") },
  { name: "browser", step: browser },
];

const tallies: { name: string; tally: Tally }[] = [];
for (const { name, step } of STEPS) {
  console.log(`\n── ${name}`);
  try {
    tallies.push({ name, tally: await step() });
  } catch (error) {
    console.error(error);
    tallies.push({ name, tally: { passed: 0, failed: 1, skipped: 0 } });
  }
}
rmSync(reports, { recursive: true, force: true });

const total = addTallies(tallies.map(({ tally }) => tally));
console.log();
for (const { name, tally } of tallies) console.log(`${name}: ${tallyLine(tally)}`);
console.log(tallyLine(total));
process.exitCode = total.failed === 0 ? 0 : 1;
