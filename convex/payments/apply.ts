import { advance, nextStep, TROUBLE_AFTER, backoffMs } from "../../core/money/settlement.ts";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import * as Bookings from "../bookings/model";
import * as Messages from "../messages/model";
import { raise, resolve } from "./mismatchRows";
import { drop, hasFunds, isFinal, keepOnly, settleSoon } from "./model";
import type { IntentSnapshot } from "./snapshots";

/*
 * What follows from news of a payment, whether it is an answer to a call of ours or an event, and in whatever order they come.
 */

type Payment = Doc<"payments">;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** How long after the appointment its rest can be paid by the link. */
const REST_PAYABLE_MS = 90 * 24 * HOUR_MS;

async function reload(ctx: MutationCtx, id: Id<"payments">): Promise<Payment> {
  const payment = await ctx.db.get("payments", id);
  if (!payment) throw new Error("A payment vanished inside its own transaction.");
  return payment;
}

/** The account an intent of this payment lives on. */
export function accountOf({ payee }: Pick<Payment, "payee">): string | null {
  return payee.mode === "own" ? payee.account : null;
}

function isAbout(payment: Payment, told: IntentSnapshot): boolean {
  const isItsIntent = payment.intentId === undefined || payment.intentId === told.intentId;
  return isItsIntent && told.account === accountOf(payment);
}

/** Write down how far a payment has come, and do what follows for its booking. `isAnswer`: told just now, to a call of ours. */
export async function applyIntent(
  ctx: MutationCtx,
  payment: Payment,
  {
    told,
    isAnswer,
    hasFailed = false,
  }: { told: IntentSnapshot; isAnswer: boolean; hasFailed?: boolean },
): Promise<void> {
  if (!isAbout(payment, told)) return;
  const standing = advance(payment.standing, told.standing, isAnswer);
  const isPaid = hasFunds({ standing });
  await ctx.db.patch("payments", payment._id, {
    ...{ intentId: told.intentId, standing },
    received: standing === "captured" ? Math.max(payment.received, told.received) : 0,
    method: told.method ?? payment.method,
    receiptUrl: told.receiptUrl ?? payment.receiptUrl,
    // A failure that is told late says nothing about money that is there.
    failure: isPaid ? null : told.failure,
    ...(told.clientSecret !== null && { clientSecret: told.clientSecret }),
    ...(standing === "captured" && { receivedAt: payment.receivedAt ?? Date.now() }),
    ...(isAnswer && { attempts: 0, trouble: null }),
  });
  const isNew = standing !== payment.standing;
  if (isNew && isPaid)
    await moneyCame(ctx, await reload(ctx, payment._id), { before: payment, told });
  if (isNew && standing === "cancelled") await moneyWent(ctx, await reload(ctx, payment._id));
  // What was refused while nothing changed is tried again by `noteFailure`, not at once.
  if (isNew || !hasFailed) await goOn(ctx, await reload(ctx, payment._id), isAnswer);
  await Bookings.syncMoney(ctx, payment.bookingId);
  if (isNew && standing === "captured") await tellReceipt(ctx, await reload(ctx, payment._id));
}

/** Money that stays has a receipt; what goes back at once has a refund to tell of. */
async function tellReceipt(ctx: MutationCtx, { _id, want, bookingId }: Payment): Promise<void> {
  const booking = await ctx.db.get("bookings", bookingId);
  if (booking && want !== "drop")
    await Messages.tellMoney(ctx, booking, { kind: "receipt", about: _id });
}

async function moneyCame(
  ctx: MutationCtx,
  payment: Payment,
  { before, told }: { before: Payment; told: IntentSnapshot },
): Promise<void> {
  if (told.amount !== payment.amount || told.currency !== payment.currency) {
    const detail = `${told.amount} ${told.currency} / ${payment.amount} ${payment.currency}`;
    await raise(ctx, payment, { kind: "amount_differs", detail });
    await drop(ctx, payment, { why: "given_back", by: "system", reason: "" });
  } else if (!hasFunds(before)) {
    await Bookings.fundsArrived(ctx, payment);
  }
  const now = await reload(ctx, payment._id);
  if (now.standing !== "captured") return;
  await giveBackExcess(ctx, now);
  if (now.want === "drop") await Bookings.fundsGone(ctx, now);
}

/** What was decided while the money was not received yet is done now: all of it, or more than shall stay, goes back. */
async function giveBackExcess(ctx: MutationCtx, payment: Payment): Promise<void> {
  const booking = await ctx.db.get("bookings", payment.bookingId);
  const { cancellation } = booking ?? {};
  const why = cancellation
    ? ({ why: "policy", by: cancellation.by, reason: cancellation.reason } as const)
    : ({ why: "given_back", by: "system", reason: "" } as const);
  await keepOnly(ctx, payment, { keep: Math.min(payment.keep, payment.received), ...why });
}

async function moneyWent(ctx: MutationCtx, payment: Payment): Promise<void> {
  const left = await Bookings.fundsGone(ctx, payment);
  if (left === "unpaid") await raise(ctx, payment, { kind: "money_lost", detail: "" });
}

/** Do the next step now, or say when to look again. */
async function goOn(ctx: MutationCtx, payment: Payment, isAnswer: boolean): Promise<void> {
  const step = nextStep(payment);
  if (isFinal(payment)) await resolve(ctx, payment._id, { kind: "payment_stuck" });
  if (step === "none") {
    await ctx.db.patch("payments", payment._id, { dueAt: undefined, clientSecret: undefined });
  } else if (step !== "look") {
    await settleSoon(ctx, payment._id);
  } else if (isAnswer && (await isGivenUp(ctx, payment))) {
    await drop(ctx, payment, { why: "given_back", by: "system", reason: "" });
  } else {
    await ctx.db.patch("payments", payment._id, { dueAt: await lookAgainAt(ctx, payment) });
  }
}

/** Nobody has paid by the time the hold was over, or long after the appointment. */
async function isGivenUp(ctx: MutationCtx, payment: Payment): Promise<boolean> {
  if (payment.standing !== "open" && payment.standing !== "created") return false;
  const booking = await ctx.db.get("bookings", payment.bookingId);
  if (payment.part === "rest") return Date.now() > (booking?.endTime ?? 0) + REST_PAYABLE_MS;
  return booking?.status === "held" && Date.now() >= (booking.expiresAt ?? 0);
}

async function lookAgainAt(ctx: MutationCtx, payment: Payment): Promise<number> {
  const now = Date.now();
  if (payment.standing === "processing") return now + HOUR_MS;
  if (payment.standing === "authorized") return now + 12 * HOUR_MS;
  // Only an answer brings what the customer's form needs: whoever was to fetch it is not put off by an event.
  if (payment.clientSecret === undefined) return payment.dueAt ?? now + MINUTE_MS;
  if (payment.part === "rest") return now + 24 * HOUR_MS;
  const booking = await ctx.db.get("bookings", payment.bookingId);
  return Math.max(now, booking?.expiresAt ?? now) + MINUTE_MS;
}

/** Stripe's word for an account we may not act for. */
const ACCESS_TAKEN_BACK = "account_invalid";

/** A step failed. It is tried again later, and after some times somebody is told. */
export async function noteFailure(
  ctx: MutationCtx,
  payment: Payment,
  { kind, code }: { kind: "again" | "refused"; code: string },
): Promise<void> {
  // Nobody can pay what was never made, or lies with an account that has taken our access back.
  const isOutOfReach =
    kind === "refused" && (payment.intentId === undefined || code === ACCESS_TAKEN_BACK);
  if (isOutOfReach && (payment.want === "drop" || (await isGivenUp(ctx, payment)))) {
    await ctx.db.patch("payments", payment._id, { standing: "cancelled", dueAt: undefined });
    await moneyWent(ctx, await reload(ctx, payment._id));
    await Bookings.syncMoney(ctx, payment.bookingId);
    return;
  }
  const attempts = payment.attempts + 1;
  const dueAt = Date.now() + backoffMs(attempts);
  await ctx.db.patch("payments", payment._id, { attempts, trouble: code, dueAt });
  if (attempts >= TROUBLE_AFTER) await raise(ctx, payment, { kind: "payment_stuck", detail: code });
}
