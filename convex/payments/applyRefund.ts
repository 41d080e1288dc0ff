import { backoffMs, TROUBLE_AFTER } from "../../core/money/settlement.ts";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import * as Bookings from "../bookings/model";
import * as Messages from "../messages/model";
import { accountOf } from "./apply";
import { raise, resolve } from "./mismatchRows";
import type { DisputeSnapshot, RefundSnapshot } from "./snapshots";

type Refund = Doc<"refunds">;
type Payment = Doc<"payments">;

/** Banks refuse refunds days after they seemed to have succeeded, so failing is the last word. */
const RANKS: Readonly<Record<Refund["status"], number>> = {
  wanted: 0,
  pending: 1,
  succeeded: 2,
  failed: 3,
};

/** More parts than money is given back in. */
const MAX_REFUNDS = 100;
const LOOK_AGAIN_MS = 24 * 60 * 60 * 1000;

async function findPaymentOf(ctx: MutationCtx, intentId: string | null): Promise<Payment | null> {
  if (intentId === null) return null;
  return await ctx.db
    .query("payments")
    .withIndex("by_intentId", (q) => q.eq("intentId", intentId))
    .first();
}

async function findRow(ctx: MutationCtx, told: RefundSnapshot): Promise<Refund | null> {
  const id = told.refundId === null ? null : ctx.db.normalizeId("refunds", told.refundId);
  if (id) return await ctx.db.get("refunds", id);
  return await ctx.db
    .query("refunds")
    .withIndex("by_stripeRefundId", (q) => q.eq("stripeRefundId", told.stripeRefundId))
    .unique();
}

/** What is known of a refund, whether we asked for it or somebody made it at Stripe. */
export async function applyRefund(ctx: MutationCtx, told: RefundSnapshot): Promise<void> {
  const row = await findRow(ctx, told);
  const payment = row
    ? await ctx.db.get("payments", row.paymentId)
    : await findPaymentOf(ctx, told.intentId);
  if (!payment || told.account !== accountOf(payment)) return;
  if (told.intentId !== null && told.intentId !== payment.intentId) return;
  if (row) await advanceRow(ctx, payment, { row, told });
  else await enterMadeElsewhere(ctx, payment, told);
  await Bookings.syncMoney(ctx, payment.bookingId);
}

async function advanceRow(
  ctx: MutationCtx,
  payment: Payment,
  { row, told }: { row: Refund; told: RefundSnapshot },
): Promise<void> {
  const isFurther = RANKS[told.status] > RANKS[row.status];
  const status = isFurther ? told.status : row.status;
  await ctx.db.patch("refunds", row._id, {
    ...{ status, stripeRefundId: told.stripeRefundId, attempts: 0, trouble: told.failure },
    dueAt: status === "pending" ? Date.now() + LOOK_AGAIN_MS : undefined,
  });
  if (row.status === "wanted" && status !== "failed") await tellOf(ctx, row);
  if (status === "succeeded")
    await resolve(ctx, payment._id, { kind: "refund_failed", refundId: row._id });
  if (!isFurther || status !== "failed") return;
  await ctx.db.patch("payments", payment._id, { refunded: payment.refunded - row.amount });
  const detail = told.failure ?? "failed";
  await raise(ctx, payment, { kind: "refund_failed", detail, refundId: row._id });
}

/** Its customer is told once it is on its way. */
async function tellOf(ctx: MutationCtx, { _id, bookingId }: Pick<Refund, "_id" | "bookingId">) {
  const booking = await ctx.db.get("bookings", bookingId);
  if (booking) await Messages.tellMoney(ctx, booking, { kind: "refund", about: _id });
}

async function enterMadeElsewhere(
  ctx: MutationCtx,
  payment: Payment,
  told: RefundSnapshot,
): Promise<void> {
  const { tenantId, bookingId, _id: paymentId, currency } = payment;
  const { status, amount, stripeRefundId, failure } = told;
  const _id = await ctx.db.insert("refunds", {
    ...{ tenantId, bookingId, paymentId, currency, amount, status, stripeRefundId },
    ...{ why: "at_stripe", by: "system", reason: "", attempts: 0, trouble: failure },
    ...(status === "pending" && { dueAt: Date.now() + LOOK_AGAIN_MS }),
  });
  if (status === "failed") return;
  await tellOf(ctx, { _id, bookingId });
  // News of a refund can come before the news of its money.
  const most = payment.standing === "captured" ? payment.received : payment.amount;
  const excess = payment.refunded + amount - most;
  const refunded = payment.refunded + amount - (await takeOff(ctx, paymentId, excess));
  const keep = Math.max(0, Math.min(payment.keep, most - refunded));
  await ctx.db.patch("payments", paymentId, { refunded, keep });
}

/** Stripe gives no more back than was received: what somebody gave back there need not be given back by us. Returns by how much less we do. */
async function takeOff(ctx: MutationCtx, paymentId: Payment["_id"], excess: number) {
  if (excess <= 0) return 0;
  const rows = await ctx.db
    .query("refunds")
    .withIndex("by_paymentId", (q) => q.eq("paymentId", paymentId))
    .take(MAX_REFUNDS);
  let left = excess;
  for (const row of rows.filter(({ status }) => status === "wanted")) {
    const less = Math.min(left, row.amount);
    left -= less;
    if (less === row.amount) {
      const done = { status: "failed", trouble: "given_back_at_stripe", dueAt: undefined } as const;
      await ctx.db.patch("refunds", row._id, done);
      await resolve(ctx, paymentId, { kind: "refund_failed", refundId: row._id });
    } else if (less > 0) await ctx.db.patch("refunds", row._id, { amount: row.amount - less });
  }
  return excess - left;
}

/** A try to refund failed. It is tried again later, with the same key, and after some times somebody is told. */
export async function noteRefundFailure(
  ctx: MutationCtx,
  row: Refund,
  { kind, code }: { kind: "again" | "refused"; code: string },
): Promise<void> {
  // An event may have told in the meantime what became of it.
  if (row.status === "succeeded" || row.status === "failed") return;
  const attempts = row.attempts + 1;
  const dueAt = Date.now() + backoffMs(attempts);
  await ctx.db.patch("refunds", row._id, { attempts, trouble: code, dueAt });
  if (attempts < TROUBLE_AFTER && (kind === "again" || attempts < 2)) return;
  const payment = await ctx.db.get("payments", row.paymentId);
  if (payment)
    await raise(ctx, payment, { kind: "refund_failed", detail: code, refundId: row._id });
}

/** A customer's bank disputes a payment, or has decided. */
export async function applyDispute(ctx: MutationCtx, told: DisputeSnapshot): Promise<void> {
  const payment = await findPaymentOf(ctx, told.intentId);
  if (!payment || told.account !== accountOf(payment)) return;
  // What was decided stays decided, however late the opening is told.
  const isDecided =
    payment.dispute?.disputeId === told.disputeId && payment.dispute.status !== "open";
  if (isDecided) return;
  const { disputeId, status, amount, reason } = told;
  await ctx.db.patch("payments", payment._id, { dispute: { disputeId, status, amount, reason } });
  if (status === "open") {
    // Further news of one that somebody has taken note of are no news to them.
    const isKnown = payment.dispute?.disputeId === disputeId;
    if (!isKnown) await raise(ctx, payment, { kind: "disputed", detail: reason });
  } else await resolve(ctx, payment._id, { kind: "disputed" });
}
