import type { WithoutSystemFields } from "convex/server";
import { v } from "convex/values";
import { parseName, parseSlug } from "../../core/text/fields.ts";
import { isZone } from "../../core/time/zones.ts";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { fail } from "../errors";
import { tenants } from "./tables";

export const tenantView = tenants.validator
  .pick("slug", "name", "timezone", "currency", "brand")
  .extend({
    id: v.id("tenants"),
  });

/** What everyone may know of a tenant. */
export function viewOf(tenant: Doc<"tenants">) {
  const { _id: id, slug, name, timezone, currency, brand } = tenant;
  return { id, slug, name, timezone, currency, brand };
}

export type NewTenant = WithoutSystemFields<Doc<"tenants">>;

/** Open a marketplace; an address that is taken is refused. */
export async function create(ctx: MutationCtx, fields: NewTenant): Promise<Id<"tenants">> {
  const slug = parseSlug(fields.slug);
  const name = parseName(fields.name);
  if (!slug.ok)
    return fail("INVALID_INPUT", { problems: [{ field: "slug", problem: slug.problem }] });
  if (!name.ok)
    return fail("INVALID_INPUT", { problems: [{ field: "name", problem: name.problem }] });
  if (!isZone(fields.timezone)) fail("UNKNOWN_ZONE", { field: "timezone" });
  if (await findBySlug(ctx, fields.slug)) fail("SLUG_TAKEN", { field: "slug" });
  return await ctx.db.insert("tenants", { ...fields, name: name.value });
}

/** The tenant at an address, open or not. */
export async function findBySlug(ctx: QueryCtx, slug: string): Promise<Doc<"tenants"> | null> {
  return await ctx.db
    .query("tenants")
    .withIndex("by_slug", (q) => q.eq("slug", slug))
    .unique();
}

/** Give a person a role; a second call replaces the first. */
export async function grantRole(
  ctx: MutationCtx,
  grant: WithoutSystemFields<Doc<"tenantRoles">>,
): Promise<void> {
  const { tenantId, userId } = grant;
  const existing = await ctx.db
    .query("tenantRoles")
    .withIndex("by_tenantId_and_userId", (q) => q.eq("tenantId", tenantId).eq("userId", userId))
    .unique();
  if (existing) await ctx.db.replace("tenantRoles", existing._id, grant);
  else await ctx.db.insert("tenantRoles", grant);
}
