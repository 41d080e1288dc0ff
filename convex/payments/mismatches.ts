import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import { mutation, query } from "../functions";
import { boundedPage } from "../pages";
import { requireTenantAdmin } from "../tenants/access";
import { requireMismatch } from "./access";
import { mismatchView, mismatchViewOf, repair as repairMismatch } from "./repairs";

/** Where money and bookings do not agree, for the marketplace's owner and admins, the latest first, a page at a time. */
export const list = query({
  args: { tenantSlug: v.string(), paginationOpts: paginationOptsValidator },
  returns: paginationResultValidator(mismatchView),
  handler: async (ctx, { tenantSlug, paginationOpts }) => {
    const { tenant } = await requireTenantAdmin(ctx, tenantSlug);
    const result = await ctx.db
      .query("mismatches")
      .withIndex("by_tenantId_and_resolvedAt", (q) =>
        q.eq("tenantId", tenant._id).eq("resolvedAt", null),
      )
      .order("desc")
      .paginate(boundedPage(paginationOpts));
    const views = result.page.map((mismatch) => mismatchViewOf(ctx, mismatch));
    return { ...result, page: await Promise.all(views) };
  },
});

/**
 * Do what is safe to do about a mismatch: ask the customer to pay again (money_lost), try the refund or the payment again (refund_failed,
 * payment_stuck, amount_differs), or take note (disputed). Repairing what is repaired changes nothing.
 */
export const repair = mutation({
  args: { mismatchId: v.id("mismatches") },
  returns: v.null(),
  handler: async (ctx, { mismatchId }) => {
    const mismatch = await requireMismatch(ctx, mismatchId);
    await repairMismatch(ctx, mismatch);
    return null;
  },
});
