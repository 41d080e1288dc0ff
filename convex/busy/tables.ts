import { defineTable } from "convex/server";
import { v } from "convex/values";

/**
 * One stretch of time in which a member cannot be booked. `source` is the code of the booking that caused it, or the key of
 * whatever else did; it is short, because a month query reads dozens. Buffers are minutes kept free around the span.
 */
export const busySpan = v.object({
  start: v.number(),
  end: v.number(),
  source: v.string(),
  /** Absent for bookings, by far the most. */
  kind: v.optional(v.union(v.literal("hold"), v.literal("external"), v.literal("block"))),
  /** The number of the service, where one was booked: caps count by it. */
  eventTypeId: v.optional(v.string()),
  bufferBeforeMin: v.optional(v.number()),
  bufferAfterMin: v.optional(v.number()),
  /** Set on holds: from this instant on the span blocks nothing. */
  expiresAt: v.optional(v.number()),
});

/**
 * The lean twin of bookings that slot queries read: one row per member and week, so that a month of bookings is five
 * small documents (docs/decisions/0002). Written only by `busy/model`, in the same mutation as each span's source; a row
 * whose last span goes is deleted.
 */
export const busy = defineTable({
  tenantId: v.id("tenants"),
  memberId: v.id("memberSettings"),
  /** Whole weeks since the epoch, UTC. */
  week: v.number(),
  spans: v.array(busySpan),
}).index("by_memberId_and_week", ["memberId", "week"]);
