import type { WithoutSystemFields } from "convex/server";
import { v, type Infer } from "convex/values";
import * as Fields from "../../core/text/fields.ts";
import { isZone } from "../../core/time/zones.ts";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { fail } from "../errors";
import * as Messages from "../messages/model";
import { bookingLimits, tenants } from "./tables";

export { bookingLimits } from "./tables";

export { tenants } from "./tables";

const PUBLIC_FIELDS = [
  "slug",
  "name",
  "businessType",
  "email",
  "phone",
  "timezone",
  "currency",
  "brand",
] as const;

export const tenantView = tenants.validator.pick(...PUBLIC_FIELDS).extend({
  id: v.id("tenants"),
  /** Whether its customers can ask for text messages. */
  sendsSms: v.boolean(),
});

/** What everyone may know of a tenant. */
export function viewOf(tenant: Doc<"tenants">): Infer<typeof tenantView> {
  const { _id: id, slug, name, businessType, email, phone, timezone, currency, brand } = tenant;
  return {
    id,
    slug,
    name,
    ...(businessType !== undefined && { businessType }),
    ...(email !== undefined && { email }),
    ...(phone !== undefined && { phone }),
    timezone,
    currency,
    brand,
    sendsSms: Messages.sendsSms(tenant),
  };
}

export type NewTenant = WithoutSystemFields<Doc<"tenants">>;

const TEXT_FIELDS = {
  slug: Fields.parseSlug,
  name: Fields.parseName,
  businessType: Fields.parseLine,
  email: Fields.parseEmail,
  phone: Fields.parsePhone,
} as const;

/** Open a marketplace; an address that is taken is refused, and so is everything that is wrong, at once. */
export async function create(ctx: MutationCtx, fields: NewTenant): Promise<Id<"tenants">> {
  const parsed = { ...fields };
  const problems: { field: string; problem: string }[] = [];
  for (const field of ["slug", "name", "businessType", "email", "phone"] as const) {
    const written = fields[field];
    const text = written === undefined ? null : TEXT_FIELDS[field](written);
    if (text?.ok) parsed[field] = text.value;
    else if (text) problems.push({ field, problem: text.problem });
  }
  if (problems.length > 0) fail("INVALID_INPUT", { problems });
  if (!isZone(fields.timezone)) fail("UNKNOWN_ZONE", { field: "timezone" });
  if (await findBySlug(ctx, fields.slug)) fail("SLUG_TAKEN", { field: "slug" });
  return await ctx.db.insert("tenants", parsed);
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

/** More than this in a stretch of time is no limit any more, and each place of a limit may cost a look. */
const MAX_BOOKING_LIMIT = 500;

/** The limits that the tenant's owner and admins may change. */
export function bookingLimitsOf({ limits }: Doc<"tenants">): Infer<typeof bookingLimits> {
  const { members: _members, eventTypesPerMember: _services, ...own } = limits;
  return own;
}

/** Change those limits; each is a whole number from 1 to 500, or null. */
export async function saveBookingLimits(
  ctx: MutationCtx,
  tenant: Doc<"tenants">,
  limits: Infer<typeof bookingLimits>,
): Promise<void> {
  const problems = Object.entries(limits).flatMap(([field, count]) => {
    const isLimit =
      count === null || (Number.isInteger(count) && count >= 1 && count <= MAX_BOOKING_LIMIT);
    return isLimit ? [] : [{ field: `limits.${field}`, problem: "malformed" }];
  });
  if (problems.length > 0) fail("INVALID_INPUT", { problems });
  await ctx.db.patch("tenants", tenant._id, { limits: { ...tenant.limits, ...limits } });
}
