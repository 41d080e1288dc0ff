import { v, type Infer } from "convex/values";
import { checkSlot } from "../../core/availability/check.ts";
import { busyReach, slotsOf } from "../../core/availability/engine.ts";
import { prepareSchedule } from "../../core/availability/schedule.ts";
import type { Range, Terms } from "../../core/availability/types.ts";
import { MAX_DATES } from "../../core/availability/limits.ts";
import { validateSettings } from "../../core/availability/validate.ts";
import { isHoldLive } from "../../core/bookings/lifecycle.ts";
import { formatDate } from "../../core/time/calendar.ts";
import { localDay, offsetAt } from "../../core/time/rules.ts";
import { zoneRules } from "../../core/time/zones.ts";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { listBusy } from "../busy/model";
import { fail } from "../errors";
import { nullable } from "../validators";
import { dateOverrides } from "./tables";

const DAY_MS = 24 * 60 * 60 * 1000;
/** Zone rules reach this far, so that no reader needs zone data; nothing is offered beyond. */
const RULES_BEFORE_MS = 366 * DAY_MS;
const RULES_AFTER_MS = 2 * 366 * DAY_MS;
/** A month is padded by the widest offset from UTC, so that every reader's local month lies inside. */
const MONTH_PADDING_MS = 14 * 60 * 60 * 1000;

export const overrideView = dateOverrides.validator.pick("date", "windows", "reason");

export const monthView = v.object({
  /** Slot starts in epoch milliseconds, ascending. */
  starts: v.array(v.number()),
  durationMin: v.number(),
  noticeMin: v.number(),
  horizonMin: nullable(v.number()),
  /** The member's zone. */
  timezone: v.string(),
});

/** Rebuild the row that slot queries read. Call it in every mutation that changes settings or overrides. */
export async function compileSchedule(
  ctx: MutationCtx,
  member: Doc<"memberSettings">,
): Promise<void> {
  const now = Date.now();
  const rules = zoneRules(member.timezone, now - RULES_BEFORE_MS, now + RULES_AFTER_MS);
  const yesterday = formatDate(localDay(rules, now) - 1);
  const overrides = await ctx.db
    .query("dateOverrides")
    .withIndex("by_memberId_and_date", (q) => q.eq("memberId", member._id).gte("date", yesterday))
    .take(MAX_DATES);
  const { weeklySchedule: weekly, blockedDates } = member;
  const row = {
    tenantId: member.tenantId,
    memberId: member._id,
    settingsRevision: member.revision,
    bookable: member.status === "active" && member.bookingMode === "native",
    schedule: prepareSchedule({ weekly, blockedDates, overrides }, rules),
    bufferBeforeMin: member.bufferBeforeMin,
    bufferAfterMin: member.bufferAfterMin,
    noticeMin: member.noticeMin,
    intervalMin: member.intervalMin,
    horizonDays: member.horizonDays,
  };
  const existing = await findSchedule(ctx, member._id);
  if (existing) await ctx.db.replace("schedules", existing._id, row);
  else await ctx.db.insert("schedules", row);
}

async function findSchedule(
  ctx: QueryCtx,
  memberId: Id<"memberSettings">,
): Promise<Doc<"schedules"> | null> {
  return await ctx.db
    .query("schedules")
    .withIndex("by_memberId", (q) => q.eq("memberId", memberId))
    .unique();
}

function termsOf(eventType: Doc<"eventTypes">, member: Doc<"schedules">): Terms {
  return {
    durationMin: eventType.durationMin,
    intervalMin: eventType.intervalMin ?? member.intervalMin,
    bufferBeforeMin: eventType.bufferBeforeMin ?? member.bufferBeforeMin,
    bufferAfterMin: eventType.bufferAfterMin ?? member.bufferAfterMin,
    noticeMin: eventType.noticeMin ?? member.noticeMin,
    ...(member.horizonDays !== null && { horizonMin: member.horizonDays * 24 * 60 }),
  };
}

/** "2026-11" as the UTC month, padded so that it holds the local month of every reader. */
function monthRange(month: string): Range {
  const [, year, number] =
    /^(20\d\d)-(0[1-9]|1[0-2])$/.exec(month) ??
    fail("INVALID_INPUT", {
      problems: [{ field: "month", problem: "malformed" }],
    });
  return {
    from: Date.UTC(Number(year), Number(number) - 1) - MONTH_PADDING_MS,
    to: Date.UTC(Number(year), Number(number)) + MONTH_PADDING_MS,
  };
}

/**
 * The slots of a service in a month. Reads the schedule and the busy rows, never the clock: past, notice and horizon are
 * cut by whoever shows or books a slot. Null when the member takes no bookings.
 */
export async function listMonth(
  ctx: QueryCtx,
  eventType: Doc<"eventTypes">,
  month: string,
): Promise<Infer<typeof monthView> | null> {
  const range = monthRange(month);
  const member = await findSchedule(ctx, eventType.memberId);
  if (!member?.bookable) return null;
  const terms = termsOf(eventType, member);
  const busy = await listBusy(ctx, eventType.memberId, busyReach(member.schedule, terms, range));
  return {
    starts: slotsOf(member.schedule, terms, { busy, ...range }),
    durationMin: terms.durationMin,
    noticeMin: terms.noticeMin,
    horizonMin: terms.horizonMin ?? null,
    timezone: member.schedule.rules.zone,
  };
}

/** A place that may be taken now, and the facts that the decision relied on. */
export type Place = {
  start: number;
  end: number;
  terms: Terms;
  timezone: string;
  reliedOn: { settingsRevision: number; zoneVersion: string; zoneOffsetMin: number };
};

/**
 * Grants one start of a service, by the same rule that lists slots; refuses with `SLOT_TAKEN` what was on offer and is
 * gone, and with `NOT_AVAILABLE { reason }` what never was. Reads only the busy rows around the slot.
 */
export async function grantPlace(
  ctx: MutationCtx,
  eventType: Doc<"eventTypes">,
  start: number,
): Promise<Place> {
  const member = await findSchedule(ctx, eventType.memberId);
  if (!member?.bookable) return fail("NOT_FOUND");
  const now = Date.now();
  const terms = termsOf(eventType, member);
  const end = start + terms.durationMin * 60_000;
  if (!Number.isSafeInteger(start)) return fail("NOT_AVAILABLE", { reason: "off_grid" });
  const spans = await listBusy(
    ctx,
    eventType.memberId,
    busyReach(member.schedule, terms, { from: start, to: end }),
  );
  const busy = spans.filter(
    ({ expiresAt }) => expiresAt === undefined || isHoldLive({ expiresAt }, now),
  );
  const decision = checkSlot(member.schedule, terms, { busy, start, now });
  if (!decision.ok) {
    return decision.taken
      ? fail("SLOT_TAKEN", { start })
      : fail("NOT_AVAILABLE", { reason: decision.reason });
  }
  const { rules } = member.schedule;
  return {
    start,
    end,
    terms,
    timezone: rules.zone,
    reliedOn: {
      settingsRevision: member.settingsRevision,
      zoneVersion: rules.version,
      zoneOffsetMin: offsetAt(rules, start),
    },
  };
}

/** A member's overrides between two local dates, both inclusive. */
export async function listOverrides(
  ctx: QueryCtx,
  memberId: Id<"memberSettings">,
  { from, to }: { from: string; to: string },
): Promise<Infer<typeof overrideView>[]> {
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
  member: Doc<"memberSettings">,
  override: Infer<typeof overrideView>,
): Promise<void> {
  const { weeklySchedule: weekly, blockedDates } = member;
  const problems = validateSettings({ weekly, blockedDates, overrides: [override] });
  if (problems.length > 0) {
    fail("INVALID_INPUT", {
      problems: problems.map(({ path, code }) => ({ field: path, problem: code })),
    });
  }
  const existing = await findOverride(ctx, member._id, override.date);
  const row = { tenantId: member.tenantId, memberId: member._id, ...override };
  if (existing) await ctx.db.replace("dateOverrides", existing._id, row);
  else {
    const all = await ctx.db
      .query("dateOverrides")
      .withIndex("by_memberId_and_date", (q) => q.eq("memberId", member._id))
      .take(MAX_DATES);
    if (all.length >= MAX_DATES) fail("LIMIT_REACHED", { limit: MAX_DATES });
    await ctx.db.insert("dateOverrides", row);
  }
  await compileSchedule(ctx, member);
}

/** Give a date its weekly hours back. */
export async function removeOverride(
  ctx: MutationCtx,
  member: Doc<"memberSettings">,
  date: string,
): Promise<void> {
  const existing = await findOverride(ctx, member._id, date);
  if (existing) await ctx.db.delete("dateOverrides", existing._id);
  await compileSchedule(ctx, member);
}
