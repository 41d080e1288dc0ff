import { pathToFileURL } from "node:url";
import { run } from "./run.ts";

type Check = { name: string; command: string; args: string[] };

const CHECKS: readonly Check[] = [
  { name: "format", command: "prettier", args: ["--check", "--log-level", "warn", "."] },
  { name: "types", command: "tsc", args: ["-b"] },
  { name: "lint", command: "eslint", args: ["--max-warnings", "0", "."] },
  {
    name: "imports",
    command: "depcruise",
    args: ["core", "convex", "src", "local", "scripts", "bench", "e2e"],
  },
  { name: "unused", command: "knip", args: [] },
];

/**
 * Run every check, the later ones too when an earlier one fails, so that one run shows all there is to mend.
 * @returns The names of the checks that failed.
 */
export async function runChecks(): Promise<string[]> {
  // The linter takes as long as all others together, and each of them uses one core.
  const isLint = ({ name }: Check) => name === "lint";
  const halves = [CHECKS.filter(isLint), CHECKS.filter((check) => !isLint(check))];
  return (await Promise.all(halves.map(runInTurn))).flat();
}

async function runInTurn(checks: readonly Check[]): Promise<string[]> {
  const failed: string[] = [];
  for (const { name, command, args } of checks) {
    const code = await run(command, args);
    console.log(`${code === 0 ? "✓" : "✗"} ${name}`);
    if (code !== 0) failed.push(name);
  }
  return failed;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const failed = await runChecks();
  if (failed.length > 0) console.error(`Failed: ${failed.join(", ")}`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}
