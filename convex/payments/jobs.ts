import { v } from "convex/values";
import { nextStep } from "../../core/money/settlement.ts";
import { internal } from "../_generated/api";
import type { Doc } from "../_generated/dataModel";
import { internalMutation, internalQuery } from "../functions";
import { nullable } from "../validators";
import { accountOf, applyIntent, noteFailure } from "./apply";
import { applyDispute, applyRefund, noteRefundFailure } from "./applyRefund";
import { comparePayment } from "./compare";
import { applyAccount, applyPayout } from "./connect";
import { intentSnapshot, payee, refundSnapshot, stripeEvent } from "./snapshots";
import { isLiveKey } from "./stripeKey";

/** How many rows of each kind one sweep sees to; the next one comes a minute later. */
const SWEEP = 100;
/** What a sweep has begun is begun again after this long. */
const SWEPT_AGAIN_MS = 5 * 60 * 1000;
/** Authorisations live a week; what is older than this was compared many times. */
const COMPARED_MS = 10 * 24 * 60 * 60 * 1000;
const EVENT_LIFE_MS = 90 * 24 * 60 * 60 * 1000;
/** Stripe forgets idempotency keys after a day: from then on one looks before one asks again. */
const KEY_LIFE_MS = 23 * 60 * 60 * 1000;

const failure = v.object({
  kind: v.union(v.literal("again"), v.literal("refused")),
  code: v.string(),
});

/** A step to be carried out. */
export const paymentJob = v.object({
  step: v.union(v.literal("create"), v.literal("look"), v.literal("capture"), v.literal("cancel")),
  paymentId: v.id("payments"),
  intentId: nullable(v.string()),
  account: nullable(v.string()),
  amount: v.number(),
  currency: v.string(),
  fee: v.number(),
  payee,
  description: v.string(),
  email: nullable(v.string()),
  code: v.string(),
});

/** What is to be done for a payment now; null when nothing is. */
export const next = internalQuery({
  args: { paymentId: v.id("payments") },
  returns: nullable(paymentJob),
  handler: async (ctx, { paymentId }) => {
    const payment = await ctx.db.get("payments", paymentId);
    const booking = payment && (await ctx.db.get("bookings", payment.bookingId));
    if (!booking) return null;
    const step = nextStep(payment);
    if (step === "none") return null;
    const { amount, currency, fee, payee: paid, intentId = null } = payment;
    return {
      ...{ step, paymentId, intentId, account: accountOf(payment), amount, currency, fee },
      payee: paid,
      // A call that is repeated has to say the same again: only what never changes.
      email: payment.part === "rest" ? (booking.contact?.email ?? null) : null,
      description: `Booking ${booking.code}`,
      code: booking.code,
    };
  },
});

/** What came of a step of `settle`. */
export const recordIntent = internalMutation({
  args: {
    paymentId: v.id("payments"),
    told: nullable(intentSnapshot),
    failed: nullable(failure),
  },
  returns: v.null(),
  handler: async (ctx, { paymentId, told, failed }) => {
    const payment = await ctx.db.get("payments", paymentId);
    if (!payment) return null;
    if (told) await applyIntent(ctx, payment, { told, isAnswer: true, hasFailed: failed !== null });
    const after = await ctx.db.get("payments", paymentId);
    // A step that was refused because it had happened already is no failure.
    if (failed && after?.standing === payment.standing) await noteFailure(ctx, payment, failed);
    return null;
  },
});

/** A refund to be made or looked for. */
export const refundJob = v.object({
  refundId: v.id("refunds"),
  intentId: v.string(),
  account: nullable(v.string()),
  amount: v.number(),
  payee,
  fee: v.number(),
  /** Its id at Stripe, where that is known. */
  stripeRefundId: nullable(v.string()),
  isToBeMade: v.boolean(),
  /** Whether it may exist already, so that one has to look before one asks. */
  mayExist: v.boolean(),
});

/** What is to be done for a refund at `now`; null when nothing is. */
export const nextRefund = internalQuery({
  args: { refundId: v.id("refunds"), now: v.number() },
  returns: nullable(refundJob),
  handler: async (ctx, { refundId, now }) => {
    const row = await ctx.db.get("refunds", refundId);
    const payment = row && (await ctx.db.get("payments", row.paymentId));
    if (payment?.intentId === undefined || payment.standing !== "captured") return null;
    if (row === null || row.status === "succeeded" || row.status === "failed") return null;
    const isOld = now - row._creationTime > KEY_LIFE_MS;
    return {
      ...{ refundId, intentId: payment.intentId, account: accountOf(payment) },
      ...{ amount: row.amount, payee: payment.payee, fee: payment.fee },
      stripeRefundId: row.stripeRefundId ?? null,
      isToBeMade: row.status === "wanted",
      mayExist: row.status === "pending" || row.attempts > 0 || isOld,
    };
  },
});

/** What came of a try to refund. */
export const recordRefund = internalMutation({
  args: {
    refundId: v.id("refunds"),
    told: nullable(refundSnapshot),
    failed: nullable(failure),
  },
  returns: v.null(),
  handler: async (ctx, { refundId, told, failed }) => {
    const row = await ctx.db.get("refunds", refundId);
    if (!row) return null;
    if (told) await applyRefund(ctx, told);
    if (failed) await noteRefundFailure(ctx, row, failed);
    return null;
  },
});

async function findPaymentOf(
  ctx: Parameters<typeof applyIntent>[0],
  intent: typeof intentSnapshot.type,
): Promise<Doc<"payments"> | null> {
  const id = intent.paymentId === null ? null : ctx.db.normalizeId("payments", intent.paymentId);
  return id && (await ctx.db.get("payments", id));
}

/**
 * A verified event of Stripe. It is known by its id from then on, in the transaction of its effect; of another mode, or told twice, it
 * changes nothing.
 */
export const receive = internalMutation({
  args: { event: stripeEvent },
  returns: v.null(),
  handler: async (ctx, { event: { eventId, type, account, livemode, createdAt, about } }) => {
    if (livemode !== isLiveKey()) return null;
    const known = await ctx.db
      .query("stripeEvents")
      .withIndex("by_eventId", (q) => q.eq("eventId", eventId))
      .first();
    if (known) return null;
    await ctx.db.insert("stripeEvents", { eventId, type, account });
    if (about.kind === "intent") {
      const payment = await findPaymentOf(ctx, about.intent);
      if (payment) await applyIntent(ctx, payment, { told: about.intent, isAnswer: false });
    }
    if (about.kind === "refund") await applyRefund(ctx, about.refund);
    if (about.kind === "dispute") await applyDispute(ctx, about.dispute);
    if (about.kind === "account") await applyAccount(ctx, about.account, createdAt);
    if (about.kind === "payout" && account !== null) {
      await applyPayout(ctx, account, { payout: about.payout, toldAt: createdAt });
    }
    return null;
  },
});

/** See to whatever is due: what was to be tried again, and what an action that was lost has left behind. */
export const sweep = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    const now = Date.now();
    const { calls } = internal.payments;
    const payments = await ctx.db
      .query("payments")
      .withIndex("by_dueAt", (q) => q.gt("dueAt", 0).lte("dueAt", now))
      .take(SWEEP);
    for (const { _id: paymentId, ...payment } of payments) {
      const isDone = nextStep(payment) === "none";
      // Its turn comes again should this action be lost too.
      const dueAt = isDone ? undefined : now + SWEPT_AGAIN_MS;
      await ctx.db.patch("payments", paymentId, { dueAt });
      if (isDone) continue;
      await ctx.scheduler.runAfter(0, calls.settle, { paymentId });
    }
    const refunds = await ctx.db
      .query("refunds")
      .withIndex("by_dueAt", (q) => q.gt("dueAt", 0).lte("dueAt", now))
      .take(SWEEP);
    for (const { _id: refundId } of refunds) {
      await ctx.db.patch("refunds", refundId, { dueAt: now + SWEPT_AGAIN_MS });
      await ctx.scheduler.runAfter(0, calls.settleRefund, { refundId });
    }
    const accounts = await ctx.db
      .query("paymentAccounts")
      .withIndex("by_dueAt", (q) => q.gt("dueAt", 0).lte("dueAt", now))
      .take(SWEEP);
    for (const { _id: rowId } of accounts) {
      await ctx.db.patch("paymentAccounts", rowId, { dueAt: now + SWEPT_AGAIN_MS });
      await ctx.scheduler.runAfter(0, internal.payments.accountJobs.onboard, { rowId });
    }
    return null;
  },
});

/**
 * Compare the payments of the last days with their bookings, a page at a time, and set right what can be. `since` goes along with the
 * cursor, which is good for one range only.
 */
export const compare = internalMutation({
  args: { cursor: nullable(v.string()), since: v.optional(v.number()) },
  returns: v.null(),
  handler: async (ctx, { cursor, since = Date.now() - COMPARED_MS }) => {
    const { page, isDone, continueCursor } = await ctx.db
      .query("payments")
      .withIndex("by_creation_time", (q) => q.gt("_creationTime", since))
      .paginate({ numItems: SWEEP, cursor });
    for (const payment of page) await comparePayment(ctx, payment);
    const next = { cursor: continueCursor, since };
    if (!isDone) await ctx.scheduler.runAfter(0, internal.payments.jobs.compare, next);
    return null;
  },
});

/** Forget events that cannot come again. */
export const clearEvents = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    const old = await ctx.db
      .query("stripeEvents")
      .withIndex("by_creation_time", (q) => q.lt("_creationTime", Date.now() - EVENT_LIFE_MS))
      .take(1000);
    for (const { _id } of old) await ctx.db.delete("stripeEvents", _id);
    if (old.length > 0) await ctx.scheduler.runAfter(0, internal.payments.jobs.clearEvents, {});
    return null;
  },
});
