/** From busy rows to the starts that they rule out. */
import { MINUTE_MS } from "../time/calendar.ts";
import type { BusyRow, Range, Terms } from "./types.ts";

/**
 * Starts `s` with `lows[i] < s < highs[i]` are taken: both ends are free, since touching is. Ascending, without
 * overlaps, in parallel lists for speed.
 */
export type BlockedStarts = { lows: number[]; highs: number[] };

/** The starts within `range` that busy rows rule out; the larger of two buffers that meet is kept clear. */
export function blockedStarts(terms: Terms, busy: readonly BusyRow[], range: Range): BlockedStarts {
  const lows: number[] = [];
  const highs: number[] = [];
  const { durationMin, bufferBeforeMin, bufferAfterMin } = terms;
  let isAscending = true;
  for (const row of busy) {
    if (!(row.start < row.end)) continue;
    const after = Math.max(row.bufferAfterMin ?? 0, bufferBeforeMin);
    const high = row.end + after * MINUTE_MS;
    if (high <= range.from) continue;
    const before = Math.max(row.bufferBeforeMin ?? 0, bufferAfterMin);
    const low = row.start - (before + durationMin) * MINUTE_MS;
    if (low >= range.to) continue;
    if (low < (lows[lows.length - 1] ?? -Infinity)) isAscending = false;
    lows.push(low);
    highs.push(high);
  }
  return joinOverlapping(isAscending ? { lows, highs } : sortByLow({ lows, highs }));
}

function sortByLow({ lows, highs }: BlockedStarts): BlockedStarts {
  const order = lows.map((_, index) => index);
  order.sort((a, b) => (lows[a] ?? 0) - (lows[b] ?? 0));
  return {
    lows: order.map((index) => lows[index] ?? 0),
    highs: order.map((index) => highs[index] ?? 0),
  };
}

/** Joins in place. Stretches that only meet stay apart, because the start where they meet is free. */
function joinOverlapping({ lows, highs }: BlockedStarts): BlockedStarts {
  let kept = 0;
  for (let index = 0; index < lows.length; index += 1) {
    const low = lows[index] ?? 0;
    const high = highs[index] ?? 0;
    if (kept > 0 && low < (highs[kept - 1] ?? 0)) {
      highs[kept - 1] = Math.max(highs[kept - 1] ?? 0, high);
    } else {
      lows[kept] = low;
      highs[kept] = high;
      kept += 1;
    }
  }
  if (kept < lows.length) lows.length = highs.length = kept;
  return { lows, highs };
}
