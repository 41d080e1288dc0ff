/**
 * The one rule that lists slots and validates requests, on prepared input. It looks up no zone data, makes no
 * formatter and reads no clock.
 */
import { DAY_MS, formatDate, MINUTE_MS } from "../time/calendar.ts";
import { dayBounds, localDay, type ZoneRules } from "../time/rules.ts";
import { blockedStarts, type BlockedStarts } from "./blocked.ts";
import { capsOf } from "./caps.ts";
import { MAX_BUFFER_MIN } from "./limits.ts";
import { openTime, type OpenTime } from "./open.ts";
import type { BusyRow, Range, Schedule, Terms } from "./types.ts";

/**
 * The starts on offer with `from <= start < to`, ascending, whatever the time is now: `cutByClock` takes away
 * what is past, too soon or too far. Nothing is on offer where the schedule's zone rules do not reach.
 * `busy` may be in any order and must hold what `busyReach` asks for. Terms with `firstOfDay` get every free
 * start of all local dates that the range touches, for `firstOfEachDay` to choose from after `cutByClock`.
 */
export function slotsOf(
  schedule: Schedule,
  terms: Terms,
  query: Range & { busy: readonly BusyRow[] },
): number[] {
  const { rules } = schedule;
  const { durationMin, durationsMin, caps } = terms;
  if (durationsMin && !durationsMin.includes(durationMin)) return [];
  const { busy } = query;
  const { from, to } = terms.firstOfDay ? wholeDays(rules, query) : query;
  let starts = startsByHours(schedule, terms, { from, to, busy });
  if (terms.firstDate !== undefined || terms.lastDate !== undefined) {
    starts = starts.filter((start) => isWithinDates(localDay(rules, start), terms));
  }
  if (!caps) return starts;
  const brokenCap = capsOf(rules, terms, busy);
  return starts.filter((start) => brokenCap(start) === undefined);
}

/** The starts that open hours and busy time leave, before any limit by date or cap. */
export function startsByHours(
  schedule: Schedule,
  terms: Terms,
  query: Range & { busy: readonly BusyRow[] },
): number[] {
  const { rules } = schedule;
  const durationMs = terms.durationMin * MINUTE_MS;
  const range = {
    from: Math.max(query.from, rules.from),
    to: Math.min(query.to, rules.to - durationMs + 1),
  };
  if (!(range.from < range.to)) return [];
  const open = openTime(schedule, terms, { from: range.from, to: range.to - 1 + durationMs });
  return freeStarts(open, blockedStarts(terms, query.busy, range), { terms, range });
}

/** Walks the grid of each stretch of open time, leaping over what is blocked. */
function freeStarts(
  open: OpenTime,
  blocked: BlockedStarts,
  { terms, range }: { terms: Terms; range: Range },
): number[] {
  const stepMs = terms.intervalMin * MINUTE_MS;
  const offsetMs = (terms.offsetMin ?? 0) * MINUTE_MS;
  const durationMs = terms.durationMin * MINUTE_MS;
  const found: number[] = [];
  let isAscending = true;
  let firstBlock = 0;
  for (let index = 0; index < open.starts.length; index += 1) {
    const gridStart = (open.starts[index] ?? 0) + offsetMs;
    const lastStart = (open.joinedEnds[index] ?? 0) - durationMs;
    const end = Math.min(open.ends[index] ?? 0, range.to, lastStart + 1);
    let start = gridStart < range.from ? nextOnGrid(gridStart, range.from, stepMs) : gridStart;
    if (start >= end) continue;
    if (start <= (found[found.length - 1] ?? -Infinity)) isAscending = false;
    while ((blocked.ends[firstBlock] ?? Infinity) <= gridStart) firstBlock += 1;
    let block = firstBlock;
    while (start < end) {
      while ((blocked.ends[block] ?? Infinity) <= start) block += 1;
      if ((blocked.starts[block] ?? Infinity) < start) {
        start = nextOnGrid(start, blocked.ends[block] ?? 0, stepMs);
      } else {
        found.push(start);
        start += stepMs;
      }
    }
  }
  return isAscending ? found : ascendingOnce(found);
}

/** The first point of the grid through `start` that is not before `earliest`. */
function nextOnGrid(start: number, earliest: number, stepMs: number): number {
  return start + Math.ceil((earliest - start) / stepMs) * stepMs;
}

function ascendingOnce(values: number[]): number[] {
  return [...new Set(values)].sort((a, b) => a - b);
}

/** Whether a slot may start on a day number. */
export function isWithinDates(
  day: number,
  { firstDate, lastDate }: Pick<Terms, "firstDate" | "lastDate">,
): boolean {
  // "YYYY-MM-DD" sorts as text.
  const date = formatDate(day);
  return (firstDate ?? date) <= date && date <= (lastDate ?? date);
}

/** What of the terms depends on the time it is. */
export type ClockTerms = Pick<Terms, "noticeMin" | "horizonMin">;

/** The starts that the clock leaves: not past, not within the notice, not beyond the horizon. */
export function clockRange(terms: ClockTerms, now: number): Range {
  return {
    from: now + terms.noticeMin * MINUTE_MS,
    to: terms.horizonMin === undefined ? Infinity : now + terms.horizonMin * MINUTE_MS,
  };
}

/** Takes away the starts that are past, too soon or too far at `now`. */
export function cutByClock(
  starts: readonly number[],
  terms: ClockTerms,
  clock: { now: number },
): number[] {
  const { from, to } = clockRange(terms, clock.now);
  return starts.filter((start) => start >= from && start < to);
}

/** Keeps the first of the ascending starts of each local date, for terms with `firstOfDay`. */
export function firstOfEachDay(starts: readonly number[], rules: ZoneRules): number[] {
  const seen = new Set<number>();
  return starts.filter((start) => {
    const day = localDay(rules, start);
    const isFirst = !seen.has(day);
    seen.add(day);
    return isFirst;
  });
}

/** What is on offer at `now` with `from <= start < to`: everything that listing and booking must agree on. */
export function offersAt(
  schedule: Schedule,
  terms: Terms,
  query: Range & { busy: readonly BusyRow[]; now: number },
): number[] {
  const { from, to, busy, now } = query;
  if (terms.firstOfDay) {
    const left = cutByClock(slotsOf(schedule, terms, { from, to, busy }), terms, { now });
    return firstOfEachDay(left, schedule.rules).filter((start) => from <= start && start < to);
  }
  const clock = clockRange(terms, now);
  const range = { from: Math.max(from, clock.from), to: Math.min(to, clock.to), busy };
  return slotsOf(schedule, terms, range);
}

/**
 * Which busy rows `slotsOf` must be given for a range: those whose own start lies in the range returned here.
 * It relies on rows of at most 24 hours and buffers of at most `MAX_BUFFER_MIN`.
 */
export function busyReach(schedule: Schedule, terms: Terms, range: Range): Range {
  const { rules } = schedule;
  const { from, to } = terms.firstOfDay ? wholeDays(rules, range) : range;
  const bufferMs = MAX_BUFFER_MIN * MINUTE_MS;
  const capMs = capReachMs(terms);
  return {
    from: Math.max(from, rules.from) - Math.max(bufferMs + DAY_MS, capMs),
    to: Math.min(to, rules.to) + Math.max(terms.durationMin * MINUTE_MS + bufferMs, capMs),
  };
}

/** A local day or week is never longer than this, with two days to spare for changes of the clock. */
function capReachMs({ caps = [] }: Terms): number {
  if (caps.length === 0) return 0;
  return (caps.some(({ per }) => per === "week") ? 9 : 3) * DAY_MS;
}

/** The range from the beginning of its first local date to the end of its last. */
export function wholeDays(rules: ZoneRules, { from, to }: Range): Range {
  if (!(from < to)) return { from, to };
  return {
    from: Math.min(from, dayBounds(rules, localDay(rules, from))?.start ?? from),
    to: Math.max(to, dayBounds(rules, localDay(rules, to - 1))?.end ?? to),
  };
}
