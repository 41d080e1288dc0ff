/**
 * `npm run zones`: writes core/time/zone-data.generated.ts from the IANA data that moment-timezone carries, and
 * names the zones in which this Node's own data differs from it.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

/** Bookings and their records live between these years; both ends count from January 1st, UTC. */
const FIRST_YEAR = 2000;
const LAST_YEAR = 2060;
const MINUTE_MS = 60_000;
const TARGET = new URL("../core/time/zone-data.generated.ts", import.meta.url);

/** Names of the database that are abbreviations of a clock, not of a place; RULES §1.2 refuses them. */
const ABBREVIATIONS = new Set(["CET", "EET", "EST", "HST", "MET", "MST", "WET"]);

type Packed = { version: string; zones: string[]; links: string[] };
type Unpacked = { name: string; offsets: number[]; untils: (number | null)[] };

const require = createRequire(import.meta.url);

/** The text of core/time/zone-data.generated.ts for the data of the installed package. */
export function renderZoneData(): string {
  const packed = JSON.parse(
    readFileSync(require.resolve("moment-timezone/data/packed/latest.json"), "utf8"),
  ) as Packed;
  const namesByRules = new Map<string, string[]>();
  for (const [name, rules] of allZones(packed)) {
    const names = namesByRules.get(rules) ?? [];
    names.push(name);
    namesByRules.set(rules, names);
  }
  const clocks = [...namesByRules]
    .map(([rules, names]) => ({ rules, names: names.sort().join(" ") }))
    .sort((a, b) => (a.names < b.names ? -1 : 1));
  return [
    "// Made by `npm run zones` from moment-timezone's IANA data; do not edit. zones.ts tells how to read it.",
    `export const VERSION = "${packed.version}";`,
    `export const FROM_MS = ${String(Date.UTC(FIRST_YEAR, 0, 1))};`,
    `export const TO_MS = ${String(Date.UTC(LAST_YEAR, 0, 1))};`,
    "",
    "export const NAMES = `",
    ...clocks.map(({ names }, index) => `${String(index)} ${names}`),
    "`;",
    "",
    "// prettier-ignore",
    "export const CLOCKS = [",
    ...clocks.map(({ rules }) => `  "${rules}",`),
    "];",
    "",
  ].join("\n");
}

function* allZones(packed: Packed): Generator<[name: string, rules: string]> {
  const { tz } = require("moment-timezone") as { tz: { unpack(line: string): Unpacked } };
  const rulesOf = new Map<string, string>();
  for (const line of packed.zones) {
    const zone = tz.unpack(line);
    rulesOf.set(zone.name, encode(zone));
  }
  for (const link of packed.links) {
    const [target, alias] = link.split("|") as [string, string];
    const rules = rulesOf.get(target);
    if (rules === undefined) throw new Error(`${alias} is a link to ${target}, which is missing`);
    rulesOf.set(alias, rules);
  }
  for (const [name, rules] of rulesOf) if (!ABBREVIATIONS.has(name)) yield [name, rules];
}

/** Offsets in minutes east, an index into them per period, and the lengths of the periods in base 36. */
function encode(zone: Unpacked): string {
  const offsets: number[] = [];
  const indexes: string[] = [];
  const lengths: string[] = [];
  const [from, to] = [Date.UTC(FIRST_YEAR, 0, 1), Date.UTC(LAST_YEAR, 0, 1)];
  let start = from;
  zone.untils.forEach((untilOrNull, period) => {
    const until = untilOrNull ?? Infinity;
    if (until <= from || start >= to) return;
    // moment-timezone counts minutes west of UTC.
    const east = 0 - (zone.offsets[period] ?? NaN);
    const nextEast = 0 - (zone.offsets[period + 1] ?? NaN);
    if (nextEast === east && until < to) return;
    if (!offsets.includes(east)) offsets.push(east);
    indexes.push(offsets.indexOf(east).toString(36));
    if (until < to) lengths.push(wholeMinutes(zone.name, until - start).toString(36));
    start = until;
  });
  return `${offsets.join(" ")}|${indexes.join("")}|${lengths.join(" ")}`;
}

function wholeMinutes(name: string, ms: number): number {
  if (ms % MINUTE_MS !== 0) throw new Error(`${name} changes its clock within a minute`);
  return ms / MINUTE_MS;
}

async function main(): Promise<void> {
  writeFileSync(fileURLToPath(TARGET), renderZoneData());
  const { differingZones, listZones, ZONE_DATA_VERSION } = await import("../core/time/zones.ts");
  const { runtimeOffset } = await import("../convex/zones/runtime.ts");
  const now = Date.now();
  const differing = differingZones(runtimeOffset, now, now + 2 * 366 * 86_400_000);
  console.log(
    `core/time/zone-data.generated.ts: IANA ${ZONE_DATA_VERSION}, ${String(listZones().length)} zones`,
  );
  console.log(`This runtime: Node ${process.version}, IANA ${process.versions.tz ?? "unknown"}`);
  for (const { zone, ms, shipped, runtime } of differing) {
    const at = new Date(ms).toISOString();
    console.log(
      `  ${zone} differs from ${at}: shipped ${String(shipped)}, runtime ${String(runtime)} min`,
    );
  }
  if (differing.length === 0) console.log("  No zone differs for the next two years.");
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await main();
