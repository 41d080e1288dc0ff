import { v } from "convex/values";
import { mutation, query } from "../functions";
import { requireMember } from "../members/access";
import { requireTenantAdmin } from "../tenants/access";
import { nullable } from "../validators";
import { accountView, accountViewOf, requestOnboarding } from "./connect";
import { findAccount } from "./model";
import { settingsFields, settingsOf } from "./settings";

/** Who takes the money of a member's bookings, and how the Stripe account stands that the member is paid to; null while there is none. */
export const get = query({
  args: { memberId: v.id("memberSettings") },
  returns: v.object({ mode: settingsFields.fields.mode, account: nullable(accountView) }),
  handler: async (ctx, { memberId }) => {
    const { tenantId } = await requireMember(ctx, memberId);
    const account = await findAccount(ctx, { tenantId, memberId });
    const { mode } = await settingsOf(ctx, tenantId);
    return { mode, account: account && accountViewOf(account) };
  },
});

/** Have Stripe's page opened on which a member gives what is needed to be paid; its address appears in `get`. */
export const connect = mutation({
  args: { memberId: v.id("memberSettings") },
  returns: v.null(),
  handler: async (ctx, { memberId }) => {
    const { tenantId } = await requireMember(ctx, memberId);
    await requestOnboarding(ctx, { tenantId, memberId });
    return null;
  },
});

/** How the marketplace's own Stripe account stands, for its owner and admins; null while there is none. */
export const getTenants = query({
  args: { tenantSlug: v.string() },
  returns: nullable(accountView),
  handler: async (ctx, { tenantSlug }) => {
    const { tenant } = await requireTenantAdmin(ctx, tenantSlug);
    const account = await findAccount(ctx, { tenantId: tenant._id });
    return account && accountViewOf(account);
  },
});

/** The same as `connect`, for the marketplace's own account. */
export const connectTenants = mutation({
  args: { tenantSlug: v.string() },
  returns: v.null(),
  handler: async (ctx, { tenantSlug }) => {
    const { tenant } = await requireTenantAdmin(ctx, tenantSlug);
    await requestOnboarding(ctx, { tenantId: tenant._id });
    return null;
  },
});
