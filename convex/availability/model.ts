import { v, type Infer } from "convex/values";
import { busyReach, slotsOf } from "../../core/availability/engine.ts";
import { termsOf } from "../../core/availability/terms.ts";
import type { Range } from "../../core/availability/types.ts";
import { MINUTE_MS } from "../../core/time/calendar.ts";
import type { QueryCtx } from "../_generated/server";
import { listBusy } from "../busy/model";
import { fail } from "../errors";
import { nullable } from "../validators";
import type { Wanted } from "./places";
import { findSchedule } from "./schedule";

export { explainSlot, explanationView, grantPlace, judgePlace } from "./places";
export type { Judged, Overrule, Place } from "./places";

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
