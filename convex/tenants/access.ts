import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { fail } from "../errors";

export type Person = { userId: string; name: string | null; email: string | null };

/** The signed-in person, or null for a guest. `userId` is the provider's `issuer|subject`. */
export async function findPerson(ctx: QueryCtx): Promise<Person | null> {
  const identity = await ctx.auth.getUserIdentity();
  if (!identity) return null;
  return {
    userId: identity.tokenIdentifier,
    name: identity.name ?? null,
    email: identity.email ?? null,
  };
}

/** Grants nothing but knowing who calls; refuses guests. */
export async function requirePerson(ctx: QueryCtx): Promise<Person> {
  return (await findPerson(ctx)) ?? fail("SIGN_IN_REQUIRED");
}

/** An active tenant, which everyone may see, or null. */
export async function findOpenTenant(ctx: QueryCtx, slug: string): Promise<Doc<"tenants"> | null> {
  const tenant = await ctx.db
    .query("tenants")
    .withIndex("by_slug", (q) => q.eq("slug", slug))
    .unique();
  return tenant?.status === "active" ? tenant : null;
}

/** An active tenant, which everyone may see. */
export async function requireOpenTenant(ctx: QueryCtx, slug: string): Promise<Doc<"tenants">> {
  return (await findOpenTenant(ctx, slug)) ?? fail("NOT_FOUND");
}

/** Whether the tenant of a row is open for visitors. */
export async function isTenantOpen(ctx: QueryCtx, tenantId: Id<"tenants">): Promise<boolean> {
  return (await ctx.db.get("tenants", tenantId))?.status === "active";
}

/** This person's role in this tenant, or null. */
export async function findRole(
  ctx: QueryCtx,
  tenantId: Id<"tenants">,
  userId: string,
): Promise<Doc<"tenantRoles">["role"] | null> {
  const row = await ctx.db
    .query("tenantRoles")
    .withIndex("by_tenantId_and_userId", (q) => q.eq("tenantId", tenantId).eq("userId", userId))
    .unique();
  return row?.role ?? null;
}

/** Whether this person may act on every row of the tenant. */
export async function isTenantAdmin(
  ctx: QueryCtx,
  tenantId: Id<"tenants">,
  userId: string,
): Promise<boolean> {
  const role = await findRole(ctx, tenantId, userId);
  return role === "owner" || role === "admin";
}

/** Grants a tenant's rows to its owner and admins; to others the tenant's inside does not exist. */
export async function requireTenantAdmin(
  ctx: QueryCtx,
  slug: string,
): Promise<{ tenant: Doc<"tenants">; person: Person }> {
  const person = await requirePerson(ctx);
  const tenant = await requireOpenTenant(ctx, slug);
  const mayAct = await isTenantAdmin(ctx, tenant._id, person.userId);
  return mayAct ? { tenant, person } : fail("NOT_FOUND");
}
