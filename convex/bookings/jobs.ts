import { v } from "convex/values";
import { internalMutation } from "../functions";
import { complete as completeBooking } from "./closing";
import { expireRequest as endRequest } from "./confirm";
import { expire as endHold } from "./hold";

/** Ends a hold at its expiry; scheduled by the hold itself. */
export const expire = internalMutation({
  args: { bookingId: v.id("bookings") },
  returns: v.null(),
  handler: async (ctx, { bookingId }) => {
    await endHold(ctx, bookingId);
    return null;
  },
});

/** Ends a request that nobody decided; scheduled by the request itself. */
export const expireRequest = internalMutation({
  args: { bookingId: v.id("bookings") },
  returns: v.null(),
  handler: async (ctx, { bookingId }) => {
    const booking = await ctx.db.get("bookings", bookingId);
    if (booking) await endRequest(ctx, booking);
    return null;
  },
});

/** Completes a booking a day after its end; scheduled at its confirmation, for the revision of then. */
export const complete = internalMutation({
  args: { bookingId: v.id("bookings"), revision: v.number() },
  returns: v.null(),
  handler: async (ctx, { bookingId, revision }) => {
    const booking = await ctx.db.get("bookings", bookingId);
    if (booking) await completeBooking(ctx, booking, revision);
    return null;
  },
});
