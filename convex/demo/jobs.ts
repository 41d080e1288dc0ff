import { v } from "convex/values";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import * as EventTypes from "../eventTypes/model";
import { internalMutation } from "../functions";
import * as Members from "../members/model";
import * as Tenants from "../tenants/model";
import { crowdMember } from "./crowd";
import { MEMBERS, OWNER } from "./people";

const DEMO_TENANT = {
  slug: "demo",
  name: "Open Hours",
  mode: "standalone",
  timezone: "UTC",
  currency: "usd",
  brand: {},
  plan: "enterprise",
  limits: { members: null, eventTypesPerMember: 50 },
  memberSignUp: "open",
  status: "active",
} as const;

async function ensureTenant(ctx: MutationCtx): Promise<Doc<"tenants">> {
  const existing = await Tenants.findBySlug(ctx, DEMO_TENANT.slug);
  const id = existing?._id ?? (await Tenants.create(ctx, DEMO_TENANT));
  const tenant = await ctx.db.get("tenants", id);
  if (!tenant) throw new Error("The demonstration tenant vanished inside its own transaction.");
  return tenant;
}

async function findMember(ctx: MutationCtx, tenantId: Id<"tenants">, slug: string) {
  return await ctx.db
    .query("memberSettings")
    .withIndex("by_tenantId_and_slug", (q) => q.eq("tenantId", tenantId).eq("slug", slug))
    .unique();
}

async function ensureMember(
  ctx: MutationCtx,
  tenant: Doc<"tenants">,
  { userId, settings, services }: Omit<(typeof MEMBERS)[number], "subject"> & { userId: string },
): Promise<void> {
  const existing = await findMember(ctx, tenant._id, settings.slug);
  if (existing) {
    if (existing.userId !== userId) await ctx.db.patch("memberSettings", existing._id, { userId });
    return;
  }
  const { id } = await Members.create(ctx, tenant, { userId, settings });
  const member = await ctx.db.get("memberSettings", id);
  const [standard] = await EventTypes.listAll(ctx, id);
  if (!member || !standard) throw new Error("A new member has no page or no service.");
  await ctx.db.delete("eventTypes", standard._id);
  for (const service of services) {
    await EventTypes.create(ctx, member, {
      ...service,
      currency: settings.currency,
      bufferBeforeMin: null,
      bufferAfterMin: null,
      noticeMin: null,
      intervalMin: null,
      locationKind: "online",
      active: true,
    });
  }
}

/**
 * Fill a deployment with the demonstration marketplace, its people bound to the sign-in service at `issuer`. Running it again
 * keeps what was changed since and binds the people to the issuer it is given now.
 */
export const seed = internalMutation({
  args: { issuer: v.string() },
  returns: v.null(),
  handler: async (ctx, { issuer }) => {
    const tenant = await ensureTenant(ctx);
    const userIdOf = (subject: string) => `${issuer}|${subject}`;
    await Tenants.grantRole(ctx, {
      tenantId: tenant._id,
      userId: userIdOf(OWNER.subject),
      role: "owner",
    });
    for (const { subject, ...member } of MEMBERS) {
      await ensureMember(ctx, tenant, { userId: userIdOf(subject), ...member });
    }
    return null;
  },
});

/** Add the members number `from` to `to`, not included, of a crowd to the demonstration: for measuring and for tests of scale. */
export const addCrowd = internalMutation({
  args: { from: v.number(), to: v.number() },
  returns: v.null(),
  handler: async (ctx, { from, to }) => {
    const tenant = await ensureTenant(ctx);
    for (let n = from; n < to; n++) await Members.create(ctx, tenant, { settings: crowdMember(n) });
    return null;
  },
});
