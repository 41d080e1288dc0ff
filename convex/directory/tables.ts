import { defineTable } from "convex/server";
import { v } from "convex/values";

/**
 * When each member is free, a row per member and UTC day with any free start of the member's first service, so that a directory by
 * time reads one small range. Written only by `directory/model`, in the mutations that change busy time, hours or services, and
 * daily for the day that comes into sight; rows of past days are deleted then.
 */
export const freeDays = defineTable({
  tenantId: v.id("tenants"),
  memberId: v.id("memberSettings"),
  /** Whole days since the epoch, UTC. */
  day: v.number(),
  /** The free starts, as core/availability/day-summary.ts writes them. */
  free: v.string(),
})
  .index("by_tenantId_and_day", ["tenantId", "day"])
  .index("by_memberId_and_day", ["memberId", "day"]);
