import { isHoldLive } from "../../core/bookings/lifecycle.ts";
import { DAY_MS } from "../../core/time/calendar.ts";
import { internal } from "../_generated/api";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import * as Customers from "../customers/model";
import { fail } from "../errors";
import { afterConfirmation, block, free, move, type Actor } from "./model";

/** A request is decided within this time, or before it would begin (RULES.md §4.8). */
const REQUEST_MS = 5 * DAY_MS;

async function afterRequest(ctx: MutationCtx, booking: Doc<"bookings">): Promise<void> {
  await block(ctx, booking);
  const { _id: bookingId, expiresAt = booking.startTime } = booking;
  await ctx.scheduler.runAt(expiresAt, internal.bookings.jobs.expireRequest, { bookingId });
}

/**
 * Turn a live hold into a booking, or into a request where the service wants approval. Calling again gives the first answer.
 * A service with a price is refused with `PAYMENT_REQUIRED`: nothing is confirmed before it is paid.
 */
export async function confirm(
  ctx: MutationCtx,
  booking: Doc<"bookings">,
  input: { contact: Customers.Contact; userId?: string },
): Promise<Doc<"bookings">> {
  if (booking.status === "confirmed" || booking.status === "pending") return booking;
  const now = Date.now();
  if (booking.status !== "held" || !isHoldLive({ expiresAt: booking.expiresAt ?? 0 }, now)) {
    return fail("HOLD_EXPIRED");
  }
  if (booking.quote.price > 0) fail("PAYMENT_REQUIRED");
  const contact = Customers.parseContact(input.contact);
  const { tenantId, timezone } = booking;
  const signedIn = input.userId === undefined ? {} : { userId: input.userId };
  const customerId = await Customers.countBooking(ctx, {
    tenantId,
    contact,
    timezone,
    ...signedIn,
  });
  const known = { contact, customerId, ...signedIn, confirmedAt: now };
  if (booking.quote.approval) {
    const pending = await move(ctx, booking, {
      ...known,
      status: "pending",
      expiresAt: Math.min(now + REQUEST_MS, booking.startTime),
      act: { what: "requested", by: "customer" },
    });
    await afterRequest(ctx, pending);
    return pending;
  }
  const confirmed = await move(ctx, booking, {
    ...known,
    status: "confirmed",
    expiresAt: undefined,
    act: { what: "confirmed", by: "customer" },
  });
  await afterConfirmation(ctx, confirmed);
  return confirmed;
}

/** Accept a request. Its time was blocked since it was asked for, so it is free for it; approving again changes nothing. */
export async function approve(
  ctx: MutationCtx,
  booking: Doc<"bookings">,
  by: Actor,
): Promise<void> {
  if (booking.status === "confirmed") return;
  if (booking.status !== "pending")
    fail("ILLEGAL_TRANSITION", { from: booking.status, to: "confirmed" });
  if (Date.now() >= (booking.expiresAt ?? booking.startTime)) fail("REQUEST_EXPIRED");
  const confirmed = await move(ctx, booking, {
    status: "confirmed",
    expiresAt: undefined,
    act: { what: "approved", by },
  });
  await afterConfirmation(ctx, confirmed);
}

/** Turn a request down, with a reason that its customer reads; declining again changes nothing. */
export async function decline(
  ctx: MutationCtx,
  booking: Doc<"bookings">,
  { by, reason }: { by: Actor; reason: string },
): Promise<void> {
  if (booking.status === "declined") return;
  const cancellation = { at: Date.now(), by, reason };
  const act = { what: "declined", by, reason } as const;
  await move(ctx, booking, { status: "declined", cancellation, expiresAt: undefined, act });
  await free(ctx, booking);
}

/**
 * End a request that nobody decided in time. The schedule calls it; a request that was decided is left alone, and a call that comes
 * too early by the clock of its transaction comes again.
 */
export async function expireRequest(ctx: MutationCtx, booking: Doc<"bookings">): Promise<void> {
  if (booking.status !== "pending") return;
  const { _id: bookingId, expiresAt = 0 } = booking;
  if (Date.now() < expiresAt) {
    await ctx.scheduler.runAt(expiresAt, internal.bookings.jobs.expireRequest, { bookingId });
    return;
  }
  await move(ctx, booking, {
    status: "expired",
    expiresAt: undefined,
    act: { what: "expired", by: "system" },
  });
  await free(ctx, booking);
}
