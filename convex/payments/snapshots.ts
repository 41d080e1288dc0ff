import { v, type Infer } from "convex/values";
import { nullable } from "../validators";

/*
 * What Stripe says, in our words. `stripe.ts` translates into these shapes and is the only file that knows Stripe's own; everything
 * else reads them. Amounts are minor units as Stripe counts them (core/money/currency.ts), instants epoch milliseconds. `account` is
 * the connected account that an object lives on, null for the platform's own.
 */

/** How far a payment has come. Only `captured` money has moved; `authorized` money is reserved on a card. */
export const standing = v.union(
  v.literal("open"),
  v.literal("processing"),
  v.literal("authorized"),
  v.literal("captured"),
  v.literal("cancelled"),
);

export const intentSnapshot = v.object({
  intentId: v.string(),
  account: nullable(v.string()),
  livemode: v.boolean(),
  standing,
  amount: v.number(),
  currency: v.string(),
  /** What was received so far: 0 unless captured. */
  received: v.number(),
  /** Only in answers to our own calls, never in events. */
  clientSecret: nullable(v.string()),
  /** How it was paid, such as "visa" and "4242"; null before, or where there is no card. */
  method: nullable(v.object({ brand: v.string(), last4: v.string() })),
  receiptUrl: nullable(v.string()),
  /** Why the last attempt to pay failed, for the person who paid; null when none did. */
  failure: nullable(v.object({ code: v.string(), message: v.string() })),
  /** The id of our `payments` row, as its metadata say; null when they do not. */
  paymentId: nullable(v.string()),
});

export const refundSnapshot = v.object({
  stripeRefundId: v.string(),
  intentId: nullable(v.string()),
  account: nullable(v.string()),
  livemode: v.boolean(),
  status: v.union(v.literal("pending"), v.literal("succeeded"), v.literal("failed")),
  amount: v.number(),
  currency: v.string(),
  /** Why it failed; null otherwise. */
  failure: nullable(v.string()),
  /** The id of our `refunds` row, as its metadata say; null for refunds made at Stripe by hand. */
  refundId: nullable(v.string()),
});

export const disputeSnapshot = v.object({
  disputeId: v.string(),
  intentId: nullable(v.string()),
  account: nullable(v.string()),
  status: v.union(v.literal("open"), v.literal("won"), v.literal("lost")),
  amount: v.number(),
  currency: v.string(),
  reason: v.string(),
});

/** A connected account: whether it can take money and be paid out, and what Stripe still wants to know. */
export const accountSnapshot = v.object({
  accountId: v.string(),
  chargesEnabled: v.boolean(),
  payoutsEnabled: v.boolean(),
  detailsSubmitted: v.boolean(),
  /** Stripe's names of what is missing now, such as "individual.verification.document". */
  requirements: v.array(v.string()),
  disconnected: v.boolean(),
});

export const payoutSnapshot = v.object({
  payoutId: v.string(),
  status: v.union(
    v.literal("pending"),
    v.literal("in_transit"),
    v.literal("paid"),
    v.literal("failed"),
    v.literal("canceled"),
  ),
  amount: v.number(),
  currency: v.string(),
  arrivalAt: v.number(),
  failure: nullable(v.string()),
});

/** A verified event. What we do not act on is about `nothing`. */
export const stripeEvent = v.object({
  eventId: v.string(),
  type: v.string(),
  account: nullable(v.string()),
  livemode: v.boolean(),
  createdAt: v.number(),
  about: v.union(
    v.object({ kind: v.literal("intent"), intent: intentSnapshot }),
    v.object({ kind: v.literal("refund"), refund: refundSnapshot }),
    v.object({ kind: v.literal("dispute"), dispute: disputeSnapshot }),
    v.object({ kind: v.literal("account"), account: accountSnapshot }),
    v.object({ kind: v.literal("payout"), payout: payoutSnapshot }),
    v.object({ kind: v.literal("nothing") }),
  ),
});

export type IntentSnapshot = Infer<typeof intentSnapshot>;
export type RefundSnapshot = Infer<typeof refundSnapshot>;
export type DisputeSnapshot = Infer<typeof disputeSnapshot>;
export type AccountSnapshot = Infer<typeof accountSnapshot>;
export type PayoutSnapshot = Infer<typeof payoutSnapshot>;
export type StripeEvent = Infer<typeof stripeEvent>;

/** Whose Stripe account a payment goes through. */
export const payee = v.object({
  /**
   * platform: the platform's account takes all of it. destination: the platform's account takes it and passes the member's part on to
   * `account`. own: `account` itself takes it, and the platform its fee, if any.
   */
  mode: v.union(v.literal("platform"), v.literal("destination"), v.literal("own")),
  account: nullable(v.string()),
});

export type Payee = Infer<typeof payee>;
