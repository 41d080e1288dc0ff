/** `npm run bench`, part three: what one booking costs, and a hundred a second for a minute. Fails when a budget is missed. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { sustainedBookings } from "./booking/sustained.ts";
import { machine, table, writeSection } from "./report.ts";

type Cost = { calls: number; documents: number; readBytes: number; writtenBytes: number };
type Report = { kind: string; steps: [string, Cost][]; total: Cost; budget: Cost };

/** Seconds that a minute's work may take: more means that it does not keep up. */
const KEEPS_UP_S = 61;

const missed: string[] = [];

/** The counts are made by a test, where the functions run; it fails when one is over its budget. */
async function countCosts(): Promise<Report[]> {
  const vitest = ["vitest", "run", "--project", "backend", "bench/booking"];
  const ran = await promisify(execFile)("npx", vitest, {
    env: { ...process.env, PRINT_COSTS: "1" },
  }).catch((error: unknown) => {
    missed.push("the cost of a booking");
    return { stdout: (error as { stdout?: string }).stdout ?? "" };
  });
  const lines = ran.stdout.split("\n").filter((line) => line.includes("COST {"));
  return lines.map((line) => JSON.parse(line.slice(line.indexOf("{"))) as Report);
}

function row(what: string, { calls, documents, readBytes, writtenBytes }: Cost): string[] {
  return [what, ...[calls, documents, readBytes, writtenBytes].map((n) => n.toLocaleString("en"))];
}

const reports = await countCosts();
if (reports.length < 2) missed.push("the cost of a booking was not counted");
const head = ["", "calls", "documents read", "bytes read", "bytes written"];
const costs = table(
  head,
  reports.flatMap(({ kind, total, budget }) => [
    row(`a ${kind} booking`, total),
    row("its budget", budget),
  ]),
);
console.log(costs);

const run = await sustainedBookings();
const { asked, confirmed, taken, other, seconds, lost, doubled } = run;
if (seconds > KEEPS_UP_S || lost + doubled + other.length > 0) missed.push("a hundred a second");

const ms = (value: number) => value.toPrecision(3);
const text = `## One booking, and many

${machine()}. From the first page to the confirmation, everything that runs included: queries that run again because their result
changed, scheduled jobs, webhooks, and the messages that are written with it.

${costs}

A hundred bookings a second were begun through the public API of the embedded server, in a process of its own on the same machine as the
one that asks: ${asked.toLocaleString("en")} in ${seconds.toFixed(1)} s, ${confirmed.toLocaleString("en")} confirmed, ${taken.toLocaleString("en")} told
that somebody was first, ${other.length === 0 ? "nothing else" : other.join(", ")}; ${lost} lost, ${doubled} given to two. From the click to the confirmation, in milliseconds:
half within ${ms(run.p50)}, 95 of 100 within ${ms(run.p95)}, 99 of 100 within ${ms(run.p99)}.`;

console.log(`\n${text}`);
writeSection("booking", text);
for (const what of missed) console.error(`Missed: ${what}`);
process.exitCode = missed.length === 0 ? 0 : 1;
