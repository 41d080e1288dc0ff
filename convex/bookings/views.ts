import { v, type Infer } from "convex/values";
import { canMove } from "../../core/bookings/lifecycle.ts";
import { MINUTE_MS } from "../../core/time/calendar.ts";
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { contactFields } from "../customers/model";
import { actor, bookingStatus, nullable } from "../validators";
import * as Payments from "../payments/model";
import { canPayOnline } from "./pay";
import { bookingEvents, bookings, quoteFields } from "./tables";

export const holdView = v.object({
  bookingId: v.id("bookings"),
  start: v.number(),
  end: v.number(),
  expiresAt: v.number(),
  quote: quoteFields.pick("price", "currency", "deposit"),
});

const sharedFields = {
  id: v.id("bookings"),
  code: v.string(),
  status: bookingStatus,
  revision: v.number(),
  /** While held or pending: the instant at which that ends by itself. */
  expiresAt: nullable(v.number()),
  start: v.number(),
  end: v.number(),
  /** The booker's zone. */
  timezone: v.string(),
  eventType: v.object({
    id: v.id("eventTypes"),
    name: v.string(),
    slug: v.string(),
    durationMin: v.number(),
  }),
  contact: nullable(contactFields),
  ...quoteFields.pick("price", "currency", "deposit", "refundTiers").fields,
  ...bookings.validator.pick("paymentStatus", "paidAmount", "refundedAmount").fields,
  /** What of the price is still to be paid. */
  owed: v.number(),
  meetingUrl: nullable(v.string()),
  cancelledBy: nullable(actor),
  cancelReason: nullable(v.string()),
};

/** A booking as its customer sees it: no notes of the member, nothing of other people. */
export const customerView = v.object({
  ...sharedFields,
  memberTimezone: v.string(),
  member: v.object({
    name: v.string(),
    slug: v.string(),
    title: v.string(),
    photoUrl: nullable(v.string()),
  }),
  tenant: v.object({ name: v.string(), slug: v.string() }),
  /** The last instant, epoch ms, at which the customer may cancel or move it; null when that is not possible at all. */
  cancelUntil: nullable(v.number()),
  rescheduleUntil: nullable(v.number()),
  /** How often the customer may still move it; null is no limit. */
  reschedulesLeft: nullable(v.number()),
  /** Whether what is owed can be paid by card now. */
  canPayOnline: v.boolean(),
});

/** A booking as its member and the tenant's owner see it. */
export const memberView = v.object({
  ...sharedFields,
  confirmedAt: nullable(v.number()),
  notes: v.string(),
});

export const eventView = bookingEvents.validator.omit("tenantId", "bookingId");

/** One line of a booking's history. */
export function eventViewOf(event: Doc<"bookingEvents">): Infer<typeof eventView> {
  const { _id, _creationTime, tenantId, bookingId, ...line } = event;
  return line;
}

/** The answer to a hold. Prices are minor units; instants epoch milliseconds. */
export function holdViewOf(booking: Doc<"bookings">): Infer<typeof holdView> {
  const { price, currency, deposit } = booking.quote;
  return {
    bookingId: booking._id,
    start: booking.startTime,
    end: booking.endTime,
    expiresAt: booking.expiresAt ?? booking.startTime,
    quote: { price, currency, deposit },
  };
}

function moneyOf(booking: Doc<"bookings">) {
  const { quote, paymentStatus, paidAmount, refundedAmount } = booking;
  const { price, currency, deposit, refundTiers } = quote;
  const paid = { paymentStatus, paidAmount, refundedAmount, owed: Payments.owedOf(booking) };
  return { price, currency, deposit, refundTiers, ...paid };
}

async function sharedOf(ctx: QueryCtx, booking: Doc<"bookings">) {
  const eventType = await ctx.db.get("eventTypes", booking.eventTypeId);
  const { _id: id, code, status, revision, startTime: start, endTime: end, timezone } = booking;
  return {
    id,
    code,
    status,
    revision,
    expiresAt: booking.expiresAt ?? null,
    start,
    end,
    timezone,
    eventType: {
      id: booking.eventTypeId,
      name: eventType?.name ?? "",
      slug: eventType?.slug ?? "",
      durationMin: booking.quote.durationMin,
    },
    contact: booking.contact ?? null,
    ...moneyOf(booking),
    meetingUrl: booking.meetingUrl ?? null,
    cancelledBy: booking.cancellation?.by ?? null,
    cancelReason: booking.cancellation?.reason ?? null,
  };
}

function whatIsLeftOf({ status, startTime, quote, rescheduleCount }: Doc<"bookings">) {
  const { cancelNoticeMin, rescheduleNoticeMin, maxReschedules } = quote;
  const canCancel = status !== "held" && canMove(status, "cancelled");
  const cancelUntil = startTime - (status === "pending" ? 0 : cancelNoticeMin * MINUTE_MS);
  const reschedulesLeft =
    maxReschedules === null ? null : Math.max(0, maxReschedules - rescheduleCount);
  const canMoveIt = status === "confirmed" && reschedulesLeft !== 0;
  return {
    cancelUntil: canCancel ? cancelUntil : null,
    rescheduleUntil: canMoveIt ? startTime - rescheduleNoticeMin * MINUTE_MS : null,
    reschedulesLeft,
  };
}

export async function customerViewOf(
  ctx: QueryCtx,
  booking: Doc<"bookings">,
): Promise<Infer<typeof customerView>> {
  const member = await ctx.db.get("memberSettings", booking.memberId);
  const tenant = await ctx.db.get("tenants", booking.tenantId);
  if (!member || !tenant) throw new Error("A booking outlived its member or tenant.");
  return {
    ...(await sharedOf(ctx, booking)),
    memberTimezone: booking.memberTimezone,
    member: {
      name: member.name,
      slug: member.slug,
      title: member.title,
      photoUrl: member.photoUrl,
    },
    tenant: { name: tenant.name, slug: tenant.slug },
    ...whatIsLeftOf(booking),
    canPayOnline: canPayOnline(booking),
  };
}

export async function memberViewOf(
  ctx: QueryCtx,
  booking: Doc<"bookings">,
): Promise<Infer<typeof memberView>> {
  return {
    ...(await sharedOf(ctx, booking)),
    confirmedAt: booking.confirmedAt ?? null,
    notes: booking.notes ?? "",
  };
}
