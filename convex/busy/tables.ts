import { defineTable } from "convex/server";
import { v } from "convex/values";

/**
 * One stretch of time in which a member cannot be booked. `sourceId` names the row that caused it (a booking, a block);
 * buffers are minutes kept free around it; `expiresAt` is set on holds only.
 */
export const busySpan = v.object({
  start: v.number(),
  end: v.number(),
  kind: v.union(v.literal("hold"), v.literal("booking"), v.literal("external"), v.literal("block")),
  sourceId: v.string(),
  bufferBeforeMin: v.optional(v.number()),
  bufferAfterMin: v.optional(v.number()),
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
