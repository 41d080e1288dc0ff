import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectEnv, ROOT } from "./run.ts";

/** Edits of one file: each text must occur there exactly once, and is replaced by the other. */
export type Fault = { what: string; file: string; edits: [find: string, put: string][] };

type Planting = {
  faults: readonly Fault[];
  /** What is copied of the project: where the faults are planted, and what the tests need. */
  paths: readonly string[];
  /** What vitest is told. */
  tests: readonly string[];
  env?: Record<string, string>;
  /** What to say of a fault that was caught, from what the failing test has said. */
  tell?: (failure: string) => string;
};

/**
 * Plants faults into a copy of the project, one at a time, and runs tests on each: a fault that no test notices is a gap in the tests.
 * Returns the exit code: 0 when all were caught. Throws when the tests fail without any fault.
 */
export async function plantAll(planting: Planting): Promise<number> {
  const tree = mkdtempSync(join(tmpdir(), "planted-faults-"));
  try {
    return await plantInto(tree, planting);
  } finally {
    rmSync(tree, { recursive: true, force: true });
  }
}

async function plantInto(tree: string, planting: Planting): Promise<number> {
  const { faults, paths, tell = () => "" } = planting;
  symlinkSync(join(ROOT, "node_modules"), join(tree, "node_modules"));
  writeFileSync(join(tree, "package.json"), '{ "type": "module" }');
  for (const path of paths) cpSync(join(ROOT, path), join(tree, path), { recursive: true });
  const sound = await failureIn(tree, planting);
  if (sound !== null) throw new Error(`The tests fail without any fault: ${sound}`);
  let missed = 0;
  for (const fault of faults) {
    const failure = await failureWith(fault, tree, planting);
    const told = failure === null ? "" : tell(failure);
    console.log(`${failure === null ? "MISSED" : "caught"}  ${fault.what}${told && `: ${told}`}`);
    if (failure === null) missed += 1;
  }
  const caught = faults.length - missed;
  console.log(`${String(caught)} of ${String(faults.length)} planted faults caught`);
  return missed === 0 ? 0 : 1;
}

async function failureWith(fault: Fault, tree: string, planting: Planting): Promise<string | null> {
  const path = join(tree, fault.file);
  const sound = readFileSync(path, "utf8");
  writeFileSync(path, plant(sound, fault));
  try {
    return await failureIn(tree, planting);
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

type Report = {
  numFailedTests: number;
  success: boolean;
  testResults: {
    message: string;
    assertionResults: { fullName: string; failureMessages: string[] }[];
  }[];
};

/** What the first failing test says, null when all pass; a tree that does not even load would prove nothing, so that throws. */
async function failureIn(tree: string, { tests, env }: Planting): Promise<string | null> {
  const report = join(tree, "report.json");
  rmSync(report, { force: true });
  const args = ["run", "--bail=1", "--reporter=json", `--outputFile=${report}`, "--root", tree];
  const child = spawn("vitest", [...args, ...tests], {
    ...{ cwd: tree, stdio: "ignore", env: { ...projectEnv(), ...env } },
  });
  await new Promise((resolve) => child.on("close", resolve));
  const { numFailedTests, success, testResults } = JSON.parse(
    readFileSync(report, "utf8"),
  ) as Report;
  if (!success && numFailedTests === 0) {
    const messages = testResults.map(({ message }) => message).join("\n");
    throw new Error(`The planted tree cannot be loaded: ${messages}`);
  }
  const failed = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .find(({ failureMessages }) => failureMessages.length > 0);
  return failed ? [failed.fullName, ...failed.failureMessages].join("\n") : null;
}
