/** Half-open intervals `[start, end)` of numbers: those that only touch do not overlap. */
export type Interval = { start: number; end: number };

/** Whether two intervals share a point; an empty one shares none. */
export function overlaps(a: Interval, b: Interval): boolean {
  return Math.max(a.start, b.start) < Math.min(a.end, b.end);
}

/** The same points as ascending intervals that neither overlap nor touch; empty ones are dropped. */
export function merge(list: readonly Interval[]): Interval[] {
  const merged: Interval[] = [];
  for (const { start, end } of [...list].sort((a, b) => a.start - b.start)) {
    if (start >= end) continue;
    const last = merged.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
}

/** The points of `from` that are not in `cut`, as merged intervals. */
export function subtract(from: readonly Interval[], cut: readonly Interval[]): Interval[] {
  const cuts = merge(cut);
  const left: Interval[] = [];
  let next = 0;
  for (const { start, end } of merge(from)) {
    let free = start;
    while ((cuts[next]?.end ?? Infinity) <= start) next += 1;
    for (const hole of cuts.slice(next)) {
      if (hole.start >= end) break;
      if (free < hole.start) left.push({ start: free, end: hole.start });
      free = Math.max(free, hole.end);
    }
    if (free < end) left.push({ start: free, end });
  }
  return left;
}
