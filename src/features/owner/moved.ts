/** Bookings whose wall time moved, each told once however often it moved. */

export type WallTimeChange = {
  bookingId: string;
  startTime: number;
  oldOffsetMin: number;
  newOffsetMin: number;
  noticedAt: number;
};

/**
 * From the first reading to the present one of each booking, by start. A booking that moved there and back again reads as it
 * did when it was made, and is left out.
 */
export function movedBookings<Change extends WallTimeChange>(changes: readonly Change[]): Change[] {
  const moved = new Map<string, Change>();
  for (const change of [...changes].sort((a, b) => a.noticedAt - b.noticedAt)) {
    const first = moved.get(change.bookingId);
    moved.set(change.bookingId, first ? { ...change, oldOffsetMin: first.oldOffsetMin } : change);
  }
  return [...moved.values()]
    .filter(({ oldOffsetMin, newOffsetMin }) => oldOffsetMin !== newOffsetMin)
    .sort((a, b) => a.startTime - b.startTime);
}
