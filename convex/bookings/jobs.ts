import { v } from "convex/values";
import { internalMutation } from "../functions";
import * as Bookings from "./model";

/** Ends a hold at its expiry; scheduled by the hold itself. */
export const expire = internalMutation({
  args: { bookingId: v.id("bookings") },
  returns: v.null(),
  handler: async (ctx, { bookingId }) => {
    await Bookings.expire(ctx, bookingId);
    return null;
  },
});
