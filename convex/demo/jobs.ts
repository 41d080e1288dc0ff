import { v } from "convex/values";
import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import * as EventTypes from "../eventTypes/model";
import { internalMutation } from "../functions";
import * as Members from "../members/model";
import * as Messages from "../messages/model";
import { nullable } from "../validators";
import * as Tenants from "../tenants/model";
import { crowdMember } from "./crowd";
import { MORE_MEMBERS } from "./morePeople";
import { MEMBERS, OWNER, type DemoMember } from "./people";
import { bookYear } from "./year";

const DEMO_TENANT = {
  slug: "demo",
  name: "Open Hours",
  businessType: "lessons",
  email: "hello@openhours.example",
  mode: "standalone",
  timezone: "UTC",
  currency: "usd",
  brand: {},
  plan: "enterprise",
  limits: {
    members: null,
    eventTypesPerMember: 50,
    bookingsPerEmailDay: 50,
    bookingsPerMemberDay: 200,
    // Everybody who looks at a demonstration does so from one machine.
    attemptsPerAddressHour: null,
    holdsPerAddressHour: null,
  },
  payments: { mode: "platform", feeBasisPoints: 1_000, feeFixed: 0 },
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
  { subject, userId, settings, services }: DemoMember & { userId: string },
): Promise<void> {
  const existing = await findMember(ctx, tenant._id, settings.slug);
  if (existing) {
    if (existing.userId !== userId) await ctx.db.patch("memberSettings", existing._id, { userId });
    return;
  }
  const { id } = await Members.create(ctx, tenant, { userId, settings });
  const email = `${subject.replace("persona-", "")}@openhours.example`;
  await Messages.welcome(ctx, { tenantId: tenant._id, memberId: id }, email);
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

async function openWith(ctx: MutationCtx, issuer: string, people: DemoMember[]): Promise<void> {
  const tenant = await ensureTenant(ctx);
  const userIdOf = (subject: string) => `${issuer}|${subject}`;
  await Tenants.grantRole(ctx, {
    tenantId: tenant._id,
    userId: userIdOf(OWNER.subject),
    role: "owner",
  });
  for (const member of people) {
    await ensureMember(ctx, tenant, { ...member, userId: userIdOf(member.subject) });
  }
}

/**
 * Open the demonstration marketplace with its first six people, bound to the sign-in service at `issuer`. Running it again keeps what
 * was changed since and binds the people to the issuer it is given now.
 */
export const seed = internalMutation({
  args: { issuer: v.string() },
  returns: v.null(),
  handler: async (ctx, { issuer }) => {
    await openWith(ctx, issuer, MEMBERS);
    return null;
  },
});

/** The same with all twenty-four people, and, on the day it first runs, a year of bookings around that day. */
export const seedAll = internalMutation({
  args: { issuer: v.string() },
  returns: v.null(),
  handler: async (ctx, { issuer }) => {
    await openWith(ctx, issuer, [...MEMBERS, ...MORE_MEMBERS]);
    const isNew = (await ctx.db.query("customers").first()) === null;
    if (isNew)
      await ctx.scheduler.runAfter(0, internal.demo.jobs.addYear, { cursor: null, seed: 1 });
    return null;
  },
});

/** A year of bookings, one member a transaction. */
export const addYear = internalMutation({
  args: { cursor: nullable(v.string()), seed: v.number() },
  returns: v.null(),
  handler: async (ctx, { cursor, seed }) => {
    const { page, isDone, continueCursor } = await ctx.db
      .query("memberSettings")
      .paginate({ numItems: 1, cursor });
    for (const member of page) await bookYear(ctx, member, seed);
    if (!isDone) {
      const next = { cursor: continueCursor, seed: seed + 1 };
      await ctx.scheduler.runAfter(0, internal.demo.jobs.addYear, next);
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
