/** `npm run bench`, part two: the embedded Convex against its budgets. Fails when one is missed. */
import {
  indexedRead,
  loadDocuments,
  mutationRoundTrip,
  scannedRead,
  startToFirstQuery,
  twentySubscribers,
  withServer,
} from "./convex/measurements.ts";
import { machine, table, writeSection } from "./report.ts";

type Figure = { what: string; ms: number; budgetMs: number };

const figures: Figure[] = [];
const measure = (what: string, budgetMs: number, ms: number) => {
  figures.push({ what, ms, budgetMs });
  console.log(`${what}: ${shown(ms)} ms (budget ${budgetMs} ms)`);
};

function shown(ms: number): string {
  return ms >= 100 ? ms.toFixed(0) : ms.toPrecision(2);
}

const starts = [await startToFirstQuery(), await startToFirstQuery(), await startToFirstQuery()];
measure("start on an empty folder, push, first query", 8_000, starts.sort((a, b) => a - b)[1] ?? 0);
const read = await withServer(async (server) => {
  measure("mutation round trip over the socket", 10, await mutationRoundTrip(server));
  measure("20 subscribers told of one changed query", 15, await twentySubscribers(server));
  const time = await indexedRead(server, 10_000);
  measure("indexed read of 10 rows among 10,000 documents", 1, time);
  return time;
});
const scan = await scannedRead(10_000);
const { load, empty } = await loadDocuments(50_000);
measure("start on a folder with 50,000 documents", 1_000, load);

const rows = figures.map(({ what, ms, budgetMs }) => [
  what,
  shown(ms),
  budgetMs.toLocaleString("en"),
  ms <= budgetMs ? "" : "missed",
]);
const text = `## Embedded Convex

${machine()}. Medians, in milliseconds; the server is a process of its own, on the same machine as its clients.

${table(["what", "ms", "budget", ""], rows)}

The read of 10 rows takes convex-test alone, which looks at all documents, ${shown(scan)} ms: ${Math.round(scan / read)} times as long.
A start on a folder that holds the functions and no documents takes ${shown(empty)} ms.`;

console.log(`\n${text}`);
writeSection("convex", text);
const missed = figures.filter(({ ms, budgetMs }) => ms > budgetMs);
for (const { what } of missed) console.error(`Missed: ${what}`);
process.exitCode = missed.length === 0 ? 0 : 1;
