import { defineTable } from "convex/server";
import { v } from "convex/values";
import { contactFields } from "../customers/model";
import { actor, nullable } from "../validators";
import {
  accountSnapshot,
  disputeSnapshot,
  intentSnapshot,
  payee,
  payoutSnapshot,
  standing,
} from "./snapshots";

/** Which part of a booking's price a payment is for; the rest is what a deposit leaves. */
export const part = v.union(v.literal("price"), v.literal("deposit"), v.literal("rest"));

/**
 * Payments of bookings, one row per intent at Stripe or sum paid in person. Written by `payments/model` and `payments/apply`; those
 * of holds that came to nothing are deleted with them. Amounts are minor units of `currency`. A row says what is wanted (`want`, `keep`),
 * what is known (`standing`, `received`), and when to look again (`dueAt`): the sweep finds by it whatever an action has left behind.
 */
export const payments = defineTable({
  tenantId: v.id("tenants"),
  memberId: v.id("memberSettings"),
  bookingId: v.id("bookings"),
  part,
  channel: v.union(v.literal("stripe"), v.literal("in_person")),
  amount: v.number(),
  currency: v.string(),
  /** The platform's part of `amount`. */
  fee: v.number(),
  payee,
  /** Who pays, as they said before they paid: the booking is confirmed with it. */
  payer: v.optional(v.object({ contact: contactFields, userId: v.optional(v.string()) })),
  want: v.union(v.literal("wait"), v.literal("take"), v.literal("drop")),
  /** How much of it shall stay with us in the end; what was received beyond it is given back. */
  keep: v.number(),
  standing: v.union(v.literal("created"), standing),
  received: v.number(),
  /** Of refunds that did not fail. */
  refunded: v.number(),
  intentId: v.optional(v.string()),
  clientSecret: v.optional(v.string()),
  method: intentSnapshot.fields.method,
  receiptUrl: nullable(v.string()),
  failure: intentSnapshot.fields.failure,
  dispute: v.optional(disputeSnapshot.pick("disputeId", "status", "amount", "reason")),
  /** How often in a row the next step failed. */
  attempts: v.number(),
  trouble: nullable(v.string()),
  dueAt: v.optional(v.number()),
  receivedAt: v.optional(v.number()),
})
  .index("by_bookingId", ["bookingId"])
  .index("by_intentId", ["intentId"])
  .index("by_dueAt", ["dueAt"])
  .index("by_tenantId_and_receivedAt", ["tenantId", "receivedAt"])
  .index("by_memberId_and_receivedAt", ["memberId", "receivedAt"]);

/**
 * Money given back, a row before Stripe hears of it and one object there per row. Written by `payments/model` and `payments/apply`; never
 * deleted.
 */
export const refunds = defineTable({
  tenantId: v.id("tenants"),
  bookingId: v.id("bookings"),
  paymentId: v.id("payments"),
  amount: v.number(),
  currency: v.string(),
  /** policy: by the quote's tiers. given_back: the money had no booking. by_hand: by the member or owner. at_stripe: made there. */
  why: v.union(
    v.literal("policy"),
    v.literal("given_back"),
    v.literal("by_hand"),
    v.literal("at_stripe"),
  ),
  by: actor,
  reason: v.string(),
  status: v.union(
    v.literal("wanted"),
    v.literal("pending"),
    v.literal("succeeded"),
    v.literal("failed"),
  ),
  stripeRefundId: v.optional(v.string()),
  attempts: v.number(),
  trouble: nullable(v.string()),
  dueAt: v.optional(v.number()),
})
  .index("by_bookingId", ["bookingId"])
  .index("by_paymentId", ["paymentId"])
  .index("by_stripeRefundId", ["stripeRefundId"])
  .index("by_dueAt", ["dueAt"]);

/** Events that were handled, to know them when they come again. Written with their effect; cleared after ninety days by `payments/jobs`. */
export const stripeEvents = defineTable({
  eventId: v.string(),
  type: v.string(),
  account: nullable(v.string()),
}).index("by_eventId", ["eventId"]);

/** Where to go on with Stripe's questions: opened once, and only for minutes. */
export const onboardingPage = v.object({ url: v.string(), expiresAt: v.number() });

/**
 * Stripe accounts of those who are paid: a member's, or without `memberId` the tenant's. Written by `payments/accounts`; never deleted.
 */
export const paymentAccounts = defineTable({
  tenantId: v.id("tenants"),
  memberId: v.optional(v.id("memberSettings")),
  /** Absent until Stripe has made it. */
  accountId: v.optional(v.string()),
  ...accountSnapshot.omit("accountId").fields,
  onboarding: v.optional(onboardingPage),
  lastPayout: v.optional(payoutSnapshot),
  /** When the latest event was made that told of the account, and of that payout: what is older is no news. */
  toldAt: v.optional(v.number()),
  payoutToldAt: v.optional(v.number()),
  attempts: v.number(),
  trouble: nullable(v.string()),
  dueAt: v.optional(v.number()),
})
  .index("by_tenantId_and_memberId", ["tenantId", "memberId"])
  .index("by_accountId", ["accountId"])
  .index("by_dueAt", ["dueAt"]);

/** Where money and bookings do not agree and a person should look. Written by `payments/mismatches`; never deleted. */
export const mismatches = defineTable({
  tenantId: v.id("tenants"),
  bookingId: v.id("bookings"),
  paymentId: v.id("payments"),
  refundId: v.optional(v.id("refunds")),
  kind: v.union(
    /** The booking is confirmed and its money is gone, because the authorisation lapsed or was cancelled. */
    v.literal("money_lost"),
    /** What was paid is not what was quoted; it is given back. */
    v.literal("amount_differs"),
    v.literal("refund_failed"),
    v.literal("payment_stuck"),
    v.literal("disputed"),
  ),
  detail: v.string(),
  at: v.number(),
  /** Null while somebody should still look. */
  resolvedAt: nullable(v.number()),
})
  .index("by_tenantId_and_resolvedAt", ["tenantId", "resolvedAt"])
  .index("by_paymentId_and_kind", ["paymentId", "kind"]);
