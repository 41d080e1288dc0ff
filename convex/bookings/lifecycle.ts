import { canMove, type Status } from "../../core/bookings/lifecycle.ts";
import type { Range } from "../../core/availability/types.ts";
import { DAY_MS } from "../../core/time/calendar.ts";
import type { WithoutSystemFields } from "convex/server";
import type { Infer } from "convex/values";
import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import * as Busy from "../busy/model";
import * as Directory from "../directory/model";
import { fail } from "../errors";
import * as Messages from "../messages/model";
import * as Payments from "../payments/model";
import type { actor } from "../validators";
import type { quoteFields } from "./tables";
import { drawCode, drawToken, hash } from "./tokens";

/*
 * What every use case of a booking is made of: each has a file of its own beside this one, and none of them changes a status, a busy
 * row or the history but through here.
 */

/** More lines than a booking can get: its reschedules are limited. */
const MAX_EVENTS = 500;

/** A booking counts as completed this long after its end: until then its member can say that nobody came. */
const COMPLETE_AFTER_MS = DAY_MS;

export type Quote = Infer<typeof quoteFields>;
export type Actor = Infer<typeof actor>;
type What = Doc<"bookingEvents">["what"];

/** The new status and what may change together with it. `expiresAt` and `meetingUrl` undefined remove them. */
type Change = Partial<
  Pick<
    Doc<"bookings">,
    | "memberId"
    | "eventTypeId"
    | "contact"
    | "customerId"
    | "userId"
    | "confirmedAt"
    | "cancellation"
    | "revision"
    | "startTime"
    | "endTime"
    | "memberTimezone"
    | "quote"
    | "reliedOn"
    | "rescheduleCount"
  >
> & { status: Status; expiresAt?: number | undefined; meetingUrl?: string | undefined };

/** Who did what to a booking, and why; and from whom to whom it went. */
export type Act = { what: What; by: Actor; reason?: string; from?: string; to?: string };

/** Move a booking along the lifecycle table and write it into its history; every change of status goes through here. */
export async function move(
  ctx: MutationCtx,
  booking: Doc<"bookings">,
  { act, ...change }: Change & { act: Act },
): Promise<Doc<"bookings">> {
  if (!canMove(booking.status, change.status)) {
    fail("ILLEGAL_TRANSITION", { from: booking.status, to: change.status });
  }
  await ctx.db.patch("bookings", booking._id, change as Partial<Doc<"bookings">>);
  const moved = await reload(ctx, booking._id);
  await record(ctx, moved, { ...act, before: booking });
  return moved;
}

/** The row as this transaction has left it. */
export async function reload(ctx: QueryCtx, id: Id<"bookings">): Promise<Doc<"bookings">> {
  const booking = await ctx.db.get("bookings", id);
  if (!booking) throw new Error("A booking vanished inside its own transaction.");
  return booking;
}

/** Add a line to a booking's history, the state the act has led to, and tell whom it concerns. `before` is the booking as it was. */
export async function record(
  ctx: MutationCtx,
  booking: Doc<"bookings">,
  { reason = "", before, ...act }: Act & { before?: Doc<"bookings"> },
): Promise<void> {
  const { tenantId, _id: bookingId, status, revision, startTime, endTime } = booking;
  const line = { tenantId, bookingId, ...act, reason, status, revision, startTime, endTime };
  await ctx.db.insert("bookingEvents", { ...line, at: Date.now() });
  await Messages.tell(ctx, booking, { act, ...(before && { before }) });
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
export async function block(ctx: MutationCtx, booking: Doc<"bookings">): Promise<void> {
  const { tenantId, memberId } = booking;
  const eventType = await ctx.db.get("eventTypes", booking.eventTypeId);
  await Busy.claim(
    ctx,
    { tenantId, memberId },
    { ...busySpanOf(booking), ...(eventType && { eventTypeId: String(eventType.number) }) },
  );
  await Directory.refresh(ctx, { tenantId, memberId }, rangeOf(booking));
}

/** Give the time of a booking back. */
export async function free(ctx: MutationCtx, booking: Doc<"bookings">): Promise<void> {
  const { tenantId, memberId } = booking;
  await Busy.release(ctx, memberId, busySpanOf(booking));
  await Directory.refresh(ctx, { tenantId, memberId }, rangeOf(booking));
}

async function scheduleCompletion(ctx: MutationCtx, booking: Doc<"bookings">): Promise<void> {
  const { _id: bookingId, revision, endTime } = booking;
  const due = endTime + COMPLETE_AFTER_MS;
  await ctx.scheduler.runAt(due, internal.bookings.jobs.complete, { bookingId, revision });
}

/** What a booking sets in motion when it is confirmed, or confirmed again at another time. */
export async function afterConfirmation(ctx: MutationCtx, booking: Doc<"bookings">): Promise<void> {
  await block(ctx, booking);
  await scheduleCompletion(ctx, booking);
}

/** Bring what the booking says of its money in step with its payments; after each change of them. */
export async function syncMoney(ctx: MutationCtx, bookingId: Id<"bookings">): Promise<void> {
  const booking = await reload(ctx, bookingId);
  const tally = await Payments.tallyOf(ctx, booking);
  const isNews =
    tally.paymentStatus !== booking.paymentStatus ||
    tally.paidAmount !== booking.paidAmount ||
    tally.refundedAmount !== booking.refundedAmount;
  if (isNews) await ctx.db.patch("bookings", bookingId, tally);
}

/** The money of a booking that nothing was paid for yet. */
export const NO_MONEY = { paymentStatus: "none", paidAmount: 0, refundedAmount: 0 } as const;

/** A confirmation code that no other booking of the tenant has. */
export async function freshCode(ctx: QueryCtx, tenantId: Id<"tenants">): Promise<string> {
  const code = drawCode();
  const taken = await ctx.db
    .query("bookings")
    .withIndex("by_tenantId_and_code", (q) => q.eq("tenantId", tenantId).eq("code", code))
    .first();
  return taken ? await freshCode(ctx, tenantId) : code;
}

/** A booking's history, the oldest line first. */
export async function listEvents(
  ctx: QueryCtx,
  bookingId: Id<"bookings">,
): Promise<Doc<"bookingEvents">[]> {
  return await ctx.db
    .query("bookingEvents")
    .withIndex("by_bookingId", (q) => q.eq("bookingId", bookingId))
    .take(MAX_EVENTS);
}

/** A booking that was made elsewhere, with what has come of it. */
export type KnownBooking = Omit<
  WithoutSystemFields<Doc<"bookings">>,
  "code" | "revision" | "rescheduleCount" | keyof typeof NO_MONEY | "tokenHash" | "visitorId"
>;

/**
 * Enter a booking that was made elsewhere, as a business brings it along when it comes: what is over is kept for the record, what
 * lies ahead blocks its time and completes by itself, and its price was paid where it was made. Its manage link is nobody's: the token is drawn here and forgotten.
 */
export async function enterKnown(ctx: MutationCtx, known: KnownBooking): Promise<void> {
  const bookingId = await ctx.db.insert("bookings", {
    ...known,
    code: await freshCode(ctx, known.tenantId),
    revision: 1,
    rescheduleCount: 0,
    ...NO_MONEY,
    tokenHash: await hash(drawToken()),
    visitorId: "known",
  });
  const booking = await reload(ctx, bookingId);
  await record(ctx, booking, { what: "created", by: "system" });
  if (booking.status === "confirmed") await afterConfirmation(ctx, booking);
  if (booking.quote.price === 0 || booking.status === "cancelled") return;
  await Payments.enterPaidInPerson(ctx, booking, booking.quote.price);
  await syncMoney(ctx, bookingId);
}
