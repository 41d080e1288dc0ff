/** Whether a booking lies within a member's hours, whatever else speaks against it. */
import { openTime } from "./open.ts";
import type { Schedule } from "./types.ts";

/** Whether every minute of `[start, end)` (epoch ms) is open, by the weekly hours and all that departs from them. */
export function isWithinHours(
  schedule: Schedule,
  booking: { start: number; end: number; eventTypeId?: string },
): boolean {
  const { start, end, ...scope } = booking;
  const open = openTime(schedule, scope, { from: start, to: end });
  return open.starts.some((from, index) => from <= start && end <= (open.joinedEnds[index] ?? 0));
}
