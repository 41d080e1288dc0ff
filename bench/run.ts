/** All benchmarks, one after the other, each in a process of its own; fails when one misses its budget. */
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { run } from "../scripts/run.ts";

const BENCHMARKS = ["availability", "convex", "booking", "messages"];

const [cpu] = cpus();
const memoryGiB = Math.round(totalmem() / 2 ** 30);
console.log(`${new Date().toISOString()}, Node ${process.version}, ${process.platform}`);
console.log(`${cpus().length} × ${cpu?.model ?? "unknown processor"}, ${memoryGiB} GiB`);

const missed: string[] = [];
for (const name of BENCHMARKS) {
  console.log(`\n── ${name}`);
  if ((await run("tsx", [join("bench", `${name}.ts`)])) !== 0) missed.push(name);
}
if (missed.length > 0) console.error(`\nOver budget: ${missed.join(", ")}`);
process.exitCode = missed.length === 0 ? 0 : 1;
