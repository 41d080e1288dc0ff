/**
 * Plants the faults of faults.ts into copies of core/, one at a time, and runs the tests on each: a fault that no
 * test notices is a gap in the tests, and fails the script. Words on the command line choose faults by their text.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spawn } from "node:child_process";
import { FAULTS, type Fault } from "./faults.ts";
import { projectEnv, ROOT } from "./run.ts";

const FOLDERS = ["availability", "intervals", "money", "time"];

const wanted = process.argv.slice(2).join(" ");
const chosen = FAULTS.filter(({ what }) => what.includes(wanted));
const tree = mkdtempSync(join(tmpdir(), "planted-faults-"));
try {
  process.exitCode = await plantAll();
} finally {
  rmSync(tree, { recursive: true, force: true });
}

async function plantAll(): Promise<number> {
  symlinkSync(join(ROOT, "node_modules"), join(tree, "node_modules"));
  writeFileSync(join(tree, "package.json"), '{ "type": "module" }');
  for (const folder of FOLDERS) {
    cpSync(join(ROOT, "core", folder), join(tree, "core", folder), { recursive: true });
  }
  if (!(await testsPass())) throw new Error("The tests fail without any fault");
  let missed = 0;
  for (const fault of chosen) {
    const isCaught = await isNoticed(fault);
    console.log(`${isCaught ? "caught" : "MISSED"}  ${fault.what}`);
    if (!isCaught) missed += 1;
  }
  console.log(
    `${String(chosen.length - missed)} of ${String(chosen.length)} planted faults caught`,
  );
  return missed === 0 ? 0 : 1;
}

async function isNoticed(fault: Fault): Promise<boolean> {
  const path = join(tree, "core", fault.file);
  const sound = readFileSync(path, "utf8");
  writeFileSync(path, plant(sound, fault));
  try {
    return !(await testsPass());
  } finally {
    writeFileSync(path, sound);
  }
}

function plant(sound: string, { what, edits }: Fault): string {
  return edits.reduce((text, [find, put]) => {
    if (text.split(find).length !== 2) {
      throw new Error(`"${what}": the place to plant it, "${find}", is not there exactly once`);
    }
    return text.replace(find, () => put);
  }, sound);
}

/** Whether all tests pass; a tree that does not even load would prove nothing, so that throws. */
async function testsPass(): Promise<boolean> {
  const report = join(tree, "report.json");
  rmSync(report, { force: true });
  const args = ["run", "--bail=1", "--reporter=json", `--outputFile=${report}`, "--root", tree];
  const child = spawn("vitest", args, { cwd: tree, stdio: "ignore", env: projectEnv() });
  await new Promise((resolve) => child.on("close", resolve));
  const { numFailedTests, success } = JSON.parse(readFileSync(report, "utf8")) as {
    numFailedTests: number;
    success: boolean;
  };
  if (!success && numFailedTests === 0) throw new Error("The planted tree cannot be loaded");
  return success;
}
