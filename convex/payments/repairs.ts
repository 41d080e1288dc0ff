import { v, type Infer } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import * as Bookings from "../bookings/model";
import { insertRefund, settleSoon } from "./model";
import { subjectFields, subjectOf } from "./subjects";
import { mismatches, payments } from "./tables";

export const mismatchView = mismatches.validator.pick("kind", "detail", "at").extend({
  ...subjectFields,
  id: v.id("mismatches"),
  payment: payments.validator.pick("amount", "currency", "standing", "received", "refunded"),
});

/** A mismatch with what one needs to know to decide about it. */
export async function mismatchViewOf(
  ctx: QueryCtx,
  { _id: id, paymentId, kind, detail, at }: Doc<"mismatches">,
): Promise<Infer<typeof mismatchView>> {
  const payment = await ctx.db.get("payments", paymentId);
  if (!payment) throw new Error("A mismatch outlived its payment.");
  const { amount, currency, standing, received, refunded } = payment;
  return {
    ...{ id, kind, detail, at, ...(await subjectOf(ctx, payment)) },
    payment: { amount, currency, standing, received, refunded },
  };
}

/** A refund that failed for good is made again as a new one; one that was not made yet is tried at once. */
async function retryRefund(ctx: MutationCtx, mismatch: Doc<"mismatches">): Promise<void> {
  const row = mismatch.refundId && (await ctx.db.get("refunds", mismatch.refundId));
  const payment = row && (await ctx.db.get("payments", row.paymentId));
  if (!payment) return;
  if (row.status === "wanted") {
    await ctx.db.patch("refunds", row._id, { dueAt: Date.now() });
    return;
  }
  const amount = Math.min(row.amount, payment.received - payment.refunded - payment.keep);
  if (row.status !== "failed" || amount <= 0) return;
  await ctx.db.patch("payments", payment._id, { refunded: payment.refunded + amount });
  const { why, by, reason } = row;
  await insertRefund(ctx, payment, { amount, why, by, reason });
}

/** What is safe to do for each kind of mismatch; afterwards nobody has to look at it unless it comes up again. */
export async function repair(ctx: MutationCtx, mismatch: Doc<"mismatches">): Promise<void> {
  if (mismatch.resolvedAt !== null) return;
  await ctx.db.patch("mismatches", mismatch._id, { resolvedAt: Date.now() });
  if (mismatch.kind === "money_lost") await Bookings.askToPayAgain(ctx, mismatch.bookingId);
  if (mismatch.kind === "refund_failed") await retryRefund(ctx, mismatch);
  if (mismatch.kind === "payment_stuck" || mismatch.kind === "amount_differs") {
    await ctx.db.patch("payments", mismatch.paymentId, { attempts: 0 });
    await settleSoon(ctx, mismatch.paymentId);
  }
  await Bookings.syncMoney(ctx, mismatch.bookingId);
}
