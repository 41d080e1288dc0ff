/**
 * `npm run bench`, part one: the engine of availability beside the yardstick, in one run, on the same questions.
 * Fails when the two differ, when the engine is not fast enough beside the yardstick, or when it has grown too big.
 */
import { offersAt } from "../core/availability/engine.ts";
import { prepareSchedule } from "../core/availability/schedule.ts";
import { listSlots, type SlotQuery } from "../core/availability/slots.ts";
import { zoneRules } from "../core/time/zones.ts";
import { medianMs } from "./availability/measure.ts";
import { machine, table, writeSection } from "./availability/report.ts";
import { engineBytes } from "./availability/size.ts";
import { days, month, WORKLOADS, type Workload } from "./availability/workloads.ts";
import { listSlotsPlainly } from "./availability/yardstick.ts";

const WARM_AT_LEAST = 100;
const REBUILT_AT_LEAST = 25;
const ENGINE_AT_MOST_BYTES = 4_096;
const YEAR_MS = 366 * 86_400_000;

const misses: string[] = [];
const expect = (isMet: boolean, sentence: string): void => {
  if (!isMet) misses.push(sentence);
};

/** A query as the backend has it: schedule and zone rules stored with the settings, busy rows in order of an index. */
function prepared(query: SlotQuery): () => number[] {
  const rules = zoneRules(query.zone, query.from - YEAR_MS, query.from + 2 * YEAR_MS);
  const schedule = prepareSchedule(query, rules);
  const sorted = { ...query, busy: [...query.busy].sort((a, b) => a.start - b.start) };
  return () => offersAt(schedule, query, sorted);
}

function compare(workload: Workload): string[] {
  const { name, what, queries } = workload;
  const calls = queries.map(prepared);
  const expected = queries.map((query) => listSlotsPlainly(query).map(({ start }) => start));
  const slots = expected.flat().length;
  for (const answers of [calls.map((call) => call()), queries.map(startsOf)]) {
    expect(JSON.stringify(answers) === JSON.stringify(expected), `${name}: the slots differ`);
  }
  const plain = medianMs(() => queries.forEach(listSlotsPlainly), 2_500);
  const warm = medianMs(() => calls.forEach((call) => call()), 1_000);
  const rebuilt = medianMs(() => queries.forEach(startsOf), 1_000);
  expect(plain / warm >= WARM_AT_LEAST, `${name}: only ${times(plain / warm)} warm`);
  expect(plain / rebuilt >= REBUILT_AT_LEAST, `${name}: only ${times(plain / rebuilt)} rebuilt`);
  const speedups = [times(plain / warm), times(plain / rebuilt)];
  return [`${name}: ${what}`, String(slots), ms(plain), ms(warm), ms(rebuilt), ...speedups];
}

function startsOf(query: SlotQuery): number[] {
  return listSlots(query).map(({ start }) => start);
}

function growth(): string {
  const byDays = [1, 30, 90, 365].map((count) => {
    const time = medianMs(prepared(days(count)), 400);
    return [
      `${String(count)} ${count === 1 ? "day" : "days"}, 40 bookings`,
      ms(time),
      us((time * 1_000) / count),
      "a day",
    ];
  });
  const byRows = [0, 10, 100, 1_000, 10_000].map((count) => {
    const time = medianMs(prepared(month("Europe/Berlin", 7, count)), 400);
    const each = count === 0 ? "" : us((time * 1_000) / count);
    return [`30 days, ${count.toLocaleString("en")} busy rows`, ms(time), each, "a row"];
  });
  return table(["one call", "ms", "µs", "per"], [...byDays, ...byRows]);
}

const ms = (value: number): string => value.toPrecision(3);
const us = (value: number): string => value.toFixed(3);
const times = (value: number): string => `${Math.round(value).toLocaleString("en")}×`;

const head = ["workload", "slots", "date-fns-tz, ms", "warm, ms", "rebuilt, ms", "warm", "rebuilt"];
const comparison = table(head, WORKLOADS.map(compare));
const bytes = await engineBytes();
expect(bytes <= ENGINE_AT_MOST_BYTES, `The engine has ${String(bytes)} bytes gzip`);

const text = `## Availability

${machine()}. Medians of processor time for one call, or one pass over a team. "Warm" is what the backend does: schedule and zone
rules were prepared when settings were saved. "Rebuilt" prepares both from plain input each time. The yardstick is
\`bench/availability/yardstick.ts\`; all three gave the same slots.

${comparison}

How it grows (a call has a fixed part, which weighs on the first rows of each half):

${growth()}

The engine (listing and deciding, without zone data) is ${bytes.toLocaleString("en")} bytes after gzip; its budget is ${ENGINE_AT_MOST_BYTES.toLocaleString("en")}.`;

console.log(text);
writeSection(text);
for (const miss of misses) console.error(`Missed: ${miss}`);
process.exitCode = misses.length === 0 ? 0 : 1;
