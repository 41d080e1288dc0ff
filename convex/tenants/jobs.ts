import { v } from "convex/values";
import { internalMutation } from "../functions";
import * as Tenants from "./model";
import { tenants } from "./tables";

/**
 * Open a marketplace on a new deployment and name its owner by tokenIdentifier (`issuer|subject`):
 * `npx convex run tenants/jobs:create '{"tenant": {…}, "ownerUserId": "…"}'`.
 */
export const create = internalMutation({
  args: { tenant: tenants.validator, ownerUserId: v.string() },
  returns: v.id("tenants"),
  handler: async (ctx, { tenant, ownerUserId }) => {
    const tenantId = await Tenants.create(ctx, tenant);
    await Tenants.grantRole(ctx, { tenantId, userId: ownerUserId, role: "owner" });
    return tenantId;
  },
});
