import { defineTable } from "convex/server";
import { v } from "convex/values";
import { cap, nullable, reminder } from "../validators";

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
  /** Unique among the member's services; short, because busy spans carry it. */
  number: v.number(),
  durationMin: v.number(),
  /** Further lengths a customer may choose. */
  otherDurationsMin: v.array(v.number()),
  /** named: customers say what they pay, at least `minPrice`, and `price` is a suggestion. */
  pricing: v.union(v.literal("fixed"), v.literal("named")),
  /** Minor units of `currency`, as all amounts here; 0 is free. */
  price: v.number(),
  minPrice: v.number(),
  /** The further lengths that do not cost `price`. */
  durationPrices: v.array(v.object({ durationMin: v.number(), price: v.number() })),
  /** What is due when booking; null is the whole price. */
  deposit: nullable(
    v.union(
      v.object({ kind: v.literal("fixed"), amount: v.number() }),
      v.object({ kind: v.literal("percent"), basisPoints: v.number() }),
    ),
  ),
  currency: v.string(),
  /** What customers get back who cancel, from the earliest tier to the latest; none is all of it. */
  refundTiers: v.array(v.object({ hoursBefore: v.number(), percent: v.number() })),
  bufferBeforeMin: nullable(v.number()),
  bufferAfterMin: nullable(v.number()),
  noticeMin: nullable(v.number()),
  intervalMin: nullable(v.number()),
  /** By how much the grid of starts lies behind the opening. */
  offsetMin: v.number(),
  /** Offer only the first free slot of each of the member's days. */
  firstOfDay: v.boolean(),
  /** The local dates "YYYY-MM-DD" on which it can be booked, both included; null is no limit. */
  firstDate: nullable(v.string()),
  lastDate: nullable(v.string()),
  /** How much of this service the member takes on. */
  caps: v.array(cap),
  /** How long before its start a customer may still cancel or move a booking, in elapsed minutes. */
  cancelNoticeMin: v.number(),
  rescheduleNoticeMin: v.number(),
  /** How often a customer may move a booking; null is no limit. */
  maxReschedules: nullable(v.number()),
  /** Whether the member decides on each request before it is confirmed. */
  approval: v.boolean(),
  /** When its customers are reminded; null is as the business does. */
  reminders: nullable(v.array(reminder)),
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
