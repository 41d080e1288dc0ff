import { v } from "convex/values";
import { findPublicEventType, requireEventType } from "./eventTypes/access";
import * as EventTypes from "./eventTypes/model";
import { mutation, query } from "./functions";
import { findActiveMember, requireMember } from "./members/access";
import { nullable } from "./validators";

/** What visitors may book with a member, in the member's order. */
export const list = query({
  args: { memberId: v.id("memberSettings") },
  returns: v.array(EventTypes.publicView),
  handler: async (ctx, { memberId }) => {
    const member = await findActiveMember(ctx, memberId);
    if (!member) return [];
    return (await EventTypes.listActive(ctx, member._id)).map(EventTypes.publicViewOf);
  },
});

/** One service by address, or null. */
export const get = query({
  args: { tenantSlug: v.string(), memberSlug: v.string(), slug: v.string() },
  returns: nullable(EventTypes.publicView),
  handler: async (ctx, address) => {
    const eventType = await findPublicEventType(ctx, address);
    return eventType && EventTypes.publicViewOf(eventType);
  },
});

/** All of a member's services with every field, for the member and the tenant's owner. */
export const listMine = query({
  args: { memberId: v.id("memberSettings") },
  returns: v.array(EventTypes.ownView),
  handler: async (ctx, { memberId }) => {
    const member = await requireMember(ctx, memberId);
    return (await EventTypes.listAll(ctx, member._id)).map(EventTypes.ownViewOf);
  },
});

/** Add a service. */
export const create = mutation({
  args: { memberId: v.id("memberSettings"), eventType: EventTypes.draftFields },
  returns: v.object({ id: v.id("eventTypes") }),
  handler: async (ctx, { memberId, eventType }) => {
    const member = await requireMember(ctx, memberId);
    return { id: await EventTypes.create(ctx, member, eventType) };
  },
});

/** Replace a service's description, terms and price; bookings made before keep theirs. */
export const update = mutation({
  args: { eventTypeId: v.id("eventTypes"), eventType: EventTypes.draftFields },
  returns: v.null(),
  handler: async (ctx, { eventTypeId, eventType: draft }) => {
    const { eventType } = await requireEventType(ctx, eventTypeId);
    await EventTypes.update(ctx, eventType, draft);
    return null;
  },
});

/** Remove a service; one that has bookings is switched off instead. */
export const remove = mutation({
  args: { eventTypeId: v.id("eventTypes") },
  returns: v.null(),
  handler: async (ctx, { eventTypeId }) => {
    const { eventType } = await requireEventType(ctx, eventTypeId);
    await EventTypes.remove(ctx, eventType);
    return null;
  },
});

/** Bring a member's services into this order. */
export const reorder = mutation({
  args: { memberId: v.id("memberSettings"), ids: v.array(v.id("eventTypes")) },
  returns: v.null(),
  handler: async (ctx, { memberId, ids }) => {
    const member = await requireMember(ctx, memberId);
    await EventTypes.reorder(ctx, member, ids);
    return null;
  },
});
