/**
 * An independent answer to the same question, for tests: it walks minute by minute, reads the wall clock as text and
 * compares every candidate with every busy row. It shares no code with the engine and is as slow as it is plain.
 */
import type { SlotQuery } from "./slots.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const WEEKDAY_NAMES = [
  "sunday",
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
] as const;

/** Minutes east of UTC at an instant. */
export type OffsetOf = (ms: number) => number;

type Minute = { ms: number; date: string; time: string };

/** The starts that the rules allow, by looking at each minute. */
export function scanSlots(query: SlotQuery, offsetOf: OffsetOf): number[] {
  const minutes = readClock(query, offsetOf);
  const open = new Set<number>();
  const onGrid = new Set<number>();
  const runs = new Map<string, { last: number; first: number }>();
  for (const { ms, date, time } of minutes) {
    windowsOf(query, date).forEach((window, index) => {
      if (!(window.start <= time && time < window.end)) return;
      open.add(ms);
      const key = `${date}#${String(index)}`;
      const run = runs.get(key);
      const first = run?.last === ms - MINUTE ? run.first : ms;
      runs.set(key, { first, last: ms });
      if (((ms - first) / MINUTE) % query.intervalMin === 0) onGrid.add(ms);
    });
  }
  return [...onGrid]
    .sort((a, b) => a - b)
    .filter((start) => isAsked(query, start) && fits(query, start, open) && isFree(query, start));
}

function readClock(query: SlotQuery, offsetOf: OffsetOf): Minute[] {
  const first = Math.floor((query.from - 2 * DAY) / MINUTE) * MINUTE;
  const last = query.to + query.durationMin * MINUTE + 2 * DAY;
  const minutes: Minute[] = [];
  for (let ms = first; ms < last; ms += MINUTE) {
    const text = new Date(ms + offsetOf(ms) * MINUTE).toISOString();
    minutes.push({ ms, date: text.slice(0, 10), time: text.slice(11, 16) });
  }
  return minutes;
}

function windowsOf(query: SlotQuery, date: string): { start: string; end: string }[] {
  if (query.blockedDates?.includes(date)) return [];
  const override = query.overrides.find((each) => each.date === date);
  if (override) return override.windows;
  const weekday = WEEKDAY_NAMES[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? "sunday";
  return query.weekly[weekday];
}

function isAsked(query: SlotQuery, start: number): boolean {
  const { from, to, now, noticeMin, horizonMin } = query;
  if (start < from || start >= to || start < now + noticeMin * MINUTE) return false;
  return horizonMin === undefined || start < now + horizonMin * MINUTE;
}

function fits(query: SlotQuery, start: number, open: ReadonlySet<number>): boolean {
  for (let minute = 0; minute < query.durationMin; minute += 1) {
    if (!open.has(start + minute * MINUTE)) return false;
  }
  return true;
}

function isFree(query: SlotQuery, start: number): boolean {
  const end = start + query.durationMin * MINUTE;
  return query.busy.every((row) => {
    if (row.end <= row.start) return true;
    const before = Math.max(query.bufferBeforeMin, row.bufferAfterMin ?? 0) * MINUTE;
    const after = Math.max(query.bufferAfterMin, row.bufferBeforeMin ?? 0) * MINUTE;
    return start - row.end >= before || row.start - end >= after;
  });
}
