import { defineTable } from "convex/server";
import { v } from "convex/values";
import { cap, localWindow, nullable, weekday, weeklySchedule, zoneRules } from "../validators";

const preparedRule = v.object({
  kind: v.union(v.literal("open"), v.literal("override"), v.literal("block")),
  pattern: v.union(v.literal("weekly"), v.literal("biweekly"), v.literal("monthly")),
  weekdays: v.array(v.number()),
  nth: v.number(),
  windows: v.array(v.number()),
  first: v.number(),
  last: v.number(),
  priority: v.number(),
  eventTypeId: v.optional(v.string()),
  locationId: v.optional(v.string()),
});

/** Other hours, or none, on one local date. Written by the member; at most one row per member and date. */
export const dateOverrides = defineTable({
  tenantId: v.id("tenants"),
  memberId: v.id("memberSettings"),
  /** "YYYY-MM-DD" in the member's zone. */
  date: v.string(),
  /** Empty closes the date. */
  windows: v.array(localWindow),
  reason: v.string(),
}).index("by_memberId_and_date", ["memberId", "date"]);

/**
 * Bookings whose wall time moved because the member's zone or its rules changed; the instant stays. Written when a schedule is
 * compiled, read by the owner.
 */
export const wallTimeChanges = defineTable({
  tenantId: v.id("tenants"),
  memberId: v.id("memberSettings"),
  bookingId: v.id("bookings"),
  startTime: v.number(),
  /** Minutes east of UTC at the start, as the booking was made and as they are now. */
  oldOffsetMin: v.number(),
  newOffsetMin: v.number(),
  noticedAt: v.number(),
})
  .index("by_tenantId_and_startTime", ["tenantId", "startTime"])
  .index("by_memberId_and_startTime", ["memberId", "startTime"]);

/** Stretches of closed dates, with the reason. Written and removed by the member. */
export const timeOff = defineTable({
  tenantId: v.id("tenants"),
  memberId: v.id("memberSettings"),
  /** "YYYY-MM-DD" in the member's zone, both included. */
  firstDate: v.string(),
  lastDate: v.string(),
  reason: v.string(),
}).index("by_memberId_and_lastDate", ["memberId", "lastDate"]);

/**
 * Rules that recur: further hours, hours in place of others, or blocks. Written and removed by the member. The fields mean what
 * `AvailabilityRule` of core/availability/types.ts says.
 */
export const availabilityRules = defineTable({
  tenantId: v.id("tenants"),
  memberId: v.id("memberSettings"),
  name: v.string(),
  kind: v.union(v.literal("open"), v.literal("override"), v.literal("block")),
  pattern: v.union(v.literal("weekly"), v.literal("biweekly"), v.literal("monthly")),
  days: v.array(weekday),
  nth: v.optional(v.number()),
  windows: v.array(localWindow),
  firstDate: v.optional(v.string()),
  lastDate: v.optional(v.string()),
  priority: v.number(),
  /** The one service it concerns; absent: all of them. */
  eventTypeId: v.optional(v.id("eventTypes")),
}).index("by_memberId", ["memberId"]);

/**
 * What the slot rule reads of a member, compiled whenever settings or overrides are saved, so that a slot query reads one
 * small row and looks up no zone. Written only by `availability/model`; one row per member.
 */
export const schedules = defineTable({
  tenantId: v.id("tenants"),
  memberId: v.id("memberSettings"),
  settingsRevision: v.number(),
  /** False for members who take no bookings here: inactive, or booked elsewhere. */
  bookable: v.boolean(),
  /** `Schedule` of core/availability/types.ts: integers and zone rules. */
  schedule: v.object({
    rules: zoneRules,
    weekly: v.array(v.array(v.number())),
    special: v.array(v.object({ day: v.number(), windows: v.array(v.number()) })),
    closed: v.optional(v.array(v.object({ first: v.number(), last: v.number() }))),
    recurring: v.optional(v.array(preparedRule)),
  }),
  /** The member's own terms, where a service has none. */
  bufferBeforeMin: v.number(),
  bufferAfterMin: v.number(),
  noticeMin: v.number(),
  intervalMin: v.number(),
  horizonDays: nullable(v.number()),
  caps: v.array(cap),
}).index("by_memberId", ["memberId"]);

/** What an owner can do to many members at once. Fields mean what they mean for one member. */
export const bulkChange = v.union(
  v.object({ kind: v.literal("schedule"), weeklySchedule }),
  dateOverrides.validator.pick("date", "windows", "reason").extend({ kind: v.literal("override") }),
  timeOff.validator.pick("firstDate", "lastDate", "reason").extend({ kind: v.literal("timeOff") }),
);

/**
 * Changes of many members, with how far they have come. Written when the owner applies one and after each batch, in the batch's own
 * transaction, so that a restart goes on where it stopped; deleted by a job after 90 days.
 */
export const bulkChanges = defineTable({
  tenantId: v.id("tenants"),
  /** Who applied it (tokenIdentifier). */
  userId: v.string(),
  change: bulkChange,
  memberIds: v.array(v.id("memberSettings")),
  /** How many of `memberIds`, from the first on, have been dealt with. */
  done: v.number(),
  /** Members whom the change was refused for, with the error's code. */
  failures: v.array(v.object({ memberId: v.id("memberSettings"), code: v.string() })),
  finishedAt: nullable(v.number()),
}).index("by_tenantId", ["tenantId"]);
