import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import * as Bookings from "../bookings/model";
import { hadMismatch, raise } from "./mismatchRows";
import { drop, hasFunds, keepOnly, take } from "./model";

type Payment = Doc<"payments">;
type Status = Doc<"bookings">["status"];

const SYSTEM = { why: "given_back", by: "system", reason: "" } as const;

/** The states in which a booking's money stays, but for what its policy gives back when it is cancelled. */
const PAID_FOR: readonly Status[] = ["confirmed", "completed", "no_show", "cancelled"];

/**
 * Compare a payment with its booking. Each change of either sees to the other at once, so this finds nothing, unless something went wrong
 * that nobody thought of; then it is set right where that is safe, and shown to the owner where it is not.
 */
export async function comparePayment(ctx: MutationCtx, payment: Payment): Promise<void> {
  if (payment.channel === "in_person") return;
  const booking = await ctx.db.get("bookings", payment.bookingId);
  if (!booking) return;
  const { status } = booking;
  const mayWait = status === "held" || status === "pending";
  if (hasFunds(payment) && payment.want !== "drop" && !mayWait) {
    if (!PAID_FOR.includes(status)) await drop(ctx, payment, SYSTEM);
    else if (payment.want === "wait") await take(ctx, payment);
  }
  const now = (await ctx.db.get("payments", payment._id)) ?? payment;
  if (now.standing === "captured" && !(await hasFailedRefund(ctx, now))) {
    await keepOnly(ctx, now, { keep: now.keep, ...SYSTEM });
  }
  const isUnpaid = status === "confirmed" && payment.want === "take" && booking.paidAmount === 0;
  if (isUnpaid && payment.standing === "cancelled" && !(await hadMismatch(ctx, payment._id))) {
    await raise(ctx, payment, { kind: "money_lost", detail: "" });
  }
  await Bookings.syncMoney(ctx, payment.bookingId);
}

/** Money that a bank has sent back waits for a person, not for us. */
async function hasFailedRefund(ctx: MutationCtx, { _id }: Payment): Promise<boolean> {
  const rows = await ctx.db
    .query("refunds")
    .withIndex("by_paymentId", (q) => q.eq("paymentId", _id))
    .take(100);
  return rows.some(({ status }) => status === "failed");
}
