/** The states of a booking, from the hold to its end (DESIGN.md §4). */
export const STATUSES = [
  "held",
  "pending",
  "confirmed",
  "completed",
  "cancelled",
  "declined",
  "expired",
  "no_show",
] as const;

export type Status = (typeof STATUSES)[number];

/**
 * The whole life of a booking: from each state, the states it may move to. A pair that is missing is refused.
 * `confirmed → confirmed` is a reschedule or a reassignment, and `pending → pending` the latter: the place changes and the revision rises.
 */
export const TRANSITIONS: Readonly<Record<Status, readonly Status[]>> = {
  held: ["pending", "confirmed", "expired", "cancelled"],
  pending: ["confirmed", "declined", "cancelled", "expired", "pending"],
  confirmed: ["completed", "cancelled", "no_show", "confirmed"],
  completed: [],
  cancelled: [],
  declined: [],
  expired: [],
  no_show: [],
};

export function canMove(from: Status, to: Status): boolean {
  return TRANSITIONS[from].includes(to);
}

/** Whether a booking in this state keeps its time from others. A hold does so only until it expires. */
export function isBlocking(status: Status): boolean {
  return status === "held" || status === "pending" || status === "confirmed";
}

/** A hold lives strictly before its expiry instant: the instant itself counts as expired (RULES.md §3.3). */
export function isHoldLive(hold: { expiresAt: number }, now: number): boolean {
  return now < hold.expiresAt;
}
