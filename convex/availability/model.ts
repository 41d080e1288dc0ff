import { v, type Infer } from "convex/values";
import { checkSlot } from "../../core/availability/check.ts";
import { busyReach, slotsOf } from "../../core/availability/engine.ts";
import { explain, isTaken, publicReasons, type Reason } from "../../core/availability/explain.ts";
import { termsOf } from "../../core/availability/terms.ts";
import type { Range, Terms } from "../../core/availability/types.ts";
import { isHoldLive } from "../../core/bookings/lifecycle.ts";
import { MINUTE_MS } from "../../core/time/calendar.ts";
import { offsetAt } from "../../core/time/rules.ts";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { listBusy, type BusySpan } from "../busy/model";
import { fail } from "../errors";
import { nullable } from "../validators";
import { findSchedule } from "./schedule";

export {
  compileSchedule,
  forgetService,
  listWallTimeChanges,
  wallTimeChangeView,
} from "./schedule";

/** A month is padded by the widest offset from UTC, so that every reader's local month lies inside. */
const MONTH_PADDING_MS = 14 * 60 * MINUTE_MS;

/** As many elements as an array may have on Convex: only days and nights open every five minutes reach it, on the 29th. */
const MAX_STARTS = 8192;

export const monthView = v.object({
  /** Slot starts in epoch milliseconds, ascending. */
  starts: v.array(v.number()),
  durationMin: v.number(),
  noticeMin: v.number(),
  horizonMin: nullable(v.number()),
  /** Whether only the first start that the clock leaves of each of the member's dates can be booked. */
  firstOfDay: v.boolean(),
  /** The member's zone. */
  timezone: v.string(),
});

export const explanationView = v.object({
  bookable: v.boolean(),
  /** Reason codes of core/availability/explain.ts; `detail` is for the member only. */
  reasons: v.array(v.object({ code: v.string(), detail: nullable(v.string()) })),
});

/** What of a service is asked for: one of its lengths in minutes, or the usual one. */
export type Wanted = { eventType: Doc<"eventTypes">; durationMin: number | undefined };

/** "2026-11" as the UTC month, padded so that it holds the local month of every reader. */
function monthRange(month: string): Range {
  const [, year, number] =
    /^(20\d\d)-(0[1-9]|1[0-2])$/.exec(month) ??
    fail("INVALID_INPUT", { problems: [{ field: "month", problem: "malformed" }] });
  return {
    from: Date.UTC(Number(year), Number(number) - 1) - MONTH_PADDING_MS,
    to: Date.UTC(Number(year), Number(number)) + MONTH_PADDING_MS,
  };
}

/** A service's starts in a range, whatever the time is now, with what decided them; null when the member takes no bookings. */
export async function findStarts(ctx: QueryCtx, wanted: Wanted, range: Range) {
  const { memberId } = wanted.eventType;
  const member = await findSchedule(ctx, memberId);
  if (!member?.bookable) return null;
  const terms = termsOf(wanted.eventType, member, wanted.durationMin);
  const busy = await listBusy(ctx, memberId, busyReach(member.schedule, terms, range));
  return { member, terms, starts: slotsOf(member.schedule, terms, { busy, ...range }) };
}

/**
 * The slots of a service in a month. Reads the schedule and the busy rows, never the clock: past, notice and horizon are
 * cut by whoever shows or books a slot. Null when the member takes no bookings.
 */
export async function listMonth(
  ctx: QueryCtx,
  wanted: Wanted,
  month: string,
): Promise<Infer<typeof monthView> | null> {
  const found = await findStarts(ctx, wanted, monthRange(month));
  if (!found) return null;
  const { member, terms, starts } = found;
  return {
    starts: starts.slice(0, MAX_STARTS),
    durationMin: terms.durationMin,
    noticeMin: terms.noticeMin,
    horizonMin: terms.horizonMin ?? null,
    firstOfDay: terms.firstOfDay ?? false,
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

/** What the rule decides one start by: the member's schedule, the terms, and what blocks the member around it at `now`. */
async function questionOf(ctx: QueryCtx, wanted: Wanted, at: { start: number; now: number }) {
  const { memberId } = wanted.eventType;
  const member = await findSchedule(ctx, memberId);
  if (!member?.bookable) return fail("NOT_FOUND");
  const terms = termsOf(wanted.eventType, member, wanted.durationMin);
  const end = at.start + terms.durationMin * MINUTE_MS;
  const reach = busyReach(member.schedule, terms, { from: at.start, to: end });
  const spans = await listBusy(ctx, memberId, reach);
  const busy = spans.filter((span) => isBlocking(span, at.now));
  return { member, terms, end, question: { busy, ...at } };
}

function isBlocking({ expiresAt }: BusySpan, now: number): boolean {
  return expiresAt === undefined || isHoldLive({ expiresAt }, now);
}

/** An instant a slot can start at; what is none was never on offer. */
function checkedStart(start: number): number {
  const isInstant = Number.isSafeInteger(start) && Math.abs(start) < 8.64e15;
  return isInstant ? start : fail("NOT_AVAILABLE", { reason: "off_grid" });
}

/**
 * How much of the rule a member may overrule with an own hand: the limits of hours, dates, notice and caps, or overlaps too. What is
 * past, and lengths the service does not come in, nobody overrules.
 */
export type Overrule = "nothing" | "hours" | "overlaps";

const NEVER_OVERRULED = new Set(["past", "duration"]);
const OVERLAPS = new Set(["busy", "buffer"]);

function isOverruled({ code }: Reason, overrule: Overrule): boolean {
  if (overrule === "nothing" || NEVER_OVERRULED.has(code)) return false;
  return overrule === "overlaps" || !OVERLAPS.has(code);
}

/**
 * Grants one start of a service, by the same rule that lists slots; refuses with `SLOT_TAKEN` what was on offer and is
 * gone, and with `NOT_AVAILABLE { reason }` what never was. Reads only the busy rows around the slot.
 */
export async function grantPlace(
  ctx: MutationCtx,
  wanted: Wanted,
  { start, overrule = "nothing" }: { start: number; overrule?: Overrule },
): Promise<Place> {
  const at = { start: checkedStart(start), now: Date.now() };
  const { member, terms, end, question } = await questionOf(ctx, wanted, at);
  const decision = checkSlot(member.schedule, terms, question);
  if (!decision.ok) {
    const against = explain(member.schedule, terms, question);
    const [refusal] = against.filter((reason) => !isOverruled(reason, overrule));
    if (refusal && isTaken(refusal)) fail("SLOT_TAKEN", { start });
    // Customers are not told whether it is time off, a rule or the weekly hours.
    const [told] = overrule === "nothing" ? publicReasons(against) : [refusal?.code];
    if (refusal && told) fail("NOT_AVAILABLE", { reason: told });
  }
  const { rules } = member.schedule;
  // Where no zone rules are stored the calendar ends, for members too.
  if (start < rules.from || end > rules.to) fail("NOT_AVAILABLE", { reason: "horizon" });
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

/** The fact behind a reason, for the member's eyes: whose buffer, which cap, until when. */
function detailOf(reason: Reason<BusySpan>): string | null {
  if (reason.code === "busy" || reason.code === "buffer") return reason.row.source;
  if (reason.code === "cap") return `${reason.cap.of}/${reason.cap.per}`;
  if (reason.code === "notice") return String(reason.earliest);
  if (reason.code === "too_short") return String(reason.openUntil);
  return reason.code === "not_first" ? String(reason.first) : null;
}

/**
 * Why a start is not on offer at `now`, from the rule itself: with the facts for the member, without anything private for
 * everyone else.
 */
export async function explainSlot(
  ctx: QueryCtx,
  wanted: Wanted,
  at: { start: number; now: number; isMember: boolean },
): Promise<Infer<typeof explanationView>> {
  checkedStart(at.start);
  if (!Number.isSafeInteger(at.now)) {
    fail("INVALID_INPUT", { problems: [{ field: "now", problem: "malformed" }] });
  }
  const { member, terms, question } = await questionOf(ctx, wanted, at);
  const reasons = explain(member.schedule, terms, question);
  const told = at.isMember
    ? reasons.map((reason) => ({ code: reason.code, detail: detailOf(reason) }))
    : publicReasons(reasons).map((code) => ({ code, detail: null }));
  return { bookable: reasons.length === 0, reasons: told };
}
