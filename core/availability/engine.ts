/**
 * The one rule that lists slots and validates requests, on prepared input. It looks up no zone data, makes no
 * formatter and reads no clock.
 */
import { DAY_MS, MINUTE_MS } from "../time/calendar.ts";
import { blockedStarts, type BlockedStarts } from "./blocked.ts";
import { MAX_BUFFER_MIN } from "./limits.ts";
import { openTime, type OpenTime } from "./open.ts";
import type { BusyRow, Range, Schedule, Terms } from "./types.ts";

/**
 * The starts on offer with `from <= start < to`, ascending, whatever the time is now: `cutByClock` takes away
 * what is past, too soon or too far. Nothing is on offer where the schedule's zone rules do not reach.
 * `busy` may be in any order; rows outside the range count as far as their buffers reach.
 */
export function slotsOf(
  schedule: Schedule,
  terms: Terms,
  query: Range & { busy: readonly BusyRow[] },
): number[] {
  const durationMs = terms.durationMin * MINUTE_MS;
  const range = {
    from: Math.max(query.from, schedule.rules.from),
    to: Math.min(query.to, schedule.rules.to - durationMs + 1),
  };
  if (!(range.from < range.to)) return [];
  const open = openTime(schedule, { from: range.from, to: range.to - 1 + durationMs });
  return freeStarts(open, blockedStarts(terms, query.busy, range), { terms, range });
}

/** Walks the grid of each stretch of open time, leaping over what is blocked. */
function freeStarts(
  { starts, ends, joinedEnds }: OpenTime,
  { lows, highs }: BlockedStarts,
  { terms, range }: { terms: Terms; range: Range },
): number[] {
  const stepMs = terms.intervalMin * MINUTE_MS;
  const durationMs = terms.durationMin * MINUTE_MS;
  const found: number[] = [];
  let isAscending = true;
  let firstBlock = 0;
  for (let index = 0; index < starts.length; index += 1) {
    const gridStart = starts[index] ?? 0;
    const lastStart = (joinedEnds[index] ?? 0) - durationMs;
    const end = Math.min(ends[index] ?? 0, range.to, lastStart + 1);
    let start = gridStart < range.from ? nextOnGrid(gridStart, range.from, stepMs) : gridStart;
    if (start >= end) continue;
    if (start <= (found[found.length - 1] ?? -Infinity)) isAscending = false;
    while ((highs[firstBlock] ?? Infinity) <= gridStart) firstBlock += 1;
    let block = firstBlock;
    while (start < end) {
      while ((highs[block] ?? Infinity) <= start) block += 1;
      if ((lows[block] ?? Infinity) < start) {
        start = nextOnGrid(start, highs[block] ?? 0, stepMs);
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

/**
 * Which busy rows `slotsOf` must be given for a range: those whose own start lies in the range returned here.
 * It relies on rows of at most 24 hours and buffers of at most `MAX_BUFFER_MIN`.
 */
export function busyReach(schedule: Schedule, terms: Terms, range: Range): Range {
  const { from, to } = schedule.rules;
  const bufferMs = MAX_BUFFER_MIN * MINUTE_MS;
  return {
    from: Math.max(range.from, from) - bufferMs - DAY_MS,
    to: Math.min(range.to, to) + terms.durationMin * MINUTE_MS + bufferMs,
  };
}
