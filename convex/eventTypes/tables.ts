import { defineTable } from "convex/server";
import { v } from "convex/values";
import { nullable } from "../validators";

/**
 * What can be booked with a member. Written by the member through `eventTypes/model`; removed only while nothing was ever
 * booked, switched off otherwise. A buffer, notice or interval of null is the member's own.
 */
export const eventTypes = defineTable({
  tenantId: v.id("tenants"),
  memberId: v.id("memberSettings"),
  slug: v.string(),
  name: v.string(),
  description: v.string(),
  durationMin: v.number(),
  /** Minor units of `currency`; 0 is free. */
  price: v.number(),
  currency: v.string(),
  bufferBeforeMin: nullable(v.number()),
  bufferAfterMin: nullable(v.number()),
  noticeMin: nullable(v.number()),
  intervalMin: nullable(v.number()),
  /** Whether the member decides on each request before it is confirmed. */
  approval: v.boolean(),
  locationKind: v.union(
    v.literal("online"),
    v.literal("phone"),
    v.literal("in_person"),
    v.literal("to_be_agreed"),
  ),
  active: v.boolean(),
  /** Position in the member's list, ascending. */
  order: v.number(),
})
  .index("by_memberId_and_order", ["memberId", "order"])
  .index("by_memberId_and_active_and_order", ["memberId", "active", "order"])
  .index("by_memberId_and_slug", ["memberId", "slug"]);
