import { MINUTE_MS } from "../../core/time/calendar.ts";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { grantPlace, type Overrule } from "../availability/model";
import { fail } from "../errors";
import * as Limits from "../limits/model";
import { recordDecision, reliedOn } from "./decisions";
import { afterConfirmation, free, move, type Actor } from "./lifecycle";

/** Where to, asked by whom, who had the booking before them in this revision. */
export type Move = { start: number; revision: number; by: Actor; reason: string };

/** Customers keep to what was promised in the quote; members are not bound by their own limits. */
function refuseAgainstPolicy({ quote, startTime, rescheduleCount }: Doc<"bookings">): void {
  const { rescheduleNoticeMin, maxReschedules } = quote;
  if (maxReschedules !== null && rescheduleCount >= maxReschedules) {
    fail("RESCHEDULES_USED_UP", { limit: maxReschedules });
  }
  if (Date.now() > startTime - rescheduleNoticeMin * MINUTE_MS) {
    fail("TOO_LATE", { noticeMin: rescheduleNoticeMin });
  }
}

/**
 * Move a confirmed booking to another start, in one transaction and by the rule that lists slots: its own old place counts as free,
 * the revision rises, and whatever was bound to the old revision dies. `revision` is the one the caller saw: of two moves from the
 * same one the second is refused with `STALE_REVISION`, unless it asks for what the first did.
 */
export async function reschedule(
  ctx: MutationCtx,
  booking: Doc<"bookings">,
  { start, revision, by, reason }: Move,
): Promise<void> {
  if (booking.status === "confirmed" && booking.startTime === start) return;
  if (booking.revision !== revision) fail("STALE_REVISION", { revision: booking.revision });
  if (booking.status !== "confirmed") {
    fail("ILLEGAL_TRANSITION", { from: booking.status, to: "confirmed" });
  }
  if (by === "customer") {
    refuseAgainstPolicy(booking);
    await Limits.admitMove(ctx, booking);
  }
  const eventType = await ctx.db.get("eventTypes", booking.eventTypeId);
  if (!eventType) return fail("NOT_FOUND");
  await free(ctx, booking);
  const { durationMin } = booking.quote;
  const overrule: Overrule = by === "customer" ? "nothing" : "hours";
  const place = await grantPlace(ctx, { eventType, durationMin }, { start, overrule });
  // The new place was granted with the buffers of today, so these are the ones to keep around it.
  const { bufferBeforeMin, bufferAfterMin } = place.terms;
  const quote = { ...booking.quote, bufferBeforeMin, bufferAfterMin };
  const moved = await move(ctx, booking, {
    status: "confirmed",
    startTime: place.start,
    endTime: place.end,
    memberTimezone: place.timezone,
    revision: booking.revision + 1,
    rescheduleCount: booking.rescheduleCount + (by === "customer" ? 1 : 0),
    quote,
    reliedOn: await reliedOn(place, quote),
    act: { what: "rescheduled", by, reason },
  });
  await recordDecision(ctx, moved, { what: "rescheduled", place });
  await afterConfirmation(ctx, moved);
}
