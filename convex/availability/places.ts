import { v, type Infer } from "convex/values";
import { busyReach } from "../../core/availability/engine.ts";
import { explain, publicReasons, type Reason } from "../../core/availability/explain.ts";
import {
  decidePlace,
  essenceOf,
  type Overrule,
  type PlaceQuestion,
  type PlaceVerdict,
} from "../../core/availability/place.ts";
import { termsOf } from "../../core/availability/terms.ts";
import type { Terms } from "../../core/availability/types.ts";
import { isHoldLive } from "../../core/bookings/lifecycle.ts";
import { MINUTE_MS } from "../../core/time/calendar.ts";
import { offsetAt } from "../../core/time/rules.ts";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { listBusy, type BusySpan } from "../busy/model";
import { fail } from "../errors";
import { nullable } from "../validators";
import { findSchedule } from "./schedule";

export type { Overrule } from "../../core/availability/place.ts";

/** What of a service is asked for: one of its lengths in minutes, or the usual one. */
export type Wanted = { eventType: Doc<"eventTypes">; durationMin: number | undefined };

export const explanationView = v.object({
  bookable: v.boolean(),
  /** Reason codes of core/availability/explain.ts; `detail` is for the member only. */
  reasons: v.array(v.object({ code: v.string(), detail: nullable(v.string()) })),
});

/** A place that was asked for, and the facts that the decision about it relied on. */
export type Place = {
  start: number;
  end: number;
  terms: Terms;
  timezone: string;
  reliedOn: { settingsRevision: number; zoneVersion: string; zoneOffsetMin: number };
  /** All that the rule looked at, for the record of the decision. */
  question: PlaceQuestion;
};

export type Judged = { place: Place; verdict: PlaceVerdict };

/**
 * What the rule decides one start by: the member's schedule, the terms, and what blocks the member around it at `now`. Null when the
 * member takes no bookings.
 */
async function questionOf(ctx: QueryCtx, wanted: Wanted, at: { start: number; now: number }) {
  const { memberId } = wanted.eventType;
  const member = await findSchedule(ctx, memberId);
  if (!member?.bookable) return null;
  const terms = termsOf(wanted.eventType, member, wanted.durationMin);
  const end = at.start + terms.durationMin * MINUTE_MS;
  const reach = busyReach(member.schedule, terms, { from: at.start, to: end });
  const spans = await listBusy(ctx, memberId, reach);
  const busy = spans.filter((span) => isBlocking(span, at.now));
  return { member, end, question: { schedule: member.schedule, terms, busy, ...at } };
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
 * Decides one start of a service by the same rule that lists slots; null when its member takes no bookings. Reads only the busy rows
 * around the slot.
 */
export async function judgePlace(
  ctx: MutationCtx,
  wanted: Wanted,
  { start, overrule = "nothing" }: { start: number; overrule?: Overrule },
): Promise<Judged | null> {
  const at = { start: checkedStart(start), now: Date.now() };
  const asked = await questionOf(ctx, wanted, at);
  if (!asked) return null;
  const { settingsRevision } = asked.member;
  const { rules } = asked.member.schedule;
  // What is recorded is what was decided on, and nothing that the decision did not see.
  const question = essenceOf({ ...asked.question, overrule });
  const place = {
    start,
    end: asked.end,
    terms: question.terms,
    timezone: rules.zone,
    reliedOn: {
      settingsRevision,
      zoneVersion: rules.version,
      zoneOffsetMin: offsetAt(rules, start),
    },
    question,
  };
  return { place, verdict: decidePlace(question) };
}

/**
 * Grants one start of a service; refuses with `SLOT_TAKEN` what was on offer and is gone, and with `NOT_AVAILABLE { reason }` what
 * never was.
 */
export async function grantPlace(
  ctx: MutationCtx,
  wanted: Wanted,
  asked: { start: number; overrule?: Overrule },
): Promise<Place> {
  const { place, verdict } = (await judgePlace(ctx, wanted, asked)) ?? fail("NOT_FOUND");
  if (verdict.ok) return place;
  if (verdict.taken) fail("SLOT_TAKEN", { start: place.start });
  return fail("NOT_AVAILABLE", { reason: verdict.reason });
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
  const { question } = (await questionOf(ctx, wanted, at)) ?? fail("NOT_FOUND");
  const { schedule, terms, ...asked } = question;
  const reasons = explain(schedule, terms, asked);
  const told = at.isMember
    ? reasons.map((reason) => ({ code: reason.code, detail: detailOf(reason) }))
    : publicReasons(reasons).map((code) => ({ code, detail: null }));
  return { bookable: reasons.length === 0, reasons: told };
}
