import type { Doc } from "../../convex/_generated/dataModel";
import type { Intent } from "../../local/stripe/state.ts";
import type { Diary, Ended } from "./diary.ts";

/*
 * What Stripe must hold of each booking in the end, derived from the rules, from what was agreed and from Stripe's own books, never from the
 * product's. Written on its own: it shares no code with what it judges.
 */

const HOUR_MS = 3_600_000;

type Booking = Doc<"bookings">;

/** An intent with what was given back of it. */
export type Held = { intent: Intent; refunded: number; refundedAtStripe: number };

/** The money that must be left at Stripe, in minor units: exactly `most`, or less by what others took away there. */
export type Verdict = { least: number; most: number; why: string };

export function mustBeHeld(booking: Booking, held: readonly Held[], diary: Diary): Verdict {
  const atStripe = sum(held.map(({ refundedAtStripe }) => refundedAtStripe));
  const { amount, why } = agreed(booking, held, diary);
  return { least: Math.max(0, amount - atStripe), most: amount, why };
}

function agreed(
  booking: Booking,
  held: readonly Held[],
  diary: Diary,
): { amount: number; why: string } {
  const ended = diary.endOf(booking._id);
  switch (booking.status) {
    case "confirmed":
    case "completed":
    case "no_show":
      return { amount: ofBooked(booking, held, diary), why: "it took place" };
    case "cancelled":
      if (ended?.from === "confirmed") {
        const amount = ofCancelled(booking, held, ended) - diary.refundedAfterEnd(booking._id);
        return { amount: Math.max(0, amount), why: `cancelled by ${ended.by}` };
      }
      return { amount: 0, why: "it was never confirmed" };
    default:
      return { amount: 0, why: `it is ${booking.status}` };
  }
}

/** All that was paid up to the price, less what was given back by hand. */
function ofBooked({ _id, quote }: Booking, held: readonly Held[], diary: Diary): number {
  const paid = sum(held.map(({ intent }) => (isAsQuoted(intent) ? intent.received : 0)));
  const stillOwed = quote.price - diary.paidInPerson(_id);
  return Math.max(0, Math.min(paid, stillOwed) - diary.refundedByHand(_id));
}

/** Whoever cancels but the customer gives all back; the customer gets the percent of the tier, and no less than they had before. */
function ofCancelled({ quote, startTime }: Booking, held: readonly Held[], ended: Ended): number {
  const known = held.filter(({ intent }) => ended.known.includes(intent.id) && isAsQuoted(intent));
  const paid = sum(known.map(({ intent }) => intent.amount));
  const percent = ended.by === "host" ? 100 : percentAt(quote.refundTiers, startTime - ended.at);
  const back = Math.max(ended.refunded, Math.floor((paid * percent * 2 + 100) / 200));
  const lost = sum(known.map(({ intent }) => (intent.status === "succeeded" ? 0 : intent.amount)));
  return Math.max(0, paid - back - lost);
}

function percentAt(tiers: Booking["quote"]["refundTiers"], aheadMs: number): number {
  if (tiers.length === 0) return 100;
  const reached = tiers.filter(({ hoursBefore }) => aheadMs >= hoursBefore * HOUR_MS);
  return Math.max(0, ...reached.map(({ percent }) => percent));
}

/** Somebody may have changed the amount at Stripe: such money buys nothing. */
function isAsQuoted(intent: Intent): boolean {
  return intent.metadata.changed !== "yes";
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
