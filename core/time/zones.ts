/**
 * Zones of the shipped IANA data. Bookings never ask the runtime's own zone data, which is often a
 * year behind. Only this file reads the data; the rest of the product works on `ZoneRules`.
 */
import { MINUTE_MS } from "./calendar.ts";
import { offsetAt, type ZoneRules } from "./rules.ts";
import { CLOCKS, FROM_MS, NAMES, TO_MS, VERSION } from "./zone-data.generated.ts";

/** The edition of the IANA data in use, for example "2026f". */
export const ZONE_DATA_VERSION: string = VERSION;

const NAME_SHAPE = /^[A-Za-z][A-Za-z0-9_+\-/]*$/;

/**
 * Whether a zone name may be stored: names and aliases of the data, in their exact case. Offsets such as
 * "+02:00" and abbreviations such as "EST" are no zones.
 */
export function isZone(name: string): boolean {
  return findClock(name) !== null;
}

/** Every accepted zone name, sorted. */
export function listZones(): readonly string[] {
  const lines = NAMES.trim().split("\n");
  return lines.flatMap((line) => line.split(" ").slice(1)).sort();
}

/**
 * The clock of a zone from `fromMs` up to `toMs`, cut to the years that the data covers (2000–2059).
 * Throws RangeError for a name that `isZone` refuses.
 */
export function zoneRules(zone: string, fromMs: number, toMs: number): ZoneRules {
  const clock = findClock(zone);
  if (clock === null) throw new RangeError(`"${zone}" is not a zone of the IANA data`);
  const [offsetList = "", indexes = "", lengths = ""] = clock.split("|");
  const allOffsets = offsetList.split(" ").map(Number);
  const [from, to] = [Math.max(fromMs, FROM_MS), Math.min(toMs, TO_MS)];
  const at: number[] = [];
  const offsets = [allOffsets[0] ?? 0];
  let change = FROM_MS;
  let next = 0;
  for (let period = 1; next < lengths.length; period += 1) {
    const space = lengths.indexOf(" ", next);
    const end = space < 0 ? lengths.length : space;
    change += fromBase36(lengths, next, end) * MINUTE_MS;
    if (change >= to) break;
    next = end + 1;
    const offset = allOffsets[parseInt(indexes.charAt(period), 36)] ?? 0;
    if (change <= from) offsets[0] = offset;
    else {
      at.push(change);
      offsets.push(offset);
    }
  }
  return { zone, version: VERSION, from, to, at, offsets };
}

/** Reads a part of a text as a number of base 36, without a copy: a zone has a hundred of them. */
function fromBase36(text: string, start: number, end: number): number {
  let value = 0;
  for (let index = start; index < end; index += 1) {
    const code = text.charCodeAt(index);
    value = value * 36 + (code <= DIGIT_NINE ? code - DIGIT_ZERO : code - LETTER_A + 10);
  }
  return value;
}

const DIGIT_ZERO = 48;
const DIGIT_NINE = 57;
const LETTER_A = 97;

/**
 * The clock of a name. A line of NAMES is the number of a clock and the names that share it. A clock is the distinct
 * offsets (minutes east), then per period the index of its offset (base 36), then the lengths of the periods in
 * minutes (base 36), all but the last.
 */
function findClock(name: string): string | null {
  if (!NAME_SHAPE.test(name)) return null;
  for (let at = NAMES.indexOf(name); at >= 0; at = NAMES.indexOf(name, at + 1)) {
    const after = NAMES.charAt(at + name.length);
    if (NAMES.charAt(at - 1) === " " && (after === " " || after === "\n")) {
      return CLOCKS[parseInt(NAMES.slice(NAMES.lastIndexOf("\n", at) + 1, at), 10)] ?? null;
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
