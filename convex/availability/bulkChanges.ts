import { v, type Infer } from "convex/values";
import { isWithinHours } from "../../core/availability/hours.ts";
import { MAX_CHANGED_MEMBERS } from "../../core/availability/limits.ts";
import { prepareSchedule } from "../../core/availability/schedule.ts";
import type { Schedule, ScheduleSettings } from "../../core/availability/types.ts";
import { errorOf } from "../../core/errors.ts";
import { DAY_MS, parseDate } from "../../core/time/calendar.ts";
import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { fail } from "../errors";
import * as Members from "../members/model";
import * as Exceptions from "./exceptions";
import { findSchedule, settingsOf } from "./schedule";
import { bulkChange, bulkChanges } from "./tables";

/** Members whom one transaction changes. */
const BATCH = 10;
/** Bookings of one member and status that a preview looks at: 25 members' must fit into one query. */
const MAX_BOOKINGS = 200;

export type BulkChange = Infer<typeof bulkChange>;

type Schedules = { before: Schedule; after: Schedule };

export const previewView = v.object({
  memberId: v.id("memberSettings"),
  name: v.string(),
  /** Bookings within the hours of today that would lie outside. They stay; the owner decides. */
  outside: v.array(v.object({ bookingId: v.id("bookings"), code: v.string(), start: v.number() })),
  /** Whether later bookings than the 200 that were looked at may be concerned too. */
  isCut: v.boolean(),
});

export const progressView = bulkChanges.validator
  .pick("change", "done", "failures", "finishedAt")
  .extend({ id: v.id("bulkChanges"), total: v.number(), startedAt: v.number() });

export function progressViewOf(row: Doc<"bulkChanges">): Infer<typeof progressView> {
  const { _id: id, _creationTime: startedAt, change, done, failures, finishedAt, memberIds } = row;
  return { id, startedAt, change, done, failures, finishedAt, total: memberIds.length };
}

function applied(settings: ScheduleSettings, change: BulkChange): ScheduleSettings {
  if (change.kind === "schedule") return { ...settings, weekly: change.weeklySchedule };
  if (change.kind === "timeOff") {
    return { ...settings, timeOff: [...(settings.timeOff ?? []), change] };
  }
  const others = (settings.overrides ?? []).filter(({ date }) => date !== change.date);
  return { ...settings, overrides: [...others, change] };
}

/** Between which instants a booking of any zone may start to be concerned by a change. */
function concernedStarts(change: BulkChange, now: number): { from: number; to: number } {
  if (change.kind === "schedule") return { from: now, to: Infinity };
  const isDate = change.kind === "override";
  const [first, last] = isDate ? [change.date, change.date] : [change.firstDate, change.lastDate];
  // A booking may begin a day before the date it ends on, and zones lie up to 14 hours from UTC.
  const from = ((parseDate(first) ?? 0) - 2) * DAY_MS;
  return { from: Math.max(now, from), to: ((parseDate(last) ?? 0) + 2) * DAY_MS };
}

async function bookingsOutside(
  ctx: QueryCtx,
  member: Doc<"memberSettings">,
  { before, after, starts }: Schedules & { starts: { from: number; to: number } },
): Promise<Pick<Infer<typeof previewView>, "outside" | "isCut">> {
  const byStatus = (["pending", "confirmed"] as const).map((status) =>
    ctx.db
      .query("bookings")
      .withIndex("by_memberId_and_status_and_startTime", (q) =>
        q
          .eq("memberId", member._id)
          .eq("status", status)
          .gte("startTime", starts.from)
          .lt("startTime", starts.to),
      )
      .take(MAX_BOOKINGS),
  );
  const lists = await Promise.all(byStatus);
  const outside = lists
    .flat()
    .map(({ _id: bookingId, code, startTime: start, endTime: end }) => {
      return { bookingId, code, start, end };
    })
    .filter((booking) => isWithinHours(before, booking) && !isWithinHours(after, booking))
    .sort((a, b) => a.start - b.start);
  return {
    outside: outside.map(({ bookingId, code, start }) => ({ bookingId, code, start })),
    isCut: lists.some((list) => list.length === MAX_BOOKINGS),
  };
}

/** What a change would do to members of a tenant from `now` (epoch ms) on; members of others are left out. */
export async function preview(
  ctx: QueryCtx,
  tenant: Doc<"tenants">,
  asked: { memberIds: Id<"memberSettings">[]; change: BulkChange; now: number },
): Promise<Infer<typeof previewView>[]> {
  const views: Infer<typeof previewView>[] = [];
  for (const memberId of asked.memberIds) {
    const member = await ctx.db.get("memberSettings", memberId);
    const row = member?.tenantId === tenant._id ? await findSchedule(ctx, memberId) : null;
    if (!member || !row) continue;
    const { schedule: before } = row;
    const settings = await settingsOf(ctx, member, { rules: before.rules, now: asked.now });
    const after = prepareSchedule(applied(settings, asked.change), before.rules);
    const starts = concernedStarts(asked.change, asked.now);
    const concerned = await bookingsOutside(ctx, member, { before, after, starts });
    views.push({ memberId, name: member.name, ...concerned });
  }
  return views;
}

/** A change as it is stored; one that is wrong for every member is refused before any of them is touched. */
export function parseChange(change: BulkChange): BulkChange {
  const nothing = { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [] };
  const none = { weekly: { ...nothing, saturday: [], sunday: [] } };
  Exceptions.refuseProblems(applied(none, change));
  if (change.kind === "schedule") return change;
  return { ...change, reason: Exceptions.parseReason(change.reason) };
}

/** Begin a change of many members; batches follow by themselves. */
export async function start(
  ctx: MutationCtx,
  tenant: Doc<"tenants">,
  wanted: { userId: string; memberIds: Id<"memberSettings">[]; change: BulkChange },
): Promise<Id<"bulkChanges">> {
  const change = parseChange(wanted.change);
  const memberIds = [...new Set(wanted.memberIds)];
  if (memberIds.length === 0) {
    fail("INVALID_INPUT", { problems: [{ field: "memberIds", problem: "required" }] });
  }
  if (memberIds.length > MAX_CHANGED_MEMBERS) {
    fail("LIMIT_REACHED", { limit: MAX_CHANGED_MEMBERS });
  }
  const id = await ctx.db.insert("bulkChanges", {
    tenantId: tenant._id,
    userId: wanted.userId,
    change,
    memberIds,
    done: 0,
    failures: [],
    finishedAt: null,
  });
  await ctx.scheduler.runAfter(0, internal.availability.jobs.runBulkBatch, { id });
  return id;
}

/** Deal with the next members of a change and, while there are more, schedule the next batch. */
export async function runBatch(ctx: MutationCtx, id: Id<"bulkChanges">): Promise<void> {
  const row = await ctx.db.get("bulkChanges", id);
  if (row?.finishedAt !== null) return;
  const batch = row.memberIds.slice(row.done, row.done + BATCH);
  const failures = [...row.failures];
  for (const memberId of batch) {
    const code = await changeOne(ctx, memberId, row);
    if (code !== null) failures.push({ memberId, code });
  }
  const done = row.done + batch.length;
  const isFinished = done >= row.memberIds.length;
  await ctx.db.patch("bulkChanges", id, {
    done,
    failures,
    finishedAt: isFinished ? Date.now() : null,
  });
  if (!isFinished) await ctx.scheduler.runAfter(0, internal.availability.jobs.runBulkBatch, { id });
}

/** One member in a transaction of its own, so that a refusal there undoes nothing elsewhere; its code, or null. */
async function changeOne(
  ctx: MutationCtx,
  memberId: Id<"memberSettings">,
  { change, tenantId }: Doc<"bulkChanges">,
): Promise<string | null> {
  const member = await ctx.db.get("memberSettings", memberId);
  if (member?.tenantId !== tenantId) return "NOT_FOUND";
  try {
    await ctx.runMutation(internal.availability.jobs.applyToMember, { memberId, change });
    return null;
  } catch (error) {
    const refusal = errorOf(error);
    // A fault of ours with one member must not keep the others waiting for ever.
    if (!refusal) console.error(`A change of member ${memberId} failed:`, error);
    return refusal?.code ?? "CHANGE_FAILED";
  }
}

/** The change itself, for one member. */
export async function apply(
  ctx: MutationCtx,
  member: Doc<"memberSettings">,
  change: BulkChange,
): Promise<void> {
  if (change.kind === "schedule") {
    await Members.setWeeklySchedule(ctx, member, change.weeklySchedule);
  } else if (change.kind === "override") await Exceptions.setOverride(ctx, member, change);
  else await Exceptions.addTimeOff(ctx, member, change);
}
