import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { projectEnv, ROOT } from "./run.ts";

export const VITEST = [
  ...["run", "--project", "backend", "--disable-console-intercept=true"],
  // With one worker for two cores, as is vitest's default, the halves would follow each other.
  `--maxWorkers=${String(Math.min(2, availableParallelism()))}`,
];

/** Runs the two halves of a simulation at the same time, and says how they went: in figures, or in full where one failed. */
export async function simulateHalves(
  tests: readonly string[],
  env: Record<string, string>,
): Promise<number> {
  const child = spawn("vitest", [...VITEST, ...tests], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...projectEnv(), ...env },
    shell: process.platform === "win32",
  });
  let printed = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (printed += text));
  const code = await new Promise<number>((resolve) => child.on("close", (it) => resolve(it ?? 1)));
  console.log(code === 0 ? summaryOf(printed) : printed);
  return code;
}

/** The figures of both halves together; they were lived through at the same time. */
function summaryOf(printed: string): string {
  const halves = [...printed.matchAll(/^simulated (.*)$/gm)].map(
    ([, json = "{}"]) => JSON.parse(json) as Record<string, number>,
  );
  // A half that had nothing to live through says only how long that took.
  const names = [...new Set(halves.flatMap((half) => Object.keys(half)))];
  return names
    .map((name) => {
      const figures = halves.map((half) => half[name] ?? 0);
      const figure = name === "seconds" ? Math.max(...figures) : figures.reduce((a, b) => a + b, 0);
      return `${name} ${Math.round(figure)}`;
    })
    .join(", ");
}
