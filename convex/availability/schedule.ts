import { MAX_DATES, MAX_RULES, MAX_TIME_OFF } from "../../core/availability/limits.ts";
import { prepareSchedule } from "../../core/availability/schedule.ts";
import type { ScheduleSettings } from "../../core/availability/types.ts";
import { isBlocking, STATUSES } from "../../core/bookings/lifecycle.ts";
import { DAY_MS, formatDate } from "../../core/time/calendar.ts";
import { localDay, offsetAt, type ZoneRules } from "../../core/time/rules.ts";
import { zoneRules } from "../../core/time/zones.ts";
import { v, type Infer } from "convex/values";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { wallTimeChanges } from "./tables";

/** Zone rules reach this far, so that no reader needs zone data; nothing is offered beyond. */
const RULES_BEFORE_MS = 366 * DAY_MS;
const RULES_AFTER_MS = 2 * 366 * DAY_MS + 31 * DAY_MS;

/** More future bookings than this no member has: a year of ten a day. */
const MAX_MOVED = 4000;

/** What one page of the owner shows. */
const MAX_LISTED = 500;

export const wallTimeChangeView = wallTimeChanges.validator
  .omit("tenantId")
  .extend({ code: v.string() });

/** The row that slot queries read of a member, or null before the first save. */
export async function findSchedule(
  ctx: QueryCtx,
  memberId: Id<"memberSettings">,
): Promise<Doc<"schedules"> | null> {
  return await ctx.db
    .query("schedules")
    .withIndex("by_memberId", (q) => q.eq("memberId", memberId))
    .unique();
}

/** Recurring rules as the engine reads them: services go by their short number. */
export async function listRules(ctx: QueryCtx, memberId: Id<"memberSettings">) {
  const rows = await ctx.db
    .query("availabilityRules")
    .withIndex("by_memberId", (q) => q.eq("memberId", memberId))
    .take(MAX_RULES);
  const rules = await Promise.all(
    rows.map(async ({ eventTypeId, name: _name, ...rule }) => {
      if (!eventTypeId) return rule;
      const eventType = await ctx.db.get("eventTypes", eventTypeId);
      // A rule of a service that is gone concerns nothing.
      return eventType && { ...rule, eventTypeId: String(eventType.number) };
    }),
  );
  return rules.filter((rule) => rule !== null);
}

/** All that a member has said about when, from yesterday on: what is over opens and closes nothing. */
export async function settingsOf(
  ctx: QueryCtx,
  member: Doc<"memberSettings">,
  { rules, now }: { rules: ZoneRules; now: number },
): Promise<ScheduleSettings> {
  const yesterday = formatDate(localDay(rules, now) - 1);
  const overrides = await ctx.db
    .query("dateOverrides")
    .withIndex("by_memberId_and_date", (q) => q.eq("memberId", member._id).gte("date", yesterday))
    .take(MAX_DATES);
  const timeOff = await ctx.db
    .query("timeOff")
    .withIndex("by_memberId_and_lastDate", (q) =>
      q.eq("memberId", member._id).gte("lastDate", yesterday),
    )
    .take(MAX_TIME_OFF);
  const { weeklySchedule: weekly, blockedDates } = member;
  return { weekly, blockedDates, overrides, timeOff, rules: await listRules(ctx, member._id) };
}

/** Rebuild the row that slot queries read. Call it in every mutation that changes what it is made of. */
export async function compileSchedule(
  ctx: MutationCtx,
  member: Doc<"memberSettings">,
): Promise<void> {
  const now = Date.now();
  const rules = zoneRules(member.timezone, now - RULES_BEFORE_MS, now + RULES_AFTER_MS);
  const { tenantId, _id: memberId, revision: settingsRevision } = member;
  const { bufferBeforeMin, bufferAfterMin, noticeMin, intervalMin, horizonDays, caps } = member;
  const row = {
    tenantId,
    memberId,
    settingsRevision,
    bookable: member.status === "active" && member.bookingMode === "native",
    schedule: prepareSchedule(await settingsOf(ctx, member, { rules, now }), rules),
    bufferBeforeMin,
    bufferAfterMin,
    noticeMin,
    intervalMin,
    horizonDays,
    caps,
  };
  const existing = await findSchedule(ctx, memberId);
  if (existing) {
    await ctx.db.replace("schedules", existing._id, row);
    await listMovedBookings(ctx, existing, rules);
  } else await ctx.db.insert("schedules", row);
}

/** Remove the rules of a service that is gone, which would otherwise hold for the next one with its number. */
export async function forgetService(
  ctx: MutationCtx,
  { _id, memberId }: Doc<"eventTypes">,
): Promise<void> {
  const rules = await ctx.db
    .query("availabilityRules")
    .withIndex("by_memberId", (q) => q.eq("memberId", memberId))
    .take(MAX_RULES);
  const orphans = rules.filter(({ eventTypeId }) => eventTypeId === _id);
  for (const rule of orphans) await ctx.db.delete("availabilityRules", rule._id);
  const member = orphans.length > 0 ? await ctx.db.get("memberSettings", memberId) : null;
  if (member) await compileSchedule(ctx, member);
}

/** Whether a member's zone rules end so soon that the far end of the calendar would close. */
export function isRulesAging(rules: ZoneRules): boolean {
  return rules.to < Date.now() + 2 * 366 * DAY_MS;
}

function hasSameFuture(before: ZoneRules, after: ZoneRules, now: number): boolean {
  const instants = [now, ...before.at, ...after.at].filter((at) => at >= now && at < before.to);
  return instants.every((at) => offsetAt(before, at) === offsetAt(after, at));
}

/**
 * Write down, for the owner, each future booking that a change of zone or of its rules shows at another wall time than it was made
 * for: one line each, however often the member moves, and none for who comes back.
 */
async function listMovedBookings(
  ctx: MutationCtx,
  { tenantId, memberId, schedule }: Doc<"schedules">,
  after: ZoneRules,
): Promise<void> {
  const now = Date.now();
  if (hasSameFuture(schedule.rules, after, now)) return;
  const noted = await findNotedChanges(ctx, memberId, now);
  for (const { _id: bookingId, startTime } of await listBlocking(ctx, memberId, now)) {
    const line = noted.get(bookingId);
    const oldOffsetMin = line?.oldOffsetMin ?? offsetAt(schedule.rules, startTime);
    const newOffsetMin = offsetAt(after, startTime);
    if (line) await ctx.db.delete("wallTimeChanges", line._id);
    if (oldOffsetMin === newOffsetMin) continue;
    const change = { tenantId, memberId, bookingId, startTime, oldOffsetMin, newOffsetMin };
    await ctx.db.insert("wallTimeChanges", { ...change, noticedAt: now });
  }
}

async function findNotedChanges(ctx: QueryCtx, memberId: Id<"memberSettings">, from: number) {
  const rows = await ctx.db
    .query("wallTimeChanges")
    .withIndex("by_memberId_and_startTime", (q) =>
      q.eq("memberId", memberId).gte("startTime", from),
    )
    .take(MAX_MOVED);
  return new Map(rows.map((row) => [row.bookingId, row]));
}

/** A member's bookings from an instant on that block their time; what came of abandoned holds, however many, is not read. */
async function listBlocking(ctx: QueryCtx, memberId: Id<"memberSettings">, from: number) {
  const byStatus = STATUSES.filter(isBlocking).map((status) =>
    ctx.db
      .query("bookings")
      .withIndex("by_memberId_and_status_and_startTime", (q) =>
        q.eq("memberId", memberId).eq("status", status).gte("startTime", from),
      )
      .take(MAX_MOVED),
  );
  return (await Promise.all(byStatus)).flat();
}

/** A tenant's bookings whose wall time moved, by start from `from` on; what was given up or put elsewhere since is left out. */
export async function listWallTimeChanges(
  ctx: QueryCtx,
  tenantId: Id<"tenants">,
  from: number,
): Promise<Infer<typeof wallTimeChangeView>[]> {
  const rows = await ctx.db
    .query("wallTimeChanges")
    .withIndex("by_tenantId_and_startTime", (q) =>
      q.eq("tenantId", tenantId).gte("startTime", from),
    )
    .take(MAX_LISTED);
  const views = await Promise.all(
    rows.map(async ({ _id, _creationTime, tenantId: _of, ...change }) => {
      const booking = await ctx.db.get("bookings", change.bookingId);
      if (!booking || !isBlocking(booking.status)) return null;
      return booking.startTime === change.startTime ? { ...change, code: booking.code } : null;
    }),
  );
  return views.filter((view) => view !== null);
}
