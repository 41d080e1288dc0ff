export type Span = { start: number; end: number };
export type Placed<T> = { item: T; lane: number; lanes: number };

/**
 * Lays overlapping items side by side: each gets a lane, and all that are connected by overlaps share the same number
 * of lanes. Items that only touch do not overlap. `items` ascend by start.
 */
export function placeInLanes<T extends Span>(items: readonly T[]): Placed<T>[] {
  const placed: Placed<T>[] = [];
  let cluster: Placed<T>[] = [];
  let laneEnds: number[] = [];
  let clusterEnd = -Infinity;
  for (const item of items) {
    if (item.start >= clusterEnd) {
      cluster = [];
      laneEnds = [];
    }
    const free = laneEnds.findIndex((end) => end <= item.start);
    const lane = free === -1 ? laneEnds.length : free;
    laneEnds[lane] = item.end;
    clusterEnd = Math.max(clusterEnd, item.end);
    const place = { item, lane, lanes: 1 };
    cluster.push(place);
    placed.push(place);
    for (const other of cluster) other.lanes = laneEnds.length;
  }
  return placed;
}
