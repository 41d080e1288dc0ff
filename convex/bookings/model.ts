import type { Range } from "../../core/availability/types.ts";
import { canMove, isHoldLive, type Status } from "../../core/bookings/lifecycle.ts";
import { isZone } from "../../core/time/zones.ts";
import type { Infer } from "convex/values";
import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { grantPlace, type Place } from "../availability/model";
import * as Busy from "../busy/model";
import * as Directory from "../directory/model";
import * as Customers from "../customers/model";
import { fail } from "../errors";
import type { Party } from "./access";
import type { quoteFields } from "./tables";
import { drawCode, hash, hashToken } from "./tokens";

/** Long enough to fill in a form, short enough that a slot given up is soon free (RULES.md §3.3). */
const HOLD_MS = 10 * 60 * 1000;
const MAX_LIVE_HOLDS = 5;

type Quote = Infer<typeof quoteFields>;

export type HoldRequest = {
  start: number;
  durationMin?: number;
  timezone: string;
  token: string;
  visitorId: string;
};

/** The new status and what may change together with it. `expiresAt` only ever goes. */
type Change = Partial<
  Pick<
    Doc<"bookings">,
    "contact" | "customerId" | "userId" | "confirmedAt" | "cancellation" | "revision"
  >
> & { status: Status; expiresAt?: undefined };

/** Move a booking along the lifecycle table; every change of status goes through here. */
async function move(ctx: MutationCtx, booking: Doc<"bookings">, change: Change): Promise<void> {
  if (!canMove(booking.status, change.status)) {
    fail("ILLEGAL_TRANSITION", { from: booking.status, to: change.status });
  }
  await ctx.db.patch("bookings", booking._id, change);
}

function busySpanOf(booking: Doc<"bookings">): Busy.BusySpan {
  const { bufferBeforeMin, bufferAfterMin } = booking.quote;
  const isHold = booking.status === "held" && booking.expiresAt !== undefined;
  return {
    start: booking.startTime,
    end: booking.endTime,
    source: booking.code,
    ...(bufferBeforeMin > 0 && { bufferBeforeMin }),
    ...(bufferAfterMin > 0 && { bufferAfterMin }),
    ...(isHold && { kind: "hold", expiresAt: booking.expiresAt }),
  };
}

function rangeOf(booking: Doc<"bookings">): Range {
  return { from: booking.startTime, to: booking.endTime };
}

/** Bring the busy row, and what the directory says, in step with a booking that blocks its time. */
async function block(ctx: MutationCtx, bookingId: Id<"bookings">): Promise<Doc<"bookings">> {
  const booking = await ctx.db.get("bookings", bookingId);
  if (!booking) throw new Error("A booking vanished inside its own transaction.");
  const { tenantId, memberId } = booking;
  const eventType = await ctx.db.get("eventTypes", booking.eventTypeId);
  await Busy.claim(
    ctx,
    { tenantId, memberId },
    { ...busySpanOf(booking), ...(eventType && { eventTypeId: String(eventType.number) }) },
  );
  await Directory.refresh(ctx, { tenantId, memberId }, rangeOf(booking));
  return booking;
}

async function free(ctx: MutationCtx, booking: Doc<"bookings">): Promise<void> {
  const { tenantId, memberId } = booking;
  await Busy.release(ctx, memberId, busySpanOf(booking));
  await Directory.refresh(ctx, { tenantId, memberId }, rangeOf(booking));
}

function quoteOf(eventType: Doc<"eventTypes">, { terms }: Place): Quote {
  const { price, currency, approval } = eventType;
  const { durationMin, bufferBeforeMin, bufferAfterMin } = terms;
  return {
    price,
    currency,
    deposit: 0,
    fee: 0,
    durationMin,
    bufferBeforeMin,
    bufferAfterMin,
    approval,
  };
}

async function refuseTooManyHolds(ctx: QueryCtx, visitorId: string): Promise<void> {
  const held = await ctx.db
    .query("bookings")
    .withIndex("by_visitorId_and_status", (q) => q.eq("visitorId", visitorId).eq("status", "held"))
    .take(MAX_LIVE_HOLDS + 1);
  const now = Date.now();
  const live = held.filter(({ expiresAt = 0 }) => isHoldLive({ expiresAt }, now));
  if (live.length >= MAX_LIVE_HOLDS) fail("TOO_MANY_HOLDS", { limit: MAX_LIVE_HOLDS });
}

function refuseMalformed({ timezone, visitorId }: HoldRequest): void {
  if (!isZone(timezone)) fail("UNKNOWN_ZONE", { field: "timezone" });
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(visitorId)) {
    fail("INVALID_INPUT", { problems: [{ field: "visitorId", problem: "malformed" }] });
  }
}

async function freshCode(ctx: QueryCtx, tenantId: Id<"tenants">): Promise<string> {
  const code = drawCode();
  const taken = await ctx.db
    .query("bookings")
    .withIndex("by_tenantId_and_code", (q) => q.eq("tenantId", tenantId).eq("code", code))
    .first();
  return taken ? await freshCode(ctx, tenantId) : code;
}

/** The answer to an earlier call with this token, or null. The same token for another place is refused. */
async function findEarlierHold(
  ctx: QueryCtx,
  tokenHash: string,
  wanted: { eventTypeId: Id<"eventTypes">; start: number },
): Promise<Doc<"bookings"> | null> {
  const earlier = await ctx.db
    .query("bookings")
    .withIndex("by_tokenHash", (q) => q.eq("tokenHash", tokenHash))
    .unique();
  if (!earlier) return null;
  const isSame = earlier.eventTypeId === wanted.eventTypeId && earlier.startTime === wanted.start;
  return isSame ? earlier : fail("TOKEN_REUSED");
}

/**
 * Hold a place for ten minutes: booking (`held`), busy row and quote in one transaction, and its expiry on the schedule.
 * Calling again with the same token gives the first answer.
 */
export async function hold(
  ctx: MutationCtx,
  eventType: Doc<"eventTypes">,
  request: HoldRequest,
): Promise<Doc<"bookings">> {
  refuseMalformed(request);
  const tokenHash = await hashToken(request.token);
  const wanted = { eventTypeId: eventType._id, start: request.start };
  const earlier = await findEarlierHold(ctx, tokenHash, wanted);
  if (earlier) return earlier;
  await refuseTooManyHolds(ctx, request.visitorId);
  const place = await grantPlace(
    ctx,
    { eventType, durationMin: request.durationMin },
    request.start,
  );
  const quote = quoteOf(eventType, place);
  const expiresAt = Date.now() + HOLD_MS;
  const bookingId = await ctx.db.insert("bookings", {
    tenantId: eventType.tenantId,
    memberId: eventType.memberId,
    eventTypeId: eventType._id,
    startTime: place.start,
    endTime: place.end,
    timezone: request.timezone,
    memberTimezone: place.timezone,
    status: "held",
    revision: 1,
    code: await freshCode(ctx, eventType.tenantId),
    source: "online",
    quote,
    paymentStatus: "none",
    tokenHash,
    visitorId: request.visitorId,
    expiresAt,
    reliedOn: { ...place.reliedOn, quoteHash: await hash(JSON.stringify(quote)) },
  });
  await ctx.scheduler.runAt(expiresAt, internal.bookings.jobs.expire, { bookingId });
  return await block(ctx, bookingId);
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
  if (booking.status !== "held" || !isHoldLive({ expiresAt: booking.expiresAt ?? 0 }, Date.now())) {
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
  await move(ctx, booking, {
    status: booking.quote.approval ? "pending" : "confirmed",
    contact,
    customerId,
    ...signedIn,
    expiresAt: undefined,
    confirmedAt: Date.now(),
  });
  return await block(ctx, booking._id);
}

/** Give a hold back before it runs out. A hold that has ended already stays as it is. */
export async function release(ctx: MutationCtx, booking: Doc<"bookings">): Promise<void> {
  if (booking.status !== "held") return;
  await move(ctx, booking, { status: "cancelled" });
  await free(ctx, booking);
}

/** End a hold whose time is over. The schedule calls it; a hold that was confirmed or released is left alone. */
export async function expire(ctx: MutationCtx, bookingId: Id<"bookings">): Promise<void> {
  const booking = await ctx.db.get("bookings", bookingId);
  if (booking?.status !== "held") return;
  if (isHoldLive({ expiresAt: booking.expiresAt ?? 0 }, Date.now())) return;
  await move(ctx, booking, { status: "expired" });
  await free(ctx, booking);
}

/** Cancel a booking or a request and free its time. Cancelling what is cancelled changes nothing. */
export async function cancel(
  ctx: MutationCtx,
  booking: Doc<"bookings">,
  { by, reason }: { by: Party; reason: string },
): Promise<void> {
  if (booking.status === "cancelled") return;
  const cancellation = { at: Date.now(), by, reason };
  await move(ctx, booking, {
    status: "cancelled",
    cancellation,
    revision: booking.revision + 1,
  });
  await free(ctx, booking);
  if (booking.customerId) await Customers.countCancellation(ctx, booking.customerId);
}
