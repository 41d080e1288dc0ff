import { v } from "convex/values";
import { DAY_MS } from "../../core/time/calendar.ts";
import { ZONE_DATA_VERSION } from "../../core/time/zones.ts";
import { internal } from "../_generated/api";
import * as Directory from "../directory/model";
import { internalMutation } from "../functions";
import { nullable } from "../validators";
import * as Bulk from "./bulkChanges";
import { bulkChange } from "./tables";
import { compileSchedule, isRulesAging } from "./schedule";

/** Members whose schedules one transaction compiles, and whose days in the directory it writes; old rows that one removes. */
const BATCH = 20;

/**
 * Compile again every schedule whose zone rules come from older data or end too soon, in batches. Bookings whose wall time moves by
 * it are listed for the owner.
 */
export const refreshZoneRules = internalMutation({
  args: { cursor: nullable(v.string()) },
  returns: v.null(),
  handler: async (ctx, { cursor }) => {
    const { page, isDone, continueCursor } = await ctx.db
      .query("schedules")
      .paginate({ numItems: BATCH, cursor });
    for (const { memberId, schedule } of page) {
      const isCurrent =
        schedule.rules.version === ZONE_DATA_VERSION && !isRulesAging(schedule.rules);
      const member = isCurrent ? null : await ctx.db.get("memberSettings", memberId);
      if (!member) continue;
      await compileSchedule(ctx, member);
      await Directory.refresh(ctx, { tenantId: member.tenantId, memberId });
    }
    if (!isDone) {
      const next = { cursor: continueCursor };
      await ctx.scheduler.runAfter(0, internal.availability.jobs.refreshZoneRules, next);
    }
    return null;
  },
});

/** The next batch of a change of many members. */
export const runBulkBatch = internalMutation({
  args: { id: v.id("bulkChanges") },
  returns: v.null(),
  handler: async (ctx, { id }) => {
    await Bulk.runBatch(ctx, id);
    return null;
  },
});

/** One member's part of such a change; a refusal undoes this part only. */
export const applyToMember = internalMutation({
  args: { memberId: v.id("memberSettings"), change: bulkChange },
  returns: v.null(),
  handler: async (ctx, { memberId, change }) => {
    const member = await ctx.db.get("memberSettings", memberId);
    if (member) await Bulk.apply(ctx, member, change);
    return null;
  },
});

/** A quarter of a year after it was applied, nobody asks how far a change has come. */
const CHANGES_KEPT_MS = 90 * DAY_MS;

/** Forgets old changes of many members, in batches; one that did not finish by then never will. */
export const clearBulkChanges = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    const old = await ctx.db
      .query("bulkChanges")
      .withIndex("by_creation_time", (q) => q.lt("_creationTime", Date.now() - CHANGES_KEPT_MS))
      .take(BATCH);
    for (const { _id } of old) await ctx.db.delete("bulkChanges", _id);
    if (old.length === BATCH) {
      await ctx.scheduler.runAfter(0, internal.availability.jobs.clearBulkChanges, {});
    }
    return null;
  },
});
