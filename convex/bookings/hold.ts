import { isHoldLive } from "../../core/bookings/lifecycle.ts";
import { isVisitorId } from "../../core/text/fields.ts";
import { isZone } from "../../core/time/zones.ts";
import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { grantPlace } from "../availability/model";
import { fail } from "../errors";
import * as Limits from "../limits/model";
import * as Payments from "../payments/model";
import { recordDecision, reliedOn } from "./decisions";
import { mayStillBePaid } from "./funds";
import {
  block,
  free,
  freshCode,
  move,
  NO_MONEY,
  record,
  reload,
  syncMoney,
  type Quote,
} from "./lifecycle";
import { quoteOf } from "./quote";
import { hashToken } from "./tokens";

/** Long enough to fill in a form, short enough that a slot given up is soon free (RULES.md §3.3). */
const HOLD_MS = 10 * 60 * 1000;
const MAX_LIVE_HOLDS = 5;

export type HoldRequest = {
  start: number;
  durationMin?: number;
  timezone: string;
  token: string;
  visitorId: string;
  /** What the customer names where the service leaves the price to them, in minor units. */
  price?: number;
};

async function refuseTooManyHolds(ctx: QueryCtx, visitorId: string): Promise<void> {
  const held = await ctx.db
    .query("bookings")
    .withIndex("by_visitorId_and_status", (q) => q.eq("visitorId", visitorId).eq("status", "held"))
    // The newest live longest: those that are over and not cleared away yet must not hide them.
    .order("desc")
    .take(MAX_LIVE_HOLDS);
  const now = Date.now();
  const live = held.filter(({ expiresAt = 0 }) => isHoldLive({ expiresAt }, now));
  if (live.length >= MAX_LIVE_HOLDS) fail("TOO_MANY_HOLDS", { limit: MAX_LIVE_HOLDS });
}

function refuseMalformed({ timezone, visitorId }: HoldRequest): void {
  if (!isZone(timezone)) fail("UNKNOWN_ZONE", { field: "timezone" });
  if (!isVisitorId(visitorId)) {
    fail("INVALID_INPUT", { problems: [{ field: "visitorId", problem: "malformed" }] });
  }
}

/** What a token was used for: a repeated call must ask for the same. */
type Wish = {
  source: Doc<"bookings">["source"];
  eventTypeId: Id<"eventTypes">;
  start: number;
  durationMin: number | undefined;
};

/** The answer to an earlier call with this token, or null. The same token for another place is refused. */
export async function findEarlier(
  ctx: QueryCtx,
  tokenHash: string,
  { source, eventTypeId, start, durationMin }: Wish,
): Promise<Doc<"bookings"> | null> {
  const earlier = await ctx.db
    .query("bookings")
    .withIndex("by_tokenHash", (q) => q.eq("tokenHash", tokenHash))
    .unique();
  if (!earlier) return null;
  const isSame =
    earlier.source === source &&
    earlier.eventTypeId === eventTypeId &&
    earlier.startTime === start &&
    earlier.quote.durationMin === (durationMin ?? earlier.quote.durationMin);
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
  const { start, durationMin } = request;
  const wish = { source: "online", eventTypeId: eventType._id, start, durationMin } as const;
  const earlier = await findEarlier(ctx, tokenHash, wish);
  if (earlier) return earlier;
  await Limits.admitHold(ctx, eventType);
  await refuseTooManyHolds(ctx, request.visitorId);
  const place = await grantPlace(ctx, { eventType, durationMin }, { start });
  const quote = await quoteOf(ctx, eventType, { place, named: request.price ?? null });
  if (quote.price > 0 && !(await Payments.findPayee(ctx, eventType))) fail("PAYMENTS_OFF");
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
    rescheduleCount: 0,
    code: await freshCode(ctx, eventType.tenantId),
    source: "online",
    quote,
    ...NO_MONEY,
    tokenHash,
    visitorId: request.visitorId,
    expiresAt,
    reliedOn: await reliedOn(place, quote),
  });
  await ctx.scheduler.runAt(expiresAt, internal.bookings.jobs.expire, { bookingId });
  const booking = await reload(ctx, bookingId);
  await record(ctx, booking, { what: "held", by: "customer" });
  await recordDecision(ctx, booking, { what: "held", place });
  await block(ctx, booking);
  if (quote.price === 0) return booking;
  await Payments.open(ctx, booking, firstPaymentOf(quote));
  await syncMoney(ctx, bookingId);
  return await reload(ctx, bookingId);
}

function firstPaymentOf({ price, deposit, fee, depositFee, payee }: Quote) {
  return deposit > 0
    ? ({ part: "deposit", amount: deposit, fee: depositFee, payee } as const)
    : ({ part: "price", amount: price, fee, payee } as const);
}

/** Give a hold back before it runs out. A hold that has ended already stays as it is. */
export async function release(ctx: MutationCtx, booking: Doc<"bookings">): Promise<void> {
  if (booking.status !== "held") return;
  await move(ctx, booking, {
    status: "cancelled",
    act: { what: "released", by: "customer" },
  });
  await free(ctx, booking);
  await Payments.settleCancellation(ctx, booking, {
    ...{ by: "customer", refundAs: "system", reason: "", now: Date.now() },
  });
}

/**
 * End a hold whose time is over. The schedule calls it; a hold that was confirmed or released is left alone. The clock of a
 * transaction may lag behind the schedule's, so a call that comes too early comes again.
 */
export async function expire(ctx: MutationCtx, bookingId: Id<"bookings">): Promise<void> {
  const booking = await ctx.db.get("bookings", bookingId);
  if (booking?.status !== "held") return;
  const { expiresAt = 0 } = booking;
  if (isHoldLive({ expiresAt }, Date.now())) {
    await ctx.scheduler.runAt(expiresAt, internal.bookings.jobs.expire, { bookingId });
    return;
  }
  await free(ctx, booking);
  // Money that is on its way may still find the place free: then the hold has its end when that is known.
  if (await mayStillBePaid(ctx, bookingId)) return;
  await move(ctx, booking, { status: "expired", act: { what: "expired", by: "system" } });
}
