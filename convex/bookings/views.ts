import { v, type Infer } from "convex/values";
import { canMove } from "../../core/bookings/lifecycle.ts";
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { contactFields } from "../customers/model";
import { bookingStatus, nullable } from "../validators";
import { party, quoteFields } from "./tables";

export const holdView = v.object({
  bookingId: v.id("bookings"),
  start: v.number(),
  end: v.number(),
  expiresAt: v.number(),
  quote: quoteFields.pick("price", "currency", "deposit", "fee"),
});

const sharedFields = {
  id: v.id("bookings"),
  code: v.string(),
  status: bookingStatus,
  start: v.number(),
  end: v.number(),
  /** The booker's zone. */
  timezone: v.string(),
  eventType: v.object({ name: v.string(), slug: v.string(), durationMin: v.number() }),
  contact: nullable(contactFields),
  price: v.number(),
  currency: v.string(),
  cancelledBy: nullable(party),
  cancelReason: nullable(v.string()),
};

/** A booking as its customer sees it: no notes of the member, nothing of other people. */
export const customerView = v.object({
  ...sharedFields,
  revision: v.number(),
  memberTimezone: v.string(),
  expiresAt: nullable(v.number()),
  meetingUrl: nullable(v.string()),
  member: v.object({
    name: v.string(),
    slug: v.string(),
    title: v.string(),
    photoUrl: nullable(v.string()),
  }),
  tenant: v.object({ name: v.string(), slug: v.string() }),
  canCancel: v.boolean(),
});

/** A booking as its member and the tenant's owner see it. */
export const memberView = v.object({
  ...sharedFields,
  confirmedAt: nullable(v.number()),
  notes: v.string(),
});

/** The answer to a hold. Prices are minor units; instants epoch milliseconds. */
export function holdViewOf(booking: Doc<"bookings">): Infer<typeof holdView> {
  const { price, currency, deposit, fee } = booking.quote;
  return {
    bookingId: booking._id,
    start: booking.startTime,
    end: booking.endTime,
    expiresAt: booking.expiresAt ?? booking.startTime,
    quote: { price, currency, deposit, fee },
  };
}

async function sharedOf(ctx: QueryCtx, booking: Doc<"bookings">) {
  const eventType = await ctx.db.get("eventTypes", booking.eventTypeId);
  const { _id: id, code, status, startTime: start, endTime: end, timezone } = booking;
  return {
    id,
    code,
    status,
    start,
    end,
    timezone,
    eventType: {
      name: eventType?.name ?? "",
      slug: eventType?.slug ?? "",
      durationMin: booking.quote.durationMin,
    },
    contact: booking.contact ?? null,
    price: booking.quote.price,
    currency: booking.quote.currency,
    cancelledBy: booking.cancellation?.by ?? null,
    cancelReason: booking.cancellation?.reason ?? null,
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
    revision: booking.revision,
    memberTimezone: booking.memberTimezone,
    expiresAt: booking.expiresAt ?? null,
    meetingUrl: booking.meetingUrl ?? null,
    member: {
      name: member.name,
      slug: member.slug,
      title: member.title,
      photoUrl: member.photoUrl,
    },
    tenant: { name: tenant.name, slug: tenant.slug },
    canCancel: booking.status !== "held" && canMove(booking.status, "cancelled"),
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
