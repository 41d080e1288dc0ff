import { isZone } from "../../core/time/zones.ts";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { grantPlace, type Overrule } from "../availability/model";
import * as Customers from "../customers/model";
import { fail } from "../errors";
import { recordDecision, reliedOn } from "./decisions";
import { findEarlier } from "./hold";
import { afterConfirmation, freshCode, NO_MONEY, record, reload, type Actor } from "./lifecycle";
import { quoteOf } from "./quote";
import { hashToken } from "./tokens";

export type ManualBooking = {
  start: number;
  durationMin?: number;
  timezone: string;
  token: string;
  contact: Customers.Contact;
  overrule: Overrule;
  by: Actor;
};

/**
 * A booking entered by its member or the owner, confirmed at once and to be paid at the appointment, if at all. It may overrule
 * notice and hours; an overlap only when that is said. Calling again with the same token gives the first answer.
 */
export async function book(
  ctx: MutationCtx,
  eventType: Doc<"eventTypes">,
  manual: ManualBooking,
): Promise<Doc<"bookings">> {
  const tokenHash = await hashToken(manual.token);
  const { start, durationMin, timezone, overrule, by } = manual;
  const wish = { source: "manual", eventTypeId: eventType._id, start, durationMin } as const;
  const earlier = await findEarlier(ctx, tokenHash, wish);
  if (earlier) return earlier;
  if (!isZone(timezone)) fail("UNKNOWN_ZONE", { field: "timezone" });
  const contact = Customers.parseContact(manual.contact);
  const place = await grantPlace(ctx, { eventType, durationMin }, { start, overrule });
  // Nothing is paid when it is entered, so nothing of it is a deposit.
  const quoted = await quoteOf(ctx, eventType, { place });
  const quote = { ...quoted, approval: false, deposit: 0, depositFee: 0 };
  const { tenantId, memberId, _id: eventTypeId } = eventType;
  const bookingId = await ctx.db.insert("bookings", {
    tenantId,
    memberId,
    eventTypeId,
    customerId: await Customers.countBooking(ctx, { tenantId, contact, timezone }),
    startTime: place.start,
    endTime: place.end,
    timezone,
    memberTimezone: place.timezone,
    status: "confirmed",
    revision: 1,
    rescheduleCount: 0,
    code: await freshCode(ctx, tenantId),
    source: "manual",
    quote,
    ...NO_MONEY,
    contact,
    tokenHash,
    visitorId: by,
    confirmedAt: Date.now(),
    reliedOn: await reliedOn(place, quote),
  });
  const booking = await reload(ctx, bookingId);
  await record(ctx, booking, { what: "created", by });
  await recordDecision(ctx, booking, { what: "booked", place });
  await afterConfirmation(ctx, booking);
  return booking;
}
