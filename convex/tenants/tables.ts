import { defineTable } from "convex/server";
import { v } from "convex/values";
import { nullable } from "../validators";

/** Marketplaces. Written by `tenants/jobs` (set-up); never deleted by members or customers. */
export const tenants = defineTable({
  slug: v.string(),
  name: v.string(),
  /** The trade as its people call it: "salon", "consulting", "mentoring". */
  businessType: v.optional(v.string()),
  /** Where everybody may reach the business. */
  email: v.optional(v.string()),
  phone: v.optional(v.string()),
  mode: v.union(v.literal("integrated"), v.literal("standalone"), v.literal("hybrid")),
  timezone: v.string(),
  currency: v.string(),
  brand: v.object({ color: v.optional(v.string()), logoUrl: v.optional(v.string()) }),
  plan: v.union(
    v.literal("free"),
    v.literal("starter"),
    v.literal("professional"),
    v.literal("enterprise"),
  ),
  /** The most rows of each kind; null is no limit. */
  limits: v.object({ members: nullable(v.number()), eventTypesPerMember: v.number() }),
  /** Whether anyone who signs in may become a member. */
  memberSignUp: v.union(v.literal("open"), v.literal("closed")),
  status: v.union(v.literal("active"), v.literal("inactive")),
}).index("by_slug", ["slug"]);

/** Who runs a tenant. Written by `tenants/jobs`; one row per person and tenant. `userId` is a tokenIdentifier. */
export const tenantRoles = defineTable({
  tenantId: v.id("tenants"),
  userId: v.string(),
  role: v.union(v.literal("owner"), v.literal("admin"), v.literal("staff")),
}).index("by_tenantId_and_userId", ["tenantId", "userId"]);
