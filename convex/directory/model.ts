import { v, type Infer } from "convex/values";
import type { PaginationOptions, PaginationResult } from "convex/server";
import { startsOfDay, summarizeDay } from "../../core/availability/day-summary.ts";
import type { Range } from "../../core/availability/types.ts";
import { DAY_MS } from "../../core/time/calendar.ts";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { findStarts } from "../availability/model";
import { boundedPage } from "../pages";

/** How far ahead the directory can be asked by time. */
export const DAYS_AHEAD = 35;
/** A change of busy time moves starts at most a length and a buffer away; where a cap counts weeks, a week away. */
const REACH_DAYS = 2;
const CAPPED_REACH_DAYS = 7;

export const freeView = v.object({ memberId: v.id("memberSettings"), starts: v.array(v.number()) });

/** The service the directory goes by: the first that can be booked. */
async function findFirstService(
  ctx: QueryCtx,
  memberId: Id<"memberSettings">,
): Promise<Doc<"eventTypes"> | null> {
  return await ctx.db
    .query("eventTypes")
    .withIndex("by_memberId_and_active_and_order", (q) =>
      q.eq("memberId", memberId).eq("active", true),
    )
    .first();
}

type Days = { first: number; last: number };

/** The days whose starts a change in this range may move; without a range all days in sight. */
function daysTouched(range: Range | undefined, reachDays: number): Days {
  const today = Math.floor(Date.now() / DAY_MS);
  const inSight = { first: today, last: today + DAYS_AHEAD };
  if (!range) return inSight;
  return {
    first: Math.max(inSight.first, Math.floor(range.from / DAY_MS) - reachDays),
    last: Math.min(inSight.last, Math.floor(range.to / DAY_MS) + reachDays),
  };
}

/** What the rows of some days must say, and which days these are: more of them where a cap couples the days of a week. */
async function summarize(
  ctx: QueryCtx,
  eventType: Doc<"eventTypes"> | null,
  changed: Range | undefined,
): Promise<{ days: Days; free: Map<number, string> }> {
  let days = daysTouched(changed, REACH_DAYS);
  if (!eventType) return { days, free: new Map() };
  const wanted = { eventType, durationMin: undefined };
  let found = await findStarts(ctx, wanted, instantsOf(days));
  if (changed && found?.terms.caps) {
    days = daysTouched(changed, CAPPED_REACH_DAYS);
    found = await findStarts(ctx, wanted, instantsOf(days));
  }
  const starts = found?.starts ?? [];
  const open = new Set(starts.map((start) => Math.floor(start / DAY_MS)));
  return { days, free: new Map([...open].map((day) => [day, summarizeDay(starts, day)])) };
}

function instantsOf({ first, last }: Days): Range {
  return { from: first * DAY_MS, to: (last + 1) * DAY_MS };
}

/**
 * Bring a member's rows in step with the slot rule. Call it, after the change, in every mutation that changes when the member is
 * free: with the range of busy time that changed, or without one where hours or services did.
 */
export async function refresh(
  ctx: MutationCtx,
  member: { tenantId: Id<"tenants">; memberId: Id<"memberSettings"> },
  range?: Range,
): Promise<void> {
  const { tenantId, memberId } = member;
  const eventType = await findFirstService(ctx, memberId);
  const { days, free: wanted } = await summarize(ctx, eventType, range);
  if (days.first > days.last) return;
  const rows = await ctx.db
    .query("freeDays")
    .withIndex("by_memberId_and_day", (q) =>
      q
        .eq("memberId", memberId)
        .gte("day", range ? days.first : 0)
        .lte("day", days.last),
    )
    .take(2 * DAYS_AHEAD);
  for (const row of rows) {
    const free = wanted.get(row.day);
    wanted.delete(row.day);
    if (free === undefined) await ctx.db.delete("freeDays", row._id);
    else if (free !== row.free) await ctx.db.patch("freeDays", row._id, { free });
  }
  for (const [day, free] of wanted) {
    await ctx.db.insert("freeDays", { tenantId, memberId, day, free });
  }
}

/** Who of a tenant is free on a UTC day, a page at a time; with `at`, only who can be booked at that very instant. */
export async function pageFree(
  ctx: QueryCtx,
  tenant: Doc<"tenants">,
  asked: { day: number; at: number | undefined; paginationOpts: PaginationOptions },
): Promise<PaginationResult<Infer<typeof freeView>>> {
  const { day, at, paginationOpts } = asked;
  const rows = await ctx.db
    .query("freeDays")
    .withIndex("by_tenantId_and_day", (q) => q.eq("tenantId", tenant._id).eq("day", day))
    .paginate(boundedPage(paginationOpts));
  const page = rows.page.map(({ memberId, free }) => ({
    memberId,
    starts: startsOfDay(free, day),
  }));
  return { ...rows, page: page.filter(({ starts }) => at === undefined || starts.includes(at)) };
}
