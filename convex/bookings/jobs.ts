import { v } from "convex/values";
import { internal } from "../_generated/api";
import { internalMutation, internalQuery } from "../functions";
import { nullable } from "../validators";
import { complete as completeBooking } from "./closing";
import { expireRequest as endRequest } from "./confirm";
import { evidenceView, findEvidence } from "./evidence";
import { expire as endHold } from "./hold";
import { sweepHolds } from "./sweep";

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

/** Removes holds that came to nothing, batch by batch. */
export const sweep = internalMutation({
  args: { cursor: nullable(v.string()), startedAt: v.optional(v.number()) },
  returns: v.null(),
  handler: async (ctx, { cursor, startedAt = Date.now() }) => {
    const next = await sweepHolds(ctx, { cursor, now: startedAt });
    if (next === null) return null;
    const rest = { cursor: next, startedAt };
    await ctx.scheduler.runAfter(0, internal.bookings.jobs.sweep, rest);
    return null;
  },
});

/** What is known of a booking, by its id or code, for making its decisions again: `npm run replay`. */
export const evidence = internalQuery({
  args: { booking: v.string() },
  returns: nullable(evidenceView),
  handler: async (ctx, { booking }) => await findEvidence(ctx, booking),
});
