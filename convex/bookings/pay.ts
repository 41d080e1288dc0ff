import { checkCharge } from "../../core/money/amount.ts";
import { findCurrency } from "../../core/money/currency.ts";
import { MINUTE_MS } from "../../core/time/calendar.ts";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import * as Customers from "../customers/model";
import { fail } from "../errors";
import * as Messages from "../messages/model";
import * as Payments from "../payments/model";
import { admit, requireLive, type Booker } from "./confirm";
import { block, reload, syncMoney } from "./lifecycle";

/** While somebody pays, their time is kept this much longer, but a time is never held for more than half an hour in all. */
const PAYING_MS = 10 * MINUTE_MS;
const LONGEST_HOLD_MS = 30 * MINUTE_MS;

/**
 * Begin to pay for a hold: keeps who books, so that the booking can be confirmed whenever the money comes, and keeps the time longer while
 * the payment is made. Calling again keeps what was said last.
 */
export async function startPayment(
  ctx: MutationCtx,
  booking: Doc<"bookings">,
  { contact, userId }: Booker,
): Promise<{ expiresAt: number }> {
  const { _id: bookingId, _creationTime, startTime } = booking;
  if (booking.status === "confirmed" || booking.status === "pending") {
    return { expiresAt: booking.expiresAt ?? startTime };
  }
  requireLive(booking);
  const payer = {
    contact: Customers.parseContact(contact),
    ...(userId !== undefined && { userId }),
  };
  const payments = await Payments.listOf(ctx, bookingId);
  const [payment] = payments.filter((each) => !Payments.isFinal(each));
  if (!payment) return fail("NOTHING_TO_PAY");
  // One start counts once, however often the card is declined.
  if (payment.payer?.contact.email !== payer.contact.email) {
    await admit(ctx, booking, payer.contact);
  }
  await ctx.db.patch("payments", payment._id, { payer });
  const latest = Math.floor(_creationTime) + LONGEST_HOLD_MS;
  const expiresAt = Math.max(
    booking.expiresAt ?? 0,
    Math.min(Math.floor(Date.now()) + PAYING_MS, latest, startTime),
  );
  await ctx.db.patch("bookings", bookingId, { expiresAt });
  const held = await reload(ctx, bookingId);
  await block(ctx, held);
  await Messages.warnOfExpiry(ctx, held);
  return { expiresAt };
}

/** Whether what is owed can be paid by card: Stripe takes no less than a smallest amount, and somebody has to be paid. */
export function canPayOnline(booking: Doc<"bookings">): boolean {
  const currency = findCurrency(booking.quote.currency);
  const owed = Payments.owedOf(booking);
  return owed > 0 && currency !== null && checkCharge(owed, currency) === null;
}

/** Open the payment of what is still owed, payable by the manage link; while one is open already, nothing changes. */
export async function openRest(ctx: MutationCtx, booking: Doc<"bookings">): Promise<void> {
  const payments = await Payments.listOf(ctx, booking._id);
  if (payments.some((each) => !Payments.isFinal(each) && each.want !== "drop")) return;
  const amount = Payments.owedOf(booking);
  if (amount === 0) fail("NOTHING_TO_PAY");
  // Whoever is paid for this member's services now: the quote's account may be gone since.
  const payee = await Payments.findPayee(ctx, booking);
  if (!payee || !canPayOnline(booking)) return fail("PAYMENTS_OFF");
  const { fee, depositFee } = booking.quote;
  const owedFee = fee - (booking.paidAmount > 0 ? depositFee : 0);
  await Payments.open(ctx, booking, {
    ...{ part: "rest", amount, payee },
    fee: Math.min(owedFee, amount),
  });
  await syncMoney(ctx, booking._id);
}

/** Note, as its host, that what was owed was paid at the appointment; a payment that was opened for it ends. */
export async function notePaid(ctx: MutationCtx, booking: Doc<"bookings">): Promise<void> {
  const payments = await Payments.listOf(ctx, booking._id);
  // What a card has reserved already is on its way and not owed any more.
  const amount = Payments.owedOf(booking) - Payments.reservedIn(payments);
  if (amount <= 0) return;
  for (const payment of payments) {
    if (payment.channel === "in_person" || Payments.hasFunds(payment)) continue;
    await Payments.drop(ctx, payment, { why: "given_back", by: "system", reason: "" });
  }
  await Payments.enterPaidInPerson(ctx, booking, amount);
  await syncMoney(ctx, booking._id);
}

/**
 * Give back part or all of what was paid through Stripe, by hand; never more than is left of it. `refunded` is what the caller saw as given
 * back before: a second click is the same refund, and whoever saw something else is refused with `STALE_REVISION`.
 */
export async function refundByHand(
  ctx: MutationCtx,
  booking: Doc<"bookings">,
  refund: { amount: number; refunded: number; by: "member" | "owner"; reason: string },
): Promise<void> {
  if (booking.refundedAmount === refund.refunded + refund.amount) return;
  if (booking.refundedAmount !== refund.refunded) fail("STALE_REVISION");
  const payments = (await Payments.listOf(ctx, booking._id)).filter(
    ({ standing, channel }) => standing === "captured" && channel === "stripe",
  );
  const most = payments.reduce((total, { keep }) => total + keep, 0);
  const { amount, by, reason } = refund;
  const step = findCurrency(booking.quote.currency)?.step ?? 1;
  if (!Number.isSafeInteger(amount) || amount <= 0 || amount % step !== 0 || amount > most) {
    fail("REFUND_TOO_LARGE", { most, currency: booking.quote.currency });
  }
  let left = amount;
  for (const payment of payments.toReversed()) {
    const share = Math.min(left, payment.keep);
    left -= share;
    if (share === 0) continue;
    await Payments.giveBack(ctx, payment, { amount: share, why: "by_hand", by, reason });
  }
  await syncMoney(ctx, booking._id);
}

/** A confirmed booking lost its money: open what is owed anew, so that the customer can pay it by the manage link. */
export async function askToPayAgain(ctx: MutationCtx, bookingId: Id<"bookings">): Promise<void> {
  const booking = await reload(ctx, bookingId);
  if (Payments.owedOf(booking) > 0) await openRest(ctx, booking);
}
