import { v } from "convex/values";
import { requireMemberOfRule, requireMemberOfTimeOff } from "./availability/access";
import * as Exceptions from "./availability/exceptions";
import * as Availability from "./availability/model";
import { busySpan, listBusy } from "./busy/model";
import { findBookableEventType, requireBookableEventType } from "./eventTypes/access";
import { mutation, query } from "./functions";
import { findOwnMember, requireMember } from "./members/access";
import { refuseLongRange } from "./pages";
import { requireTenantAdmin } from "./tenants/access";
import { nullable } from "./validators";

const ofMember = { memberId: v.id("memberSettings") };

/**
 * The slots of a service in a UTC month ("2026-11"), padded by 14 hours on either side, in one of its lengths or the usual one.
 * Live: it runs again when the member's hours or bookings change, and at no other time, because it does not read the clock.
 */
export const month = query({
  args: {
    eventTypeId: v.id("eventTypes"),
    month: v.string(),
    durationMin: v.optional(v.number()),
  },
  returns: nullable(Availability.monthView),
  handler: async (ctx, { eventTypeId, month, durationMin }) => {
    const eventType = await findBookableEventType(ctx, eventTypeId);
    return eventType && (await Availability.listMonth(ctx, { eventType, durationMin }, month));
  },
});

/** Why a start is not on offer at `now` (epoch ms, by the caller's clock). The service's own member is told the facts. */
export const explain = query({
  args: {
    eventTypeId: v.id("eventTypes"),
    start: v.number(),
    now: v.number(),
    durationMin: v.optional(v.number()),
  },
  returns: Availability.explanationView,
  handler: async (ctx, { eventTypeId, durationMin, ...at }) => {
    const eventType = await requireBookableEventType(ctx, eventTypeId);
    const own = await findOwnMember(ctx, eventType.tenantId);
    const isMember = own?._id === eventType.memberId;
    return await Availability.explainSlot(ctx, { eventType, durationMin }, { ...at, isMember });
  },
});

/** When a member is busy in `[from, to)`, at most 93 days; a few spans outside may be among the answer. */
export const listBusyTime = query({
  args: { ...ofMember, from: v.number(), to: v.number() },
  returns: v.array(busySpan),
  handler: async (ctx, { memberId, ...range }) => {
    const member = await requireMember(ctx, memberId);
    refuseLongRange(range);
    return await listBusy(ctx, member._id, range);
  },
});

/** Dates with other hours between two local dates "YYYY-MM-DD", both inclusive, at most 1,000. */
export const listOverrides = query({
  args: { ...ofMember, from: v.string(), to: v.string() },
  returns: v.array(Exceptions.overrideFields),
  handler: async (ctx, { memberId, from, to }) => {
    const member = await requireMember(ctx, memberId);
    return await Exceptions.listOverrides(ctx, member._id, { from, to });
  },
});

/** Give one local date other hours, or none. */
export const setOverride = mutation({
  args: { ...ofMember, ...Exceptions.overrideFields.fields },
  returns: v.null(),
  handler: async (ctx, { memberId, ...override }) => {
    const member = await requireMember(ctx, memberId);
    await Exceptions.setOverride(ctx, member, override);
    return null;
  },
});

/** Give a local date its weekly hours back. */
export const removeOverride = mutation({
  args: { ...ofMember, date: v.string() },
  returns: v.null(),
  handler: async (ctx, { memberId, date }) => {
    const member = await requireMember(ctx, memberId);
    await Exceptions.removeOverride(ctx, member, date);
    return null;
  },
});

/** A member's time off, the earliest end first. */
export const listTimeOff = query({
  args: ofMember,
  returns: v.array(Exceptions.timeOffView),
  handler: async (ctx, { memberId }) => {
    const member = await requireMember(ctx, memberId);
    return await Exceptions.listTimeOff(ctx, member._id);
  },
});

/** Close a range of local dates "YYYY-MM-DD", both included. */
export const addTimeOff = mutation({
  args: { ...ofMember, ...Exceptions.timeOffFields.fields },
  returns: v.object({ id: v.id("timeOff") }),
  handler: async (ctx, { memberId, ...timeOff }) => {
    const member = await requireMember(ctx, memberId);
    return { id: await Exceptions.addTimeOff(ctx, member, timeOff) };
  },
});

/** Open a range of dates again. */
export const removeTimeOff = mutation({
  args: { timeOffId: v.id("timeOff") },
  returns: v.null(),
  handler: async (ctx, { timeOffId }) => {
    const member = await requireMemberOfTimeOff(ctx, timeOffId);
    await Exceptions.removeTimeOff(ctx, member, timeOffId);
    return null;
  },
});

/** A member's recurring rules, the oldest first. */
export const listRules = query({
  args: ofMember,
  returns: v.array(Exceptions.ruleView),
  handler: async (ctx, { memberId }) => {
    const member = await requireMember(ctx, memberId);
    return await Exceptions.listRuleViews(ctx, member._id);
  },
});

/** Add a recurring rule. */
export const addRule = mutation({
  args: { ...ofMember, rule: Exceptions.ruleFields },
  returns: v.object({ id: v.id("availabilityRules") }),
  handler: async (ctx, { memberId, rule }) => {
    const member = await requireMember(ctx, memberId);
    return { id: await Exceptions.saveRule(ctx, member, { id: null, rule }) };
  },
});

/** Replace a recurring rule. */
export const updateRule = mutation({
  args: { ruleId: v.id("availabilityRules"), rule: Exceptions.ruleFields },
  returns: v.null(),
  handler: async (ctx, { ruleId, rule }) => {
    const member = await requireMemberOfRule(ctx, ruleId);
    await Exceptions.saveRule(ctx, member, { id: ruleId, rule });
    return null;
  },
});

/** Remove a recurring rule. */
export const removeRule = mutation({
  args: { ruleId: v.id("availabilityRules") },
  returns: v.null(),
  handler: async (ctx, { ruleId }) => {
    const member = await requireMemberOfRule(ctx, ruleId);
    await Exceptions.removeRule(ctx, member, ruleId);
    return null;
  },
});

/** Bookings from `from` (epoch ms) on whose wall time moved, because a zone or its rules changed; for the owner. At most 500. */
export const listWallTimeChanges = query({
  args: { tenantSlug: v.string(), from: v.number() },
  returns: v.array(Availability.wallTimeChangeView),
  handler: async (ctx, { tenantSlug, from }) => {
    const { tenant } = await requireTenantAdmin(ctx, tenantSlug);
    return await Availability.listWallTimeChanges(ctx, tenant._id, from);
  },
});
