import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { fail } from "../errors";
import { findPublicMember, requireHostOf } from "../members/access";
import { isTenantOpen, requirePerson } from "../tenants/access";

/** A service everyone may see, by address: active, of a published member; or null. */
export async function findPublicEventType(
  ctx: QueryCtx,
  address: { tenantSlug: string; memberSlug: string; slug: string },
): Promise<Doc<"eventTypes"> | null> {
  const { tenantSlug, memberSlug, slug } = address;
  const member = await findPublicMember(ctx, { tenantSlug, slug: memberSlug });
  if (!member) return null;
  const eventType = await ctx.db
    .query("eventTypes")
    .withIndex("by_memberId_and_slug", (q) => q.eq("memberId", member._id).eq("slug", slug))
    .unique();
  return eventType?.active ? eventType : null;
}

/** A service of an open tenant, which everyone may book, by id, or null. Whether its member is published, the schedule says. */
export async function findBookableEventType(
  ctx: QueryCtx,
  eventTypeId: Id<"eventTypes">,
): Promise<Doc<"eventTypes"> | null> {
  const eventType = await ctx.db.get("eventTypes", eventTypeId);
  if (!eventType?.active) return null;
  return (await isTenantOpen(ctx, eventType.tenantId)) ? eventType : null;
}

/** A service everyone may book, by id. */
export async function requireBookableEventType(
  ctx: QueryCtx,
  eventTypeId: Id<"eventTypes">,
): Promise<Doc<"eventTypes">> {
  return (await findBookableEventType(ctx, eventTypeId)) ?? fail("NOT_FOUND");
}

/** Grants a service to its member and the tenant's owner and admins; to others it does not exist. */
export async function requireEventType(
  ctx: QueryCtx,
  eventTypeId: Id<"eventTypes">,
): Promise<{
  eventType: Doc<"eventTypes">;
  member: Doc<"memberSettings">;
  by: "member" | "owner";
}> {
  await requirePerson(ctx);
  const eventType = await ctx.db.get("eventTypes", eventTypeId);
  if (!eventType) return fail("NOT_FOUND");
  return { eventType, ...(await requireHostOf(ctx, eventType.memberId)) };
}
