import { v, type Infer } from "convex/values";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import * as Availability from "../availability/model";
import * as Directory from "../directory/model";
import { fail } from "../errors";
import * as EventTypes from "../eventTypes/model";
import { NOTHING_KEPT, parseSettings, type Settings } from "./settings";
import { memberSettings } from "./tables";

export { settingsFields, type Settings } from "./settings";

export const publicView = memberSettings.validator
  .pick("slug", "name", "title", "bio", "photoUrl", "timezone", "bookingMode", "externalUrl")
  .extend({ id: v.id("memberSettings") });

export const ownView = memberSettings.validator
  .omit("tenantId", "userId")
  .extend({ id: v.id("memberSettings") });

/** Which member somebody is. */
export const referenceView = memberSettings.validator
  .pick("slug", "name", "status")
  .extend({ id: v.id("memberSettings") });

export const cardView = memberSettings.validator
  .pick("slug", "name", "title", "photoUrl", "timezone")
  .extend({ id: v.id("memberSettings"), services: v.array(EventTypes.summaryView) });

/** A member among all of the marketplace, published or not, as its owner lists them. */
export const rosterView = memberSettings.validator
  .pick("slug", "name", "title", "photoUrl", "timezone", "status")
  .extend({ id: v.id("memberSettings") });

/** What everyone may know of a member. */
export function publicViewOf(member: Doc<"memberSettings">): Infer<typeof publicView> {
  const { _id: id, slug, name, title, bio, photoUrl, timezone, bookingMode, externalUrl } = member;
  return { id, slug, name, title, bio, photoUrl, timezone, bookingMode, externalUrl };
}

/** All of a member's settings, for the member and the tenant's owner. */
export function ownViewOf(member: Doc<"memberSettings">): Infer<typeof ownView> {
  const { _id: id, _creationTime, tenantId, userId, ...settings } = member;
  return { id, ...settings };
}

/** What the owner's list says of a member. */
export function rosterViewOf(member: Doc<"memberSettings">): Infer<typeof rosterView> {
  const { _id: id, slug, name, title, photoUrl, timezone, status } = member;
  return { id, slug, name, title, photoUrl, timezone, status };
}

/** A member in the directory, with the first services. */
export async function cardOf(
  ctx: QueryCtx,
  member: Doc<"memberSettings">,
): Promise<Infer<typeof cardView>> {
  const { _id: id, slug, name, title, photoUrl, timezone } = member;
  const services = await EventTypes.listSummaries(ctx, member._id, 3);
  return { id, slug, name, title, photoUrl, timezone, services };
}

/** The member at an address, published or not. */
export async function findBySlug(
  ctx: QueryCtx,
  tenantId: Id<"tenants">,
  slug: string,
): Promise<Doc<"memberSettings"> | null> {
  return await ctx.db
    .query("memberSettings")
    .withIndex("by_tenantId_and_slug", (q) => q.eq("tenantId", tenantId).eq("slug", slug))
    .unique();
}

async function refuseTakenSlug(
  ctx: QueryCtx,
  wanted: { tenantId: Id<"tenants">; slug: string; by: Id<"memberSettings"> | null },
): Promise<void> {
  const holder = await findBySlug(ctx, wanted.tenantId, wanted.slug);
  if (holder && holder._id !== wanted.by) fail("SLUG_TAKEN", { field: "slug" });
}

async function refuseBeyondLimit(ctx: QueryCtx, tenant: Doc<"tenants">): Promise<void> {
  const limit = tenant.limits.members;
  if (limit === null) return;
  const members = await ctx.db
    .query("memberSettings")
    .withIndex("by_tenantId_and_slug", (q) => q.eq("tenantId", tenant._id))
    .take(limit);
  if (members.length >= limit) fail("LIMIT_REACHED", { limit });
}

type Saved = { id: Id<"memberSettings">; revision: number };

/** What every save leaves behind: the schedule the slot rule reads, and at least one service to book. */
async function afterSave(ctx: MutationCtx, memberId: Id<"memberSettings">): Promise<Saved> {
  const member = await ctx.db.get("memberSettings", memberId);
  if (!member) throw new Error("A member vanished inside its own transaction.");
  await Availability.compileSchedule(ctx, member);
  await EventTypes.ensureDefault(ctx, member);
  await Directory.refresh(ctx, { tenantId: member.tenantId, memberId });
  return { id: member._id, revision: member.revision };
}

/** Publish a new member of this tenant; `userId` is absent for members without a login. */
export async function create(
  ctx: MutationCtx,
  tenant: Doc<"tenants">,
  fields: { userId?: string; settings: Settings },
): Promise<Saved> {
  const settings = parseSettings(fields.settings, NOTHING_KEPT);
  await refuseTakenSlug(ctx, { tenantId: tenant._id, slug: settings.slug, by: null });
  await refuseBeyondLimit(ctx, tenant);
  const owner = fields.userId === undefined ? {} : { userId: fields.userId };
  const id = await ctx.db.insert("memberSettings", {
    tenantId: tenant._id,
    ...owner,
    ...settings,
    revision: 1,
  });
  return await afterSave(ctx, id);
}

/** Replace a member's weekly hours and nothing else. */
export async function setWeeklySchedule(
  ctx: MutationCtx,
  member: Doc<"memberSettings">,
  weeklySchedule: Settings["weeklySchedule"],
): Promise<void> {
  const { revision } = member;
  await ctx.db.patch("memberSettings", member._id, { weeklySchedule, revision: revision + 1 });
  await afterSave(ctx, member._id);
}

/** Replace a member's settings; `revision` is the one the editor started from. */
export async function update(
  ctx: MutationCtx,
  member: Doc<"memberSettings">,
  change: { settings: Settings; revision: number },
): Promise<Saved> {
  if (change.revision !== member.revision) {
    fail("STALE_REVISION", { revision: member.revision });
  }
  const settings = parseSettings(change.settings, member);
  await refuseTakenSlug(ctx, { tenantId: member.tenantId, slug: settings.slug, by: member._id });
  await ctx.db.patch("memberSettings", member._id, { ...settings, revision: member.revision + 1 });
  return await afterSave(ctx, member._id);
}
