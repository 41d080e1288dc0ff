import { defineTable } from "convex/server";
import { v } from "convex/values";
import { payee } from "../payments/model";
import { nullable } from "../validators";

/** How many bookings, attempts and holds there may be in any such stretch of time; null is no limit. Written by `limits/settings`. */
export const bookingLimits = v.object({
  bookingsPerEmailDay: nullable(v.number()),
  bookingsPerMemberDay: nullable(v.number()),
  attemptsPerAddressHour: nullable(v.number()),
  holdsPerAddressHour: nullable(v.number()),
});

/** Marketplaces. Written by `tenants/jobs` (set-up) and, for the limits, by `limits.ts`; never deleted by members or customers. */
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
  /** The most rows of each kind, and of bookings in a stretch of time; null is no limit. */
  limits: bookingLimits.extend({
    members: nullable(v.number()),
    eventTypesPerMember: v.number(),
  }),
  /**
   * Who takes the money (payments/snapshots.ts `payee`), and the platform's part: hundredths of a percent of each price, and minor units of
   * the tenant's currency where that is the price's.
   */
  payments: v.object({ mode: payee.fields.mode, feeBasisPoints: v.number(), feeFixed: v.number() }),
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
