import { v, type Infer } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { nullable } from "../validators";
import { accountOf } from "./apply";
import { listOf } from "./model";
import { payments, refunds } from "./tables";

const paymentFields = payments.validator.pick(
  "part",
  "channel",
  "amount",
  "currency",
  "standing",
  "received",
  "refunded",
  "method",
  "receiptUrl",
  "failure",
);

/** What the payer's page needs to show Stripe's form. Amounts are minor units. */
export const checkoutView = v.object({
  part: payments.validator.fields.part,
  amount: v.number(),
  currency: v.string(),
  standing: payments.validator.fields.standing,
  /** Null until Stripe has been told of the payment. */
  clientSecret: nullable(v.string()),
  /** The connected account to open Stripe's form for; null for the platform's own. */
  account: nullable(v.string()),
  failure: payments.validator.fields.failure,
  /** Whether Stripe could not be reached, or refused; it is tried again by itself. */
  isInTrouble: v.boolean(),
});

/** A payment as its host sees it. */
export const paymentView = paymentFields.extend({
  at: v.number(),
  /** How much of it can still be given back by hand. */
  refundable: v.number(),
  trouble: nullable(v.string()),
  dispute: payments.validator.fields.dispute,
});

/** Money given back, as its host sees it. */
export const refundView = refunds.validator
  .pick("amount", "currency", "why", "by", "reason", "status", "trouble")
  .extend({ at: v.number() });

/** One sum that was paid, and one that went back, for a receipt. */
const receiptPayment = paymentFields.pick(
  "part",
  "channel",
  "amount",
  "received",
  "method",
  "receiptUrl",
);

export const moneyView = v.object({
  payments: v.array(paymentView),
  refunds: v.array(refundView),
});

export const receiptView = v.object({
  payments: v.array(receiptPayment.extend({ at: v.number() })),
  refunds: v.array(
    v.object({ amount: v.number(), at: v.number(), status: refunds.validator.fields.status }),
  ),
});

/** The payment a customer can make now; null when there is none. */
export async function checkoutViewOf(
  ctx: QueryCtx,
  { _id }: Doc<"bookings">,
): Promise<Infer<typeof checkoutView> | null> {
  const waiting = (await listOf(ctx, _id)).filter(
    ({ channel, want, standing }) =>
      channel === "stripe" && want !== "drop" && standing !== "captured",
  );
  const payment = waiting.findLast(({ standing }) => standing !== "cancelled");
  if (!payment) return null;
  const { part, amount, currency, standing, clientSecret = null, failure, trouble } = payment;
  const account = accountOf(payment);
  const isInTrouble = trouble !== null;
  return { part, amount, currency, standing, clientSecret, account, failure, isInTrouble };
}

function paymentViewOf(payment: Doc<"payments">): Infer<typeof paymentView> {
  const { part, channel, amount, currency, standing, received, refunded } = payment;
  const { method, receiptUrl, failure, trouble, dispute, keep } = payment;
  const isRefundable = standing === "captured" && channel === "stripe";
  return {
    ...{ part, channel, amount, currency, standing, received, refunded },
    ...{ method, receiptUrl, failure, trouble, ...(dispute && { dispute }) },
    ...{ at: payment.receivedAt ?? payment._creationTime, refundable: isRefundable ? keep : 0 },
  };
}

async function listRefunds(ctx: QueryCtx, { _id }: Doc<"bookings">): Promise<Doc<"refunds">[]> {
  return await ctx.db
    .query("refunds")
    .withIndex("by_bookingId", (q) => q.eq("bookingId", _id))
    .take(100);
}

/** All that was paid and given back for a booking, for its host. */
export async function moneyViewOf(
  ctx: QueryCtx,
  booking: Doc<"bookings">,
): Promise<Infer<typeof moneyView>> {
  const refunded = (await listRefunds(ctx, booking)).map(
    ({ amount, currency, why, by, reason, status, trouble, _creationTime: at }) => ({
      ...{ amount, currency, why, by, reason, status, trouble, at },
    }),
  );
  return { payments: (await listOf(ctx, booking._id)).map(paymentViewOf), refunds: refunded };
}

/** What was really paid and given back, for its customer. */
export async function receiptViewOf(
  ctx: QueryCtx,
  booking: Doc<"bookings">,
): Promise<Infer<typeof receiptView>> {
  const paid = (await listOf(ctx, booking._id)).filter(({ standing }) => standing === "captured");
  const refunded = (await listRefunds(ctx, booking)).filter(({ status }) => status !== "failed");
  return {
    payments: paid.map(({ part, channel, amount, received, method, receiptUrl, ...row }) => ({
      ...{ part, channel, amount, received, method, receiptUrl },
      at: row.receivedAt ?? row._creationTime,
    })),
    refunds: refunded.map(({ amount, status, _creationTime: at }) => ({ amount, status, at })),
  };
}
