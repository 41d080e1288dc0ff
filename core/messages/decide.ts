/** Whether a message should still be sent: looked at again before each try, in the mutation that claims it. */
import type { Status } from "../bookings/lifecycle.ts";
import { DAY_MS } from "../time/calendar.ts";
import type { Kind } from "./kinds.ts";

/** gone: its booking is no longer there. changed: it would tell what is no longer true; another message tells what is. */
export type DropReason = "gone" | "cancelled" | "changed" | "too_late";

export type Decision = { send: true } | { send: false; reason: DropReason };

type Message = { kind: Kind; revision: number; dueAt: number };

/** The booking as it is now. `expiresAt` is when its hold or request ends. */
type State = {
  status: Status;
  revision: number;
  start: number;
  end: number;
  expiresAt: number | null;
};

type Rule = {
  /** The statuses in which it is sent; absent is all of them. */
  while?: readonly Status[];
  /** Whether it speaks of the booking as it was at one revision. */
  bound?: boolean;
  /** The instant from which it comes too late; absent is never. */
  until?: (state: State, message: Message) => number;
  /** It is about no booking, so that none needs to be there. */
  free?: boolean;
};

const STANDING = ["confirmed", "completed"] as const;
const stands: Rule = { while: STANDING, bound: true };
const always: Rule = {};
const ofNoBooking: Rule = { free: true };
/** After this long nobody remembers how it was. */
const FOLLOW_UP_WITHIN_MS = 3 * DAY_MS;

const RULES: Readonly<Record<Kind, Rule>> = {
  hold_expiring: { while: ["held"], until: ({ expiresAt }) => expiresAt ?? 0 },
  confirmation: stands,
  request_received: { while: ["pending"] },
  request_approved: stands,
  request_declined: always,
  request_expired: always,
  receipt: always,
  refund: always,
  rescheduled: stands,
  // A request keeps being one when another member takes it over.
  reassigned: { while: [...STANDING, "pending"], bound: true },
  cancelled: always,
  reminder: { while: ["confirmed"], bound: true, until: ({ start }) => start },
  follow_up: {
    ...{ while: STANDING, bound: true },
    until: (_, { dueAt }) => dueAt + FOLLOW_UP_WITHIN_MS,
  },
  waitlist_offer: ofNoBooking,
  member_booking: stands,
  member_request: { while: ["pending"], bound: true },
  member_rescheduled: stands,
  member_cancelled: always,
  member_reassigned: always,
  payout_trouble: ofNoBooking,
  calendar_trouble: ofNoBooking,
  agenda: ofNoBooking,
};

/** Whether a message of this kind is about a booking, without which it says nothing. */
export function needsBooking(kind: Kind): boolean {
  return RULES[kind].free !== true;
}

/** `state` is the booking it is about, null where there is none (any more). */
export function decide(message: Message, state: State | null, now: number): Decision {
  const rule = RULES[message.kind];
  const reason = state ? obstacleTo({ message, rule, state, now }) : rule.free ? null : "gone";
  return reason === null ? { send: true } : { send: false, reason };
}

function obstacleTo(it: {
  message: Message;
  rule: Rule;
  state: State;
  now: number;
}): DropReason | null {
  const { message, rule, state, now } = it;
  if (rule.while && !rule.while.includes(state.status)) {
    return state.status === "cancelled" ? "cancelled" : "changed";
  }
  if (rule.bound === true && state.revision !== message.revision) return "changed";
  return rule.until && now >= rule.until(state, message) ? "too_late" : null;
}
