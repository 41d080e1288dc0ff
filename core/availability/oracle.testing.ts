/**
 * An independent answer to the same question, for tests: it walks minute by minute, reads the wall clock as text and
 * compares every candidate with every busy row. It shares no code with the engine and is as slow as it is plain.
 */
import { textWindows } from "./oracle-windows.testing.ts";
import type { SlotQuery } from "./slots.ts";
import type { Cap } from "./types.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Longer than any local date since 2000, so that the dates a range touches are seen whole. */
const MARGIN = 27 * 60 * MINUTE;

/** Minutes east of UTC at an instant. */
export type OffsetOf = (ms: number) => number;

type Minute = { ms: number; date: string; time: string };

/** The starts that the rules allow, by looking at each minute. */
export function scanSlots(query: SlotQuery, offsetOf: OffsetOf): number[] {
  if (query.durationsMin && !query.durationsMin.includes(query.durationMin)) return [];
  const open = new Set<number>();
  const onGrid = new Set<number>();
  const runs = new Map<string, { last: number; first: number }>();
  for (const { ms, date, time } of readClock(query, offsetOf)) {
    textWindows(query, date).forEach((window, index) => {
      if (!(window.start <= time && time < window.end)) return;
      open.add(ms);
      const key = `${date}#${String(index)}`;
      const run = runs.get(key);
      const first = run?.last === ms - MINUTE ? run.first : ms;
      runs.set(key, { first, last: ms });
      const sinceGridStart = (ms - first) / MINUTE - (query.offsetMin ?? 0);
      if (sinceGridStart >= 0 && sinceGridStart % query.intervalMin === 0) onGrid.add(ms);
    });
  }
  const isAllowed = limitsOf(query, offsetOf);
  const offered = [...onGrid]
    .sort((a, b) => a - b)
    .filter((start) => fits(query, start, open) && isFree(query, start) && isAllowed(start))
    .filter((start) => isInTime(query, start));
  const seen = new Set<string>();
  return offered.filter((start) => {
    const date = dateAt(start, offsetOf);
    const isFirst = !seen.has(date);
    seen.add(date);
    return (isFirst || !query.firstOfDay) && query.from <= start && start < query.to;
  });
}

function readClock(query: SlotQuery, offsetOf: OffsetOf): Minute[] {
  const first = Math.floor((query.from - MARGIN) / MINUTE) * MINUTE;
  const last = query.to + query.durationMin * MINUTE + MARGIN;
  const minutes: Minute[] = [];
  for (let ms = first; ms < last; ms += MINUTE) {
    const text = new Date(ms + offsetOf(ms) * MINUTE).toISOString();
    minutes.push({ ms, date: text.slice(0, 10), time: text.slice(11, 16) });
  }
  return minutes;
}

function dateAt(ms: number, offsetOf: OffsetOf): string {
  return new Date(ms + offsetOf(ms) * MINUTE).toISOString().slice(0, 10);
}

function isInTime(query: SlotQuery, start: number): boolean {
  const { now, noticeMin, horizonMin } = query;
  if (start < now + noticeMin * MINUTE) return false;
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

/** The limits by date and by cap. */
function limitsOf(query: SlotQuery, offsetOf: OffsetOf): (start: number) => boolean {
  return (start) => {
    const date = dateAt(start, offsetOf);
    if (query.firstDate !== undefined && date < query.firstDate) return false;
    if (query.lastDate !== undefined && date > query.lastDate) return false;
    return (query.caps ?? []).every((cap) => {
      const same = query.busy.filter(
        (row) =>
          row.end > row.start &&
          row.kind !== "external" &&
          row.kind !== "block" &&
          (cap.of !== "eventType" || isSame(row.eventTypeId, query.eventTypeId)) &&
          (cap.of !== "customer" || isSame(row.customerId, query.customerId)) &&
          bucket(cap, dateAt(row.start, offsetOf)) === bucket(cap, date),
      );
      const minutes = same.reduce((sum, row) => sum + (row.end - row.start) / MINUTE, 0);
      return (
        (cap.count === undefined || same.length < cap.count) &&
        (cap.minutes === undefined || minutes + query.durationMin <= cap.minutes)
      );
    });
  };
}

function isSame(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && one === other;
}

/** The date itself, or the Monday before it. */
function bucket(cap: Cap, date: string): string {
  if (cap.per === "day") return date;
  const midnight = new Date(`${date}T00:00:00Z`);
  const sinceMonday = (midnight.getUTCDay() + 6) % 7;
  return new Date(midnight.getTime() - sinceMonday * DAY).toISOString().slice(0, 10);
}
