/** What is known of a message on its way, and what to do when a try does not succeed. */

/** From how early to how certain: what stands further right is never undone by what stands left of it. */
const ORDER = [
  ...(["planned", "sending", "sent", "failed", "delivered", "bounced", "dropped"] as const),
] as const;

export type MessageStatus = (typeof ORDER)[number];

/** What a provider tells of a message; that it was opened or clicked says nothing of where it is. */
export type Told = "sent" | "delivered" | "bounced" | "failed" | "opened" | "clicked";

/**
 * The status of a message after news of it, which may come late, twice or in any order. What we gave up on may still turn out to have been
 * delivered; that it was merely sent does not bring it back, only sending it anew does. An address that takes a mail and returns it later
 * has not got it.
 */
export function advance(status: MessageStatus, told: Told): MessageStatus {
  if (told === "opened" || told === "clicked") return status;
  return ORDER.indexOf(told) > ORDER.indexOf(status) ? told : status;
}

/** Each try waits three times as long as the one before it: the eighth begins after four and a half hours. */
export const RETRY = { maxAttempts: 8, initialBackoffMs: 15_000, base: 3 };

/**
 * How many messages are on their way at once. The smallest deployment runs eight scheduled jobs at a time, but a job carries all that its pool
 * begins in one turn: so five thousand reminders of one minute leave within it (bench/README.md).
 */
export const AT_ONCE = { urgent: 8, planned: 48 };

/** Told too late, too early, too often: worth another try. */
const TRANSIENT_STATUSES = [408, 425, 429];

/**
 * Why a try did not succeed: an HTTP status, no answer in time, no connection, or "concurrent" where the provider is still busy with the
 * same idempotency key, which it answers with a 409 as it does other conflicts that do not pass.
 */
export type Failure = number | "timeout" | "network" | "concurrent";

/** Whether the same try may succeed later. */
export function isTransient(failure: Failure): boolean {
  if (typeof failure === "string") return true;
  return failure >= 500 || TRANSIENT_STATUSES.includes(failure);
}
