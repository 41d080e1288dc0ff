import { v } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { nullable } from "../validators";

/** Which booking a payment is for, in the words by which its marketplace's owner knows it. */
export const subjectFields = {
  bookingId: v.id("bookings"),
  code: v.string(),
  start: v.number(),
  memberName: v.string(),
  memberSlug: v.string(),
  /** Null while nobody has said who pays. */
  customerName: nullable(v.string()),
};

export async function subjectOf(ctx: QueryCtx, { bookingId, payer }: Doc<"payments">) {
  const booking = await ctx.db.get("bookings", bookingId);
  if (!booking) throw new Error("A payment outlived its booking.");
  const { memberId, code, startTime: start } = booking;
  const member = await ctx.db.get("memberSettings", memberId);
  return {
    ...{ bookingId, code, start },
    memberName: member?.name ?? "",
    memberSlug: member?.slug ?? "",
    customerName: booking.contact?.name ?? payer?.contact.name ?? null,
  };
}
