import { isHoldLive } from "../../core/bookings/lifecycle.ts";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { judgePlace } from "../availability/model";
import * as Payments from "../payments/model";
import { enter } from "./confirm";
import { recordDecision } from "./decisions";
import { free, move, reload } from "./lifecycle";

type Payment = Doc<"payments">;

const GIVEN_BACK = { why: "given_back", by: "system", reason: "" } as const;

/** Whether the place of a hold that ran out is still nobody else's, so that late money may have it. */
async function isStillFree(ctx: MutationCtx, booking: Doc<"bookings">): Promise<boolean> {
  const eventType = await ctx.db.get("eventTypes", booking.eventTypeId);
  if (!eventType) return false;
  const { durationMin } = booking.quote;
  // It was on offer when it was held: the hours and limits of now are not held against it, only whoever has it.
  const asked = { start: booking.startTime, overrule: "hours" } as const;
  const judged = await judgePlace(ctx, { eventType, durationMin }, asked);
  if (!judged) return false;
  await recordDecision(ctx, booking, { what: "late", ...judged });
  return judged.verdict.ok;
}

async function enterPaid(
  ctx: MutationCtx,
  booking: Doc<"bookings">,
  { payer }: Payment,
): Promise<Doc<"bookings">> {
  if (!payer) return booking;
  if (!isHoldLive({ expiresAt: booking.expiresAt ?? 0 }, Date.now())) {
    // Its own span is over and must not stand in its way.
    await free(ctx, booking);
    if (!(await isStillFree(ctx, booking))) return booking;
  }
  return await enter(ctx, booking, payer);
}

/**
 * Money for a booking has come, reserved or received: turn the hold into the booking or request it pays for, also after the hold ran out
 * where the place is still free. Money that finds no place goes back.
 */
export async function fundsArrived(ctx: MutationCtx, payment: Payment): Promise<void> {
  const before = await reload(ctx, payment.bookingId);
  if (payment.part === "rest") {
    const isOwed = before.status === "confirmed" || before.status === "completed";
    await (isOwed ? Payments.take(ctx, payment) : Payments.drop(ctx, payment, GIVEN_BACK));
    return;
  }
  const booking = before.status === "held" ? await enterPaid(ctx, before, payment) : before;
  if (booking.status === "confirmed") await Payments.take(ctx, payment);
  else if (booking.status !== "pending") await Payments.drop(ctx, payment, GIVEN_BACK);
}

/**
 * A payment was cancelled before its money was received, or its money goes back: what waited for it ends. Says whether a confirmed booking
 * is left without the money it was confirmed for.
 */
export async function fundsGone(ctx: MutationCtx, payment: Payment): Promise<"unpaid" | "ended"> {
  const booking = await reload(ctx, payment.bookingId);
  if (payment.part === "rest") return payment.want === "take" ? "unpaid" : "ended";
  const isOver = !isHoldLive({ expiresAt: booking.expiresAt ?? 0 }, Date.now());
  if ((booking.status === "held" && isOver) || booking.status === "pending") {
    await endWithout(ctx, booking);
  }
  return booking.status === "confirmed" ? "unpaid" : "ended";
}

async function endWithout(ctx: MutationCtx, booking: Doc<"bookings">): Promise<void> {
  await move(ctx, booking, {
    status: "expired",
    expiresAt: undefined,
    act: { what: "expired", by: "system" },
  });
  await free(ctx, booking);
}

/**
 * A hold is over: what nobody began to pay is dropped. Says whether money may still come, in which case the hold only ends when that is
 * known.
 */
export async function mayStillBePaid(
  ctx: MutationCtx,
  bookingId: Id<"bookings">,
): Promise<boolean> {
  const open = (await Payments.listOf(ctx, bookingId)).filter((each) => !Payments.isFinal(each));
  for (const payment of open) {
    if (payment.payer) await Payments.settleSoon(ctx, payment._id);
    else await Payments.drop(ctx, payment, GIVEN_BACK);
  }
  return open.some(({ payer }) => payer !== undefined);
}
