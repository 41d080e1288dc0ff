import { v } from "convex/values";
import * as Availability from "./availability/model";
import { findBookableEventType } from "./eventTypes/access";
import { parseMessage } from "../core/text/fields.ts";
import { fail } from "./errors";
import { mutation, query } from "./functions";
import { requireMember } from "./members/access";
import { nullable } from "./validators";

/**
 * The slots of a service in a UTC month ("2026-11"), padded by 14 hours on either side. Live: it runs again when the
 * member's hours or bookings change, and at no other time, because it does not read the clock.
 */
export const month = query({
  args: { eventTypeId: v.id("eventTypes"), month: v.string() },
  returns: nullable(Availability.monthView),
  handler: async (ctx, { eventTypeId, month }) => {
    const eventType = await findBookableEventType(ctx, eventTypeId);
    return eventType && (await Availability.listMonth(ctx, eventType, month));
  },
});

/** Dates with other hours between two local dates "YYYY-MM-DD", both inclusive, at most 1,000. */
export const listOverrides = query({
  args: { memberId: v.id("memberSettings"), from: v.string(), to: v.string() },
  returns: v.array(Availability.overrideView),
  handler: async (ctx, { memberId, from, to }) => {
    const member = await requireMember(ctx, memberId);
    return await Availability.listOverrides(ctx, member._id, { from, to });
  },
});

/** Give one local date other hours, or none. */
export const setOverride = mutation({
  args: { memberId: v.id("memberSettings"), ...Availability.overrideView.fields },
  returns: v.null(),
  handler: async (ctx, { memberId, date, windows, reason }) => {
    const member = await requireMember(ctx, memberId);
    const text = parseMessage(reason);
    if (!text.ok) fail("INVALID_INPUT", { problems: [{ field: "reason", problem: text.problem }] });
    await Availability.setOverride(ctx, member, { date, windows, reason: text.value });
    return null;
  },
});

/** Give a local date its weekly hours back. */
export const removeOverride = mutation({
  args: { memberId: v.id("memberSettings"), date: v.string() },
  returns: v.null(),
  handler: async (ctx, { memberId, date }) => {
    const member = await requireMember(ctx, memberId);
    await Availability.removeOverride(ctx, member, date);
    return null;
  },
});
