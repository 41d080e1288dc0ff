import { MINUTE_MS } from "../../core/time/calendar.ts";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import * as Customers from "../customers/model";
import { fail } from "../errors";
import * as Payments from "../payments/model";
import { free, move, syncMoney, type Actor } from "./lifecycle";

/** Customers keep to the notice promised in the quote; a request that is not decided yet can be taken back at any time. */
function refuseTooLate({ status, quote, startTime }: Doc<"bookings">): void {
  if (status === "pending") return;
  if (Date.now() > startTime - quote.cancelNoticeMin * MINUTE_MS) {
    fail("TOO_LATE", { noticeMin: quote.cancelNoticeMin });
  }
}

/** Cancel a booking or a request, free its time, and give back what the policy of its quote says. Cancelling what is cancelled changes nothing. */
export async function cancel(
  ctx: MutationCtx,
  booking: Doc<"bookings">,
  { by, reason, told }: { by: Actor; reason: string; told?: number | undefined },
): Promise<void> {
  if (booking.status === "cancelled") return;
  if (by === "customer") refuseTooLate(booking);
  await move(ctx, booking, {
    status: "cancelled",
    cancellation: { at: Date.now(), by, reason },
    revision: booking.revision + 1,
    expiresAt: undefined,
    act: { what: "cancelled", by, reason },
  });
  await free(ctx, booking);
  await Payments.settleCancellation(ctx, booking, {
    ...{ by, reason, now: Date.now(), ...(told !== undefined && { told }) },
    // A request that nobody decided yet is taken back whole.
    refundAs: booking.status === "pending" ? "system" : by,
  });
  await syncMoney(ctx, booking._id);
  if (booking.customerId) await Customers.count(ctx, booking.customerId, "cancellationCount");
}

/** Note that the customer did not come. Possible from the start until the booking counts as completed. */
export async function markNoShow(
  ctx: MutationCtx,
  booking: Doc<"bookings">,
  by: Actor,
): Promise<void> {
  if (booking.status === "no_show") return;
  if (Date.now() < booking.startTime) fail("TOO_EARLY");
  await move(ctx, booking, { status: "no_show", act: { what: "no_show", by } });
  await free(ctx, booking);
  await Payments.dropUnpaid(ctx, booking._id);
  await syncMoney(ctx, booking._id);
  if (booking.customerId) await Customers.count(ctx, booking.customerId, "noShowCount");
}

/** Complete a booking that is over. The schedule calls it, for one revision: a booking that was moved or closed is left alone. */
export async function complete(
  ctx: MutationCtx,
  booking: Doc<"bookings">,
  revision: number,
): Promise<void> {
  if (booking.status !== "confirmed" || booking.revision !== revision) return;
  await move(ctx, booking, { status: "completed", act: { what: "completed", by: "system" } });
  await free(ctx, booking);
}
