/**
 * `npm run simulate -- --histories N --seed S`: lives through N histories of bookings and money, from seed S on, and says how they went;
 * with `--replay <file>` through the one in a file that a failing run has left behind.
 */
import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { projectEnv, ROOT, run } from "./run.ts";

const { values } = parseArgs({
  options: {
    histories: { type: "string", default: "1000" },
    seed: { type: "string", default: "1" },
    replay: { type: "string" },
  },
});

const VITEST = [
  ...["run", "--project", "backend", "--disable-console-intercept=true"],
  // With one worker for two cores, as is vitest's default, the halves would follow each other.
  `--maxWorkers=${String(Math.min(2, availableParallelism()))}`,
];

process.exitCode = values.replay === undefined ? await simulate() : await replay(values.replay);

async function replay(file: string): Promise<number> {
  const test = ["scripts/simulate/replay.test.ts", "-t", "from a file"];
  return await run("vitest", [...VITEST, ...test], { SIMULATE_REPLAY: file });
}

async function simulate(): Promise<number> {
  const env = { SIMULATE_HISTORIES: values.histories, SIMULATE_SEED: values.seed };
  const child = spawn("vitest", [...VITEST, "scripts/simulate/even", "scripts/simulate/odd"], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...projectEnv(), ...env },
    shell: process.platform === "win32",
  });
  let printed = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (printed += text));
  const code = await new Promise<number>((resolve) => child.on("close", (it) => resolve(it ?? 1)));
  if (code !== 0) console.log(printed);
  else console.log(summaryOf(printed));
  return code;
}

/** The figures of both halves together; they were lived through at the same time. */
function summaryOf(printed: string): string {
  const halves = [...printed.matchAll(/^simulated (.*)$/gm)].map(
    ([, json = "{}"]) => JSON.parse(json) as Record<string, number>,
  );
  const names = Object.keys(halves[0] ?? {});
  return names
    .map((name) => {
      const figures = halves.map((half) => half[name] ?? 0);
      const figure = name === "seconds" ? Math.max(...figures) : figures.reduce((a, b) => a + b, 0);
      return `${name} ${Math.round(figure)}`;
    })
    .join(", ");
}
