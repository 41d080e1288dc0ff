import { defineTable } from "convex/server";
import { v } from "convex/values";
import { cap, nullable, weeklySchedule } from "../validators";

/**
 * People who offer bookable time, as they describe themselves. Written by `members/model`; no field changes often.
 * Money is minor units of `currency`. `userId` (a tokenIdentifier) is absent for members without a login.
 */
export const memberSettings = defineTable({
  tenantId: v.id("tenants"),
  userId: v.optional(v.string()),
  slug: v.string(),
  name: v.string(),
  title: v.string(),
  bio: v.string(),
  photoUrl: v.union(v.string(), v.null()),
  timezone: v.string(),
  weeklySchedule,
  /** Local dates, "YYYY-MM-DD". */
  blockedDates: v.array(v.string()),
  durationMin: v.number(),
  bufferBeforeMin: v.number(),
  bufferAfterMin: v.number(),
  noticeMin: v.number(),
  /** How far ahead one may book; null is no limit of the member's own. */
  horizonDays: v.union(v.number(), v.null()),
  intervalMin: v.number(),
  /** How much the member takes on in all. */
  caps: v.array(cap),
  price: v.number(),
  currency: v.string(),
  bookingMode: v.union(v.literal("native"), v.literal("contact"), v.literal("external")),
  /** Where people book a member whose mode is "external". */
  externalUrl: nullable(v.string()),
  status: v.union(v.literal("active"), v.literal("inactive")),
  /** Rises with every save, so that two editors do not overwrite each other unnoticed. */
  revision: v.number(),
})
  .index("by_tenantId_and_slug", ["tenantId", "slug"])
  .index("by_tenantId_and_userId", ["tenantId", "userId"])
  .index("by_tenantId_and_status", ["tenantId", "status"]);
