import { v } from "convex/values";
import { query } from "./functions";
import { findOwnMember } from "./members/access";
import * as Members from "./members/model";
import { findOpenTenant, findPerson, findRole } from "./tenants/access";
import * as Tenants from "./tenants/model";
import { tenantRoles } from "./tenants/tables";
import { nullable } from "./validators";

/** The marketplace at this address, or null. */
export const get = query({
  args: { slug: v.string() },
  returns: nullable(Tenants.tenantView),
  handler: async (ctx, { slug }) => {
    const tenant = await findOpenTenant(ctx, slug);
    return tenant && Tenants.viewOf(tenant);
  },
});

/** Who the caller is in this marketplace: null for guests, else their role and their own member page, if any. */
export const viewer = query({
  args: { slug: v.string() },
  returns: nullable(
    v.object({
      name: nullable(v.string()),
      email: nullable(v.string()),
      role: nullable(tenantRoles.validator.fields.role),
      member: nullable(Members.referenceView),
    }),
  ),
  handler: async (ctx, { slug }) => {
    const person = await findPerson(ctx);
    const tenant = person && (await findOpenTenant(ctx, slug));
    if (!tenant) return null;
    const member = await findOwnMember(ctx, tenant._id);
    return {
      name: person.name,
      email: person.email,
      role: await findRole(ctx, tenant._id, person.userId),
      member: member && {
        id: member._id,
        slug: member.slug,
        name: member.name,
        status: member.status,
      },
    };
  },
});
