import { v, type Infer } from "convex/values";
import { MAX_DATES, MAX_RULES, MAX_TIME_OFF } from "../../core/availability/limits.ts";
import type { ScheduleSettings } from "../../core/availability/types.ts";
import { validateSettings } from "../../core/availability/validate.ts";
import { parseMessage, parseName } from "../../core/text/fields.ts";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import * as Directory from "../directory/model";
import { fail } from "../errors";
import { compileSchedule } from "./schedule";
import { availabilityRules, dateOverrides, timeOff } from "./tables";

/* Whatever departs from the weekly hours: other hours on a date, time off, recurring rules. */

export const overrideFields = dateOverrides.validator.pick("date", "windows", "reason");
export const timeOffFields = timeOff.validator.pick("firstDate", "lastDate", "reason");
export const timeOffView = timeOffFields.extend({ id: v.id("timeOff") });
export const ruleFields = availabilityRules.validator.omit("tenantId", "memberId");
export const ruleView = ruleFields.extend({ id: v.id("availabilityRules") });

type Member = Doc<"memberSettings">;

/** Refuses settings with anything wrong in them, as `INVALID_INPUT { problems }`. */
export function refuseProblems(settings: ScheduleSettings): void {
  const problems = validateSettings(settings);
  if (problems.length === 0) return;
  fail("INVALID_INPUT", {
    problems: problems.map(({ path, code }) => ({ field: path, problem: code })),
  });
}

/** A reason as it is stored. */
export function parseReason(reason: string): string {
  const text = parseMessage(reason);
  return text.ok
    ? text.value
    : fail("INVALID_INPUT", { problems: [{ field: "reason", problem: text.problem }] });
}

/** What every exception leaves behind: the schedule that slot queries read, and the directory in step with it. */
async function afterChange(ctx: MutationCtx, member: Member): Promise<void> {
  await compileSchedule(ctx, member);
  await Directory.refresh(ctx, { tenantId: member.tenantId, memberId: member._id });
}

/** A member's overrides between two local dates, both inclusive. */
export async function listOverrides(
  ctx: QueryCtx,
  memberId: Id<"memberSettings">,
  { from, to }: { from: string; to: string },
): Promise<Infer<typeof overrideFields>[]> {
  const rows = await ctx.db
    .query("dateOverrides")
    .withIndex("by_memberId_and_date", (q) =>
      q.eq("memberId", memberId).gte("date", from).lte("date", to),
    )
    .take(MAX_DATES);
  return rows.map(({ date, windows, reason }) => ({ date, windows, reason }));
}

async function findOverride(
  ctx: QueryCtx,
  memberId: Id<"memberSettings">,
  date: string,
): Promise<Doc<"dateOverrides"> | null> {
  return await ctx.db
    .query("dateOverrides")
    .withIndex("by_memberId_and_date", (q) => q.eq("memberId", memberId).eq("date", date))
    .unique();
}

/** Set the hours of one date, replacing an earlier override of it. No windows closes the date. */
export async function setOverride(
  ctx: MutationCtx,
  member: Member,
  { date, windows, reason }: Infer<typeof overrideFields>,
): Promise<void> {
  refuseProblems({ weekly: member.weeklySchedule, overrides: [{ date, windows }] });
  const { tenantId, _id: memberId } = member;
  const row = { tenantId, memberId, date, windows, reason: parseReason(reason) };
  const existing = await findOverride(ctx, memberId, date);
  if (existing) await ctx.db.replace("dateOverrides", existing._id, row);
  else {
    const all = await listOverrides(ctx, memberId, { from: "", to: "9999-12-31" });
    if (all.length >= MAX_DATES) fail("LIMIT_REACHED", { limit: MAX_DATES });
    await ctx.db.insert("dateOverrides", row);
  }
  await afterChange(ctx, member);
}

/** Give a date its weekly hours back. */
export async function removeOverride(
  ctx: MutationCtx,
  member: Member,
  date: string,
): Promise<void> {
  const existing = await findOverride(ctx, member._id, date);
  if (!existing) return;
  await ctx.db.delete("dateOverrides", existing._id);
  await afterChange(ctx, member);
}

/** A member's time off, the earliest end first. */
export async function listTimeOff(
  ctx: QueryCtx,
  memberId: Id<"memberSettings">,
): Promise<Infer<typeof timeOffView>[]> {
  const rows = await ctx.db
    .query("timeOff")
    .withIndex("by_memberId_and_lastDate", (q) => q.eq("memberId", memberId))
    .take(MAX_TIME_OFF);
  return rows.map(({ _id: id, firstDate, lastDate, reason }) => ({
    id,
    firstDate,
    lastDate,
    reason,
  }));
}

/** Close a range of local dates, both ends included. */
export async function addTimeOff(
  ctx: MutationCtx,
  member: Member,
  { firstDate, lastDate, reason }: Infer<typeof timeOffFields>,
): Promise<Id<"timeOff">> {
  refuseProblems({ weekly: member.weeklySchedule, timeOff: [{ firstDate, lastDate }] });
  const { tenantId, _id: memberId } = member;
  if ((await listTimeOff(ctx, memberId)).length >= MAX_TIME_OFF) {
    fail("LIMIT_REACHED", { limit: MAX_TIME_OFF });
  }
  const row = { tenantId, memberId, firstDate, lastDate, reason: parseReason(reason) };
  const id = await ctx.db.insert("timeOff", row);
  await afterChange(ctx, member);
  return id;
}

/** Open a range of dates again. */
export async function removeTimeOff(
  ctx: MutationCtx,
  member: Member,
  id: Id<"timeOff">,
): Promise<void> {
  await ctx.db.delete("timeOff", id);
  await afterChange(ctx, member);
}

/** A member's recurring rules, the oldest first. */
export async function listRuleViews(
  ctx: QueryCtx,
  memberId: Id<"memberSettings">,
): Promise<Infer<typeof ruleView>[]> {
  const rows = await ctx.db
    .query("availabilityRules")
    .withIndex("by_memberId", (q) => q.eq("memberId", memberId))
    .take(MAX_RULES);
  return rows.map(({ _id: id, _creationTime, tenantId, memberId: _of, ...rule }) => ({
    id,
    ...rule,
  }));
}

/** Add a recurring rule, or replace the one with this id. */
export async function saveRule(
  ctx: MutationCtx,
  member: Member,
  { id, rule }: { id: Id<"availabilityRules"> | null; rule: Infer<typeof ruleFields> },
): Promise<Id<"availabilityRules">> {
  const name = parseName(rule.name);
  if (!name.ok)
    return fail("INVALID_INPUT", { problems: [{ field: "name", problem: name.problem }] });
  refuseProblems({ weekly: member.weeklySchedule, rules: [rule] });
  if (rule.eventTypeId) {
    const eventType = await ctx.db.get("eventTypes", rule.eventTypeId);
    if (eventType?.memberId !== member._id) fail("NOT_FOUND");
  }
  const { tenantId, _id: memberId } = member;
  const row = { tenantId, memberId, ...rule, name: name.value };
  if (!id && (await listRuleViews(ctx, memberId)).length >= MAX_RULES) {
    fail("LIMIT_REACHED", { limit: MAX_RULES });
  }
  if (id) await ctx.db.replace("availabilityRules", id, row);
  const saved = id ?? (await ctx.db.insert("availabilityRules", row));
  await afterChange(ctx, member);
  return saved;
}

/** Remove a recurring rule. */
export async function removeRule(
  ctx: MutationCtx,
  member: Member,
  id: Id<"availabilityRules">,
): Promise<void> {
  await ctx.db.delete("availabilityRules", id);
  await afterChange(ctx, member);
}
