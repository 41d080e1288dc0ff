import { v } from "convex/values";
import { MAX_PREVIEWED_MEMBERS } from "../../core/availability/limits.ts";
import { fail } from "../errors";
import { mutation, query } from "../functions";
import { requireTenantAdmin } from "../tenants/access";
import * as Bulk from "./bulkChanges";
import { bulkChange } from "./tables";

const RECENT_LIMIT = 10;

const asked = {
  tenantSlug: v.string(),
  memberIds: v.array(v.id("memberSettings")),
  change: bulkChange,
};

/**
 * What a change would do to at most 25 members from `now` (epoch ms) on: whom it concerns, and which of their bookings would lie
 * outside their hours. It changes nothing.
 */
export const preview = query({
  args: { ...asked, now: v.number() },
  returns: v.array(Bulk.previewView),
  handler: async (ctx, { tenantSlug, ...wanted }) => {
    const { tenant } = await requireTenantAdmin(ctx, tenantSlug);
    if (wanted.memberIds.length > MAX_PREVIEWED_MEMBERS) {
      fail("LIMIT_REACHED", { limit: MAX_PREVIEWED_MEMBERS });
    }
    const change = Bulk.parseChange(wanted.change);
    if (!Number.isSafeInteger(wanted.now)) {
      fail("INVALID_INPUT", { problems: [{ field: "now", problem: "malformed" }] });
    }
    return await Bulk.preview(ctx, tenant, { ...wanted, change });
  },
});

/** Apply a schedule, an override or time off to at most 1,000 members, in batches that survive a restart. */
export const apply = mutation({
  args: asked,
  returns: v.object({ id: v.id("bulkChanges") }),
  handler: async (ctx, { tenantSlug, ...wanted }) => {
    const { tenant, person } = await requireTenantAdmin(ctx, tenantSlug);
    return { id: await Bulk.start(ctx, tenant, { userId: person.userId, ...wanted }) };
  },
});

/** The last ten changes of many members, the newest first, with how far each has come. Live. */
export const listRecent = query({
  args: { tenantSlug: v.string() },
  returns: v.array(Bulk.progressView),
  handler: async (ctx, { tenantSlug }) => {
    const { tenant } = await requireTenantAdmin(ctx, tenantSlug);
    const rows = await ctx.db
      .query("bulkChanges")
      .withIndex("by_tenantId", (q) => q.eq("tenantId", tenant._id))
      .order("desc")
      .take(RECENT_LIMIT);
    return rows.map(Bulk.progressViewOf);
  },
});
