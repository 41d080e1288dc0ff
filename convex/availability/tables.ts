import { defineTable } from "convex/server";
import { v } from "convex/values";
import { localWindow, nullable, zoneRules } from "../validators";

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
  }),
  /** The member's own terms, where a service has none. */
  bufferBeforeMin: v.number(),
  bufferAfterMin: v.number(),
  noticeMin: v.number(),
  intervalMin: v.number(),
  horizonDays: nullable(v.number()),
}).index("by_memberId", ["memberId"]);
