import { v } from "convex/values";
import { internal } from "../_generated/api";
import { internalMutation } from "../functions";
import { nullable } from "../validators";
import * as Directory from "./model";

/** Members whose days one transaction writes: each has up to five weeks of them. */
const BATCH = 20;

/** Bring the day that comes into sight into the directory, and let the past go; member by member, in batches. */
export const extend = internalMutation({
  args: { cursor: nullable(v.string()) },
  returns: v.null(),
  handler: async (ctx, { cursor }) => {
    const { page, isDone, continueCursor } = await ctx.db
      .query("schedules")
      .paginate({ numItems: BATCH, cursor });
    for (const { tenantId, memberId } of page) await Directory.refresh(ctx, { tenantId, memberId });
    if (!isDone) {
      await ctx.scheduler.runAfter(0, internal.directory.jobs.extend, { cursor: continueCursor });
    }
    return null;
  },
});
