import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import { mutation, query } from "./functions";
import { requireBlock } from "./limits/access";
import * as Blocks from "./limits/blocks";
import * as Challenge from "./limits/challenge";
import { requireOpenTenant, requireTenantAdmin } from "./tenants/access";
import * as Tenants from "./tenants/model";

/** How many bookings, attempts and holds a business takes, for its owner and admins; null is no limit. */
export const settings = query({
  args: { tenantSlug: v.string() },
  returns: Tenants.bookingLimits,
  handler: async (ctx, { tenantSlug }) => {
    const { tenant } = await requireTenantAdmin(ctx, tenantSlug);
    return Tenants.bookingLimitsOf(tenant);
  },
});

/** Change them; each is a whole number from 1 to 500, or null for no limit. What was counted before still counts. */
export const save = mutation({
  args: { tenantSlug: v.string(), limits: Tenants.bookingLimits },
  returns: v.null(),
  handler: async (ctx, { tenantSlug, limits }) => {
    const { tenant } = await requireTenantAdmin(ctx, tenantSlug);
    await Tenants.saveBookingLimits(ctx, tenant, limits);
    return null;
  },
});

/** Whom the business takes no bookings from, by kind and value, a page at a time. */
export const listBlocks = query({
  args: { tenantSlug: v.string(), paginationOpts: paginationOptsValidator },
  returns: paginationResultValidator(Blocks.blockView),
  handler: async (ctx, { tenantSlug, paginationOpts }) => {
    const { tenant } = await requireTenantAdmin(ctx, tenantSlug);
    const result = await Blocks.pageOfBlocks(ctx, tenant._id, paginationOpts);
    return { ...result, page: result.page.map(Blocks.blockViewOf) };
  },
});

/**
 * Take no bookings online from a mailbox, a domain with all below it, or a network ("203.0.113.0/24"; an IPv6 address means its /64).
 * Bookings that exist stay. Blocking the same again replaces the reason.
 */
export const addBlock = mutation({
  args: { tenantSlug: v.string(), ...Blocks.blockFields.fields },
  returns: Blocks.blockView,
  handler: async (ctx, { tenantSlug, ...fields }) => {
    const { tenant } = await requireTenantAdmin(ctx, tenantSlug);
    return Blocks.blockViewOf(await Blocks.block(ctx, tenant._id, fields));
  },
});

/** Take bookings from them again. */
export const removeBlock = mutation({
  args: { blockId: v.id("blocks") },
  returns: v.null(),
  handler: async (ctx, { blockId }) => {
    const block = await requireBlock(ctx, blockId);
    await ctx.db.delete("blocks", block._id);
    return null;
  },
});

/** Whether a visitor has to pass a check before booking, and whether they have. */
export const challenge = query({
  args: { tenantSlug: v.string(), visitorId: v.string() },
  returns: Challenge.challengeView,
  handler: async (ctx, { tenantSlug, visitorId }) => {
    const tenant = await requireOpenTenant(ctx, tenantSlug);
    return await Challenge.challengeViewOf(ctx, { tenantId: tenant._id, visitorId });
  },
});

/** Hand in what Turnstile gave the visitor's browser; the outcome shows in `challenge`, and a pass is good for an hour. */
export const submitChallenge = mutation({
  args: { tenantSlug: v.string(), visitorId: v.string(), token: v.string() },
  returns: v.null(),
  handler: async (ctx, { tenantSlug, visitorId, token }) => {
    const tenant = await requireOpenTenant(ctx, tenantSlug);
    await Challenge.submit(ctx, { tenantId: tenant._id, visitorId }, token);
    return null;
  },
});
