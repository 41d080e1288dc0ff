/** From busy rows to the starts that they rule out. */
import { inOrder, type Pairs } from "../intervals/pairs.ts";
import { MINUTE_MS } from "../time/calendar.ts";
import type { BusyRow, Range, Terms } from "./types.ts";

/**
 * Starts `s` with `starts[i] < s < ends[i]` are taken: both ends are free, since touching is. Ascending, without
 * overlaps.
 */
export type BlockedStarts = Pairs;

/** The starts within `range` that busy rows rule out; the larger of two buffers that meet is kept clear. */
export function blockedStarts(terms: Terms, busy: readonly BusyRow[], range: Range): BlockedStarts {
  const blocked: BlockedStarts = { starts: [], ends: [] };
  const { durationMin, bufferBeforeMin, bufferAfterMin } = terms;
  for (const row of busy) {
    if (!(row.start < row.end)) continue;
    const after = Math.max(row.bufferAfterMin ?? 0, bufferBeforeMin);
    const end = row.end + after * MINUTE_MS;
    if (end <= range.from) continue;
    const before = Math.max(row.bufferBeforeMin ?? 0, bufferAfterMin);
    const start = row.start - (before + durationMin) * MINUTE_MS;
    if (start >= range.to) continue;
    blocked.starts.push(start);
    blocked.ends.push(end);
  }
  return joinOverlapping(inOrder(blocked));
}

/** Joins in place. Stretches that only meet stay apart, because the start where they meet is free. */
function joinOverlapping({ starts, ends }: BlockedStarts): BlockedStarts {
  let kept = 0;
  for (let index = 0; index < starts.length; index += 1) {
    const start = starts[index] ?? 0;
    const end = ends[index] ?? 0;
    const last = ends[kept - 1] ?? -Infinity;
    if (start < last) ends[kept - 1] = Math.max(last, end);
    else {
      starts[kept] = start;
      ends[kept] = end;
      kept += 1;
    }
  }
  if (kept < starts.length) starts.length = ends.length = kept;
  return { starts, ends };
}
