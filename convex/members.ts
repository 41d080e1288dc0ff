import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import { fail } from "./errors";
import { mutation, query } from "./functions";
import { boundedPage } from "./pages";
import { findOwnMember, findPublicMember } from "./members/access";
import * as Members from "./members/model";
import * as Messages from "./messages/model";
import {
  findOpenTenant,
  requireOpenTenant,
  requirePerson,
  requireTenantAdmin,
} from "./tenants/access";
import { nullable } from "./validators";

/** The members whom visitors may book, a page at a time. */
export const list = query({
  args: { tenantSlug: v.string(), paginationOpts: paginationOptsValidator },
  returns: paginationResultValidator(Members.cardView),
  handler: async (ctx, { tenantSlug, paginationOpts }) => {
    const tenant = await requireOpenTenant(ctx, tenantSlug);
    const members = await ctx.db
      .query("memberSettings")
      .withIndex("by_tenantId_and_status", (q) =>
        q.eq("tenantId", tenant._id).eq("status", "active"),
      )
      .paginate(boundedPage(paginationOpts));
    const page = await Promise.all(members.page.map((member) => Members.cardOf(ctx, member)));
    return { ...members, page };
  },
});

/** All members, published or not, by address, a page at a time; for the tenant's owner and admins. */
export const listAll = query({
  args: { tenantSlug: v.string(), paginationOpts: paginationOptsValidator },
  returns: paginationResultValidator(Members.rosterView),
  handler: async (ctx, { tenantSlug, paginationOpts }) => {
    const { tenant } = await requireTenantAdmin(ctx, tenantSlug);
    const members = await ctx.db
      .query("memberSettings")
      .withIndex("by_tenantId_and_slug", (q) => q.eq("tenantId", tenant._id))
      .paginate(boundedPage(paginationOpts));
    return { ...members, page: members.page.map(Members.rosterViewOf) };
  },
});

/** A member by address as in `listAll`, or null; for the tenant's owner and admins. */
export const find = query({
  args: { tenantSlug: v.string(), slug: v.string() },
  returns: nullable(Members.rosterView),
  handler: async (ctx, { tenantSlug, slug }) => {
    const { tenant } = await requireTenantAdmin(ctx, tenantSlug);
    const member = await Members.findBySlug(ctx, tenant._id, slug);
    return member && Members.rosterViewOf(member);
  },
});

/** A published member by address, or null. */
export const get = query({
  args: { tenantSlug: v.string(), slug: v.string() },
  returns: nullable(Members.publicView),
  handler: async (ctx, address) => {
    const member = await findPublicMember(ctx, address);
    return member && Members.publicViewOf(member);
  },
});

/** The caller's own settings in this marketplace; null before the first save. */
export const settings = query({
  args: { tenantSlug: v.string() },
  returns: nullable(Members.ownView),
  handler: async (ctx, { tenantSlug }) => {
    const tenant = await findOpenTenant(ctx, tenantSlug);
    const member = tenant && (await findOwnMember(ctx, tenant._id));
    return member && Members.ownViewOf(member);
  },
});

/**
 * Save the caller's own settings. The first save (`revision: null`) publishes a new member with a default service;
 * later ones name the revision they started from and are refused with `STALE_REVISION` when it has moved on.
 */
export const save = mutation({
  args: {
    tenantSlug: v.string(),
    settings: Members.settingsFields,
    revision: nullable(v.number()),
  },
  returns: v.object({ id: v.id("memberSettings"), revision: v.number() }),
  handler: async (ctx, { tenantSlug, settings, revision }) => {
    const person = await requirePerson(ctx);
    const tenant = await requireOpenTenant(ctx, tenantSlug);
    const member = await findOwnMember(ctx, tenant._id);
    if (member) {
      const saved = await Members.update(ctx, member, { settings, revision: revision ?? 0 });
      if (settings.timezone !== member.timezone) await Messages.followZone(ctx, saved.id);
      return saved;
    }
    if (tenant.memberSignUp === "closed") fail("SIGN_UP_CLOSED");
    const saved = await Members.create(ctx, tenant, { userId: person.userId, settings });
    await Messages.welcome(ctx, { tenantId: tenant._id, memberId: saved.id }, person.email);
    return saved;
  },
});
