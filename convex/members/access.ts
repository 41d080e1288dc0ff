import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { fail } from "../errors";
import {
  findOpenTenant,
  findPerson,
  isTenantAdmin,
  isTenantOpen,
  requirePerson,
} from "../tenants/access";

/** The signed-in person's own member row in this tenant, or null. */
export async function findOwnMember(
  ctx: QueryCtx,
  tenantId: Id<"tenants">,
): Promise<Doc<"memberSettings"> | null> {
  const person = await findPerson(ctx);
  if (!person) return null;
  return await ctx.db
    .query("memberSettings")
    .withIndex("by_tenantId_and_userId", (q) =>
      q.eq("tenantId", tenantId).eq("userId", person.userId),
    )
    .unique();
}

/** A published member, whom everyone may see, by address; or null. */
export async function findPublicMember(
  ctx: QueryCtx,
  address: { tenantSlug: string; slug: string },
): Promise<Doc<"memberSettings"> | null> {
  const tenant = await findOpenTenant(ctx, address.tenantSlug);
  if (!tenant) return null;
  const member = await ctx.db
    .query("memberSettings")
    .withIndex("by_tenantId_and_slug", (q) => q.eq("tenantId", tenant._id).eq("slug", address.slug))
    .unique();
  return member?.status === "active" ? member : null;
}

/** Grants a member's rows to that member and to the tenant's owner and admins, and says which; to others they do not exist. */
export async function requireHostOf(
  ctx: QueryCtx,
  memberId: Id<"memberSettings">,
): Promise<{ member: Doc<"memberSettings">; by: "member" | "owner" }> {
  const person = await requirePerson(ctx);
  const member = await ctx.db.get("memberSettings", memberId);
  if (!member) return fail("NOT_FOUND");
  if (member.userId === person.userId) return { member, by: "member" };
  const isAdmin = await isTenantAdmin(ctx, member.tenantId, person.userId);
  return isAdmin ? { member, by: "owner" } : fail("NOT_FOUND");
}

/** Grants a member's rows to that member and to the tenant's owner and admins; to others they do not exist. */
export async function requireMember(
  ctx: QueryCtx,
  memberId: Id<"memberSettings">,
): Promise<Doc<"memberSettings">> {
  return (await requireHostOf(ctx, memberId)).member;
}

/** A published member of an open tenant, whom everyone may see, by id; or null. */
export async function findActiveMember(
  ctx: QueryCtx,
  memberId: Id<"memberSettings">,
): Promise<Doc<"memberSettings"> | null> {
  const member = await ctx.db.get("memberSettings", memberId);
  if (member?.status !== "active") return null;
  return (await isTenantOpen(ctx, member.tenantId)) ? member : null;
}
