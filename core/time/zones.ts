/**
 * Zones of the shipped IANA data. Bookings never ask the runtime's own zone data, which is often a
 * year behind. Only this file reads the data; the rest of the product works on `ZoneRules`.
 */
import { MINUTE_MS } from "./calendar.ts";
import { offsetAt, type ZoneRules } from "./rules.ts";
import { FROM_MS, LINES, TO_MS, VERSION } from "./zone-data.ts";

/** The edition of the IANA data in use, for example "2026f". */
export const ZONE_DATA_VERSION: string = VERSION;

const NAME_SHAPE = /^[A-Za-z][A-Za-z0-9_+\-/]*$/;

/**
 * Whether a zone name may be stored: names and aliases of the data, in their exact case. Offsets such as
 * "+02:00" and abbreviations such as "EST" are no zones.
 */
export function isZone(name: string): boolean {
  return findLine(name) !== null;
}

/** Every accepted zone name, sorted. */
export function listZones(): readonly string[] {
  const names: string[] = [];
  for (const line of LINES.split("\n")) {
    if (line !== "") names.push(...line.slice(0, line.indexOf("|")).split(" "));
  }
  return names.sort();
}

/**
 * The clock of a zone from `fromMs` up to `toMs`, cut to the years that the data covers (2000–2059).
 * Throws RangeError for a name that `isZone` refuses.
 */
export function zoneRules(zone: string, fromMs: number, toMs: number): ZoneRules {
  const line = findLine(zone);
  if (line === null) throw new RangeError(`"${zone}" is not a zone of the IANA data`);
  const [, offsetList = "", indexes = "", lengths = ""] = line.split("|");
  const allOffsets = offsetList.split(" ").map(Number);
  const rules: ZoneRules = {
    zone,
    version: VERSION,
    from: Math.max(fromMs, FROM_MS),
    to: Math.min(toMs, TO_MS),
    at: [],
    offsets: [allOffsets[0] ?? 0],
  };
  let change = FROM_MS;
  const periods = lengths === "" ? [] : lengths.split(" ");
  periods.forEach((length, period) => {
    change += parseInt(length, 36) * MINUTE_MS;
    const offset = allOffsets[parseInt(indexes.charAt(period + 1), 36)] ?? 0;
    if (change <= rules.from) rules.offsets[0] = offset;
    else if (change < rules.to) {
      rules.at.push(change);
      rules.offsets.push(offset);
    }
  });
  return rules;
}

/**
 * The line of a zone: its names between spaces, then the distinct offsets (minutes east), then per period
 * the index of its offset (base 36), then the lengths of the periods in minutes (base 36), all but the last.
 */
function findLine(name: string): string | null {
  if (!NAME_SHAPE.test(name)) return null;
  for (let at = LINES.indexOf(name); at >= 0; at = LINES.indexOf(name, at + 1)) {
    const before = LINES.charAt(at - 1);
    const after = LINES.charAt(at + name.length);
    if ((before === "\n" || before === " ") && (after === " " || after === "|")) {
      return LINES.slice(LINES.lastIndexOf("\n", at) + 1, LINES.indexOf("\n", at));
    }
  }
  return null;
}

export type ZoneDifference = {
  zone: string;
  /** First instant seen at which the two disagree. */
  ms: number;
  /** Minutes east by the shipped data and by the runtime; NaN for a zone unknown to the runtime. */
  shipped: number;
  runtime: number;
};

/** Changes of rules take hold for months, so looking once a week, and around each change, misses none. */
const LOOK_EVERY_MS = 7 * 24 * 60 * MINUTE_MS;

/**
 * Health check: the zones in which the running runtime disagrees with the shipped data between two instants.
 * `offsetMinAt` answers with the runtime's own data; `fromMs` should be on a whole minute.
 */
export function differingZones(
  offsetMinAt: (zone: string, ms: number) => number,
  fromMs: number,
  toMs: number,
): ZoneDifference[] {
  const differing: ZoneDifference[] = [];
  for (const zone of listZones()) {
    const rules = zoneRules(zone, fromMs, toMs);
    const looks = rules.at.flatMap((change) => [change - MINUTE_MS, change]);
    for (let ms = fromMs; ms < toMs; ms += LOOK_EVERY_MS) looks.push(ms);
    for (const ms of looks.sort((a, b) => a - b)) {
      const [shipped, runtime] = [offsetAt(rules, ms), offsetMinAt(zone, ms)];
      if (shipped === runtime) continue;
      differing.push({ zone, ms, shipped, runtime });
      break;
    }
  }
  return differing;
}
