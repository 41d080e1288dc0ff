import { refundOf } from "../../core/money/refund.ts";
import { paymentStatusOf, type PaymentStatus } from "../../core/money/settlement.ts";
import type { Infer } from "convex/values";
import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { fail } from "../errors";
import { isStripeReady } from "./stripeKey";
import { hadMismatch } from "./mismatchRows";
import type { Payee } from "./snapshots";
import type { refunds } from "./tables";

export { payee } from "./snapshots";

/*
 * What bookings want of their payments. Nothing here speaks with Stripe: a row says what is wanted and by when somebody must have looked
 * after it, and `payments/calls` sees to it.
 */

/** An action that was lost is begun again after this long. */
const LOST_AFTER_MS = 2 * 60 * 1000;
/** Who looks again and again makes no more calls than this allows. */
const LOOKING_MS = 5 * 1000;
/** A price, or a deposit and its rest, and the rest asked for again where money was lost. */
const MAX_PAYMENTS = 20;

type Payment = Doc<"payments">;
type Why = Pick<Infer<typeof refunds.validator>, "why" | "by" | "reason">;

/** Who is paid for a member's services; null while nobody can be, because Stripe is not set up or the account is not ready. */
export async function findPayee(
  ctx: QueryCtx,
  { tenantId, memberId }: { tenantId: Id<"tenants">; memberId: Id<"memberSettings"> },
): Promise<Payee | null> {
  if (!isStripeReady()) return null;
  const tenant = await ctx.db.get("tenants", tenantId);
  if (!tenant) return null;
  const { mode } = tenant.payments;
  if (mode === "platform") return { mode, account: null };
  const own = await findAccount(ctx, { tenantId, memberId });
  const account = own ?? (await findAccount(ctx, { tenantId }));
  const isReady = account?.chargesEnabled === true && !account.disconnected;
  return isReady && account.accountId !== undefined ? { mode, account: account.accountId } : null;
}

/** The Stripe account of a member, or the tenant's own. */
export async function findAccount(
  ctx: QueryCtx,
  { tenantId, memberId }: { tenantId: Id<"tenants">; memberId?: Id<"memberSettings"> },
): Promise<Doc<"paymentAccounts"> | null> {
  return await ctx.db
    .query("paymentAccounts")
    .withIndex("by_tenantId_and_memberId", (q) =>
      q.eq("tenantId", tenantId).eq("memberId", memberId),
    )
    .unique();
}

/** A booking's payments, the oldest first. */
export async function listOf(ctx: QueryCtx, bookingId: Id<"bookings">): Promise<Payment[]> {
  return await ctx.db
    .query("payments")
    .withIndex("by_bookingId", (q) => q.eq("bookingId", bookingId))
    .take(MAX_PAYMENTS);
}

/** Whether nothing can come of a payment any more that has not come yet. */
export function isFinal({ standing }: Payment): boolean {
  return standing === "captured" || standing === "cancelled";
}

/** Whether money is there: reserved on a card, or received. */
export function hasFunds({ standing }: Pick<Payment, "standing">): boolean {
  return standing === "authorized" || standing === "captured";
}

/** What is reserved on cards and will be captured, in minor units. */
export function reservedIn(payments: readonly Payment[]): number {
  const reserved = payments.filter(
    ({ standing, want }) => standing === "authorized" && want !== "drop",
  );
  return reserved.reduce((total, { amount }) => total + amount, 0);
}

/** What of a booking's price is still to be paid, in minor units. Money that was given back is not asked for again. */
export function owedOf({ status, quote, paidAmount }: Doc<"bookings">): number {
  const isOwed = status === "confirmed" || status === "completed";
  return isOwed ? Math.max(0, quote.price - paidAmount) : 0;
}

/** Open a payment of a booking and have Stripe told of it. */
export async function open(
  ctx: MutationCtx,
  booking: Doc<"bookings">,
  payment: Pick<Payment, "part" | "amount" | "fee" | "payee">,
): Promise<void> {
  const { tenantId, memberId, _id: bookingId, quote } = booking;
  const { currency } = quote;
  const id = await ctx.db.insert("payments", {
    ...{ tenantId, memberId, bookingId, currency, channel: "stripe" },
    ...payment,
    ...{ want: "wait", keep: payment.amount, standing: "created", received: 0, refunded: 0 },
    ...{ method: null, receiptUrl: null, failure: null, attempts: 0, trouble: null },
  });
  await settleSoon(ctx, id);
}

/** Write down what was paid without Stripe, at the appointment. */
export async function enterPaidInPerson(
  ctx: MutationCtx,
  booking: Doc<"bookings">,
  amount: number,
): Promise<void> {
  const { tenantId, memberId, _id: bookingId, quote } = booking;
  await ctx.db.insert("payments", {
    ...{ tenantId, memberId, bookingId, currency: quote.currency, amount, fee: 0, part: "rest" },
    ...{ payee: { mode: "platform", account: null }, channel: "in_person" },
    ...{ want: "take", keep: amount, standing: "captured", received: amount, refunded: 0 },
    ...{ method: null, receiptUrl: null, failure: null, attempts: 0, trouble: null },
    receivedAt: Date.now(),
  });
}

/** Do what is to be done next for a payment, now, and again should that be lost. */
export async function settleSoon(ctx: MutationCtx, paymentId: Id<"payments">): Promise<void> {
  await ctx.db.patch("payments", paymentId, { dueAt: Date.now() + LOST_AFTER_MS });
  await ctx.scheduler.runAfter(0, internal.payments.calls.settle, { paymentId });
}

/** Look now how the open payments of a booking stand, unless that was begun a moment ago. */
export async function lookNow(ctx: MutationCtx, bookingId: Id<"bookings">): Promise<void> {
  const now = Date.now();
  for (const payment of await listOf(ctx, bookingId)) {
    const { dueAt = 0 } = payment;
    const isLooking = dueAt > now + LOST_AFTER_MS - LOOKING_MS && dueAt <= now + LOST_AFTER_MS;
    if (!isFinal(payment) && !isLooking) await settleSoon(ctx, payment._id);
  }
}

async function settleRefundSoon(ctx: MutationCtx, refundId: Id<"refunds">): Promise<void> {
  await ctx.db.patch("refunds", refundId, { dueAt: Date.now() + LOST_AFTER_MS });
  await ctx.scheduler.runAfter(0, internal.payments.calls.settleRefund, { refundId });
}

/** The booking has its place: its money is ours to capture, now where it is reserved already. */
export async function take(ctx: MutationCtx, payment: Payment): Promise<void> {
  if (payment.want !== "wait") return;
  await ctx.db.patch("payments", payment._id, { want: "take" });
  if (!isFinal(payment)) await settleSoon(ctx, payment._id);
}

/** The money must not stay with us: what is not received yet is cancelled, the rest is given back. */
export async function drop(ctx: MutationCtx, payment: Payment, why: Why): Promise<void> {
  if (payment.want !== "drop") await ctx.db.patch("payments", payment._id, { want: "drop" });
  await keepOnly(ctx, payment, { keep: 0, ...why });
  if (!isFinal(payment) && payment.want !== "drop") await settleSoon(ctx, payment._id);
}

/** Keep no more than `keep` of a payment, and give back what was received beyond that. */
export async function keepOnly(
  ctx: MutationCtx,
  payment: Payment,
  { keep, ...why }: { keep: number } & Why,
): Promise<void> {
  if (keep !== payment.keep) await ctx.db.patch("payments", payment._id, { keep });
  const amount = payment.received - payment.refunded - keep;
  if (amount <= 0 || payment.channel === "in_person") return;
  await ctx.db.patch("payments", payment._id, { refunded: payment.refunded + amount });
  await insertRefund(ctx, payment, { amount, ...why });
}

/** Give exactly `amount` of a payment back now; it is not kept any more. */
export async function giveBack(
  ctx: MutationCtx,
  payment: Payment,
  { amount, ...why }: { amount: number } & Why,
): Promise<void> {
  const { keep, refunded } = payment;
  const change = { keep: keep - amount, refunded: refunded + amount };
  await ctx.db.patch("payments", payment._id, change);
  await insertRefund(ctx, payment, { amount, ...why });
}

/**
 * Let a booking's payments follow it to another member. Money that the former member's own account has, or has reserved, cannot follow:
 * then it is refused with `PAID_TO_MEMBER`. A payment there that nobody made yet ends.
 */
export async function handOver(
  ctx: MutationCtx,
  { _id: bookingId, tenantId }: Doc<"bookings">,
  memberId: Id<"memberSettings">,
): Promise<void> {
  const shared = await findAccount(ctx, { tenantId });
  const goesTo = ({ payee }: Payment) =>
    payee.account !== null && payee.account !== shared?.accountId;
  for (const payment of await listOf(ctx, bookingId)) {
    if (goesTo(payment) && hasFunds(payment) && payment.keep > 0) fail("PAID_TO_MEMBER");
    await ctx.db.patch("payments", payment._id, { memberId });
    if (!goesTo(payment) || isFinal(payment)) continue;
    await drop(ctx, payment, { why: "given_back", by: "system", reason: "" });
  }
}

/** A refund that is still to be made: the row comes first, whatever happens to the call. */
export async function insertRefund(
  ctx: MutationCtx,
  { tenantId, bookingId, _id: paymentId, currency }: Payment,
  refund: { amount: number } & Why,
): Promise<void> {
  const row = { tenantId, bookingId, paymentId, currency, ...refund };
  const state = { status: "wanted", attempts: 0, trouble: null } as const;
  await settleRefundSoon(ctx, await ctx.db.insert("refunds", { ...row, ...state }));
}

/** What was paid online for a booking, with what is only reserved so far, and what of it goes back already. Minor units. */
export async function tallyOnline(
  ctx: QueryCtx,
  bookingId: Id<"bookings">,
): Promise<{ paid: number; refunded: number }> {
  return sumsOf((await listOf(ctx, bookingId)).filter(isPaidOnline));
}

function isPaidOnline(payment: Payment): boolean {
  return hasFunds(payment) && payment.channel === "stripe";
}

function sumsOf(payments: Payment[]): { paid: number; refunded: number } {
  const paid = payments.reduce((total, { received, amount }) => total + (received || amount), 0);
  return { paid, refunded: payments.reduce((total, { keep }) => total - keep, paid) };
}

/**
 * What became of a booking when it ended early: all of the money goes back, or what the quote's policy leaves the customer. `told` is the
 * amount that whoever ends it was told of: where it would be less by now, it is refused with `REFUND_CHANGED { amount }`.
 */
export async function settleCancellation(
  ctx: MutationCtx,
  { _id, quote, startTime }: Doc<"bookings">,
  ended: { by: Why["by"]; refundAs: Why["by"]; reason: string; now: number; told?: number },
): Promise<void> {
  const payments = await listOf(ctx, _id);
  const why = { why: "policy", by: ended.by, reason: ended.reason } as const;
  const paid = payments.filter(isPaidOnline);
  const { amount } = refundOf({
    ...{ tiers: quote.refundTiers, currency: quote.currency, startTime },
    ...sumsOf(paid),
    ...{ by: ended.refundAs, now: ended.now },
  });
  if (ended.told !== undefined && amount < ended.told) fail("REFUND_CHANGED", { amount });
  let left = amount;
  for (const payment of paid.toReversed()) {
    const share = Math.min(left, payment.keep);
    left -= share;
    const keep = payment.keep - share;
    if (keep === 0) await drop(ctx, payment, why);
    else await keepOnly(ctx, payment, { keep, ...why });
  }
  for (const payment of payments) {
    if (!hasFunds(payment)) await drop(ctx, payment, why);
  }
}

/**
 * Remove the payments of a hold that came to nothing, which Stripe knows to be cancelled. Where one of them is not over, money
 * came, or somebody was asked to look, nothing is removed and the answer is false.
 */
export async function forgetUnpaid(ctx: MutationCtx, bookingId: Id<"bookings">): Promise<boolean> {
  const payments = await listOf(ctx, bookingId);
  for (const { _id, standing } of payments) {
    if (standing !== "cancelled" || (await hadMismatch(ctx, _id))) return false;
  }
  for (const { _id } of payments) await ctx.db.delete("payments", _id);
  return true;
}

/** Nobody will be asked any more for what nobody has paid yet. */
export async function dropUnpaid(ctx: MutationCtx, bookingId: Id<"bookings">): Promise<void> {
  for (const payment of await listOf(ctx, bookingId)) {
    if (hasFunds(payment)) continue;
    await drop(ctx, payment, { why: "given_back", by: "system", reason: "" });
  }
}

/** What a booking's payments come to. Amounts are minor units of its currency. */
export async function tallyOf(
  ctx: QueryCtx,
  { _id, quote, status }: Doc<"bookings">,
): Promise<{ paymentStatus: PaymentStatus; paidAmount: number; refundedAmount: number }> {
  const stands = status === "confirmed" || status === "completed" || status === "no_show";
  // Money that found no place pays for nothing: while the booking stands, it is owed as before.
  const payments = (await listOf(ctx, _id)).filter(({ want }) => !stands || want !== "drop");
  const facts = payments.map((each) => ({ ...each, isDeclined: each.failure !== null }));
  return {
    paymentStatus: paymentStatusOf(quote.price, facts),
    paidAmount: payments.reduce((total, { received }) => total + received, 0),
    refundedAmount: payments.reduce((total, { refunded }) => total + refunded, 0),
  };
}
