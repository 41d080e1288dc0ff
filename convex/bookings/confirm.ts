import { isHoldLive } from "../../core/bookings/lifecycle.ts";
import { DAY_MS } from "../../core/time/calendar.ts";
import { internal } from "../_generated/api";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import * as Customers from "../customers/model";
import { fail } from "../errors";
import * as Limits from "../limits/model";
import * as Payments from "../payments/model";
import { afterConfirmation, block, free, move, syncMoney, type Actor } from "./lifecycle";

/** A request is decided within this time, or before it would begin (RULES.md §4.8). */
const REQUEST_MS = 5 * DAY_MS;

async function afterRequest(ctx: MutationCtx, booking: Doc<"bookings">): Promise<void> {
  await block(ctx, booking);
  const { _id: bookingId, expiresAt = booking.startTime } = booking;
  await ctx.scheduler.runAt(expiresAt, internal.bookings.jobs.expireRequest, { bookingId });
}

/** Who books: contact details that were checked, and their account if they are signed in. */
export type Booker = { contact: Customers.Contact; userId?: string | undefined };

/** Turn a hold that may have its place into a booking, or into a request where the service wants approval. */
export async function enter(
  ctx: MutationCtx,
  booking: Doc<"bookings">,
  { contact, userId }: Booker,
): Promise<Doc<"bookings">> {
  const now = Date.now();
  const { tenantId, timezone } = booking;
  const signedIn = userId === undefined ? {} : { userId };
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

/**
 * Turn a live hold that costs nothing into a booking or request. Calling again gives the first answer. A price is refused with
 * `PAYMENT_REQUIRED`: nothing is confirmed before its money is there.
 */
export async function confirm(
  ctx: MutationCtx,
  booking: Doc<"bookings">,
  { contact, userId }: Booker,
): Promise<Doc<"bookings">> {
  if (booking.status === "confirmed" || booking.status === "pending") return booking;
  requireLive(booking);
  if (booking.quote.price > 0) fail("PAYMENT_REQUIRED");
  const parsed = Customers.parseContact(contact);
  await admit(ctx, booking, parsed);
  return await enter(ctx, booking, { contact: parsed, userId });
}

/** Refuses whom the marketplace takes no booking from, or no further one for now. */
export async function admit(
  ctx: MutationCtx,
  { tenantId, memberId, visitorId }: Doc<"bookings">,
  { email }: Customers.Contact,
): Promise<void> {
  await Limits.requireChallenge(ctx, { tenantId, visitorId });
  await Limits.admitBooking(ctx, { tenantId, memberId, email });
}

/** Refuses with `HOLD_EXPIRED` what is no live hold. */
export function requireLive({ status, expiresAt = 0 }: Doc<"bookings">): void {
  if (status !== "held" || !isHoldLive({ expiresAt }, Date.now())) fail("HOLD_EXPIRED");
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
  for (const payment of await Payments.listOf(ctx, booking._id)) await Payments.take(ctx, payment);
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
  await giveAllBack(ctx, booking, { by, reason });
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
  await giveAllBack(ctx, booking, { by: "system", reason: "" });
}

/** Nothing came of it: the customer gets all of the money back, whatever the policy says. */
async function giveAllBack(
  ctx: MutationCtx,
  booking: Doc<"bookings">,
  ended: { by: Actor; reason: string },
): Promise<void> {
  await Payments.settleCancellation(ctx, booking, {
    ...ended,
    refundAs: "system",
    now: Date.now(),
  });
  await syncMoney(ctx, booking._id);
}
