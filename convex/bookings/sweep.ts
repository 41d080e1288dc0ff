import { DAY_MS } from "../../core/time/calendar.ts";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import * as Messages from "../messages/model";
import * as Payments from "../payments/model";
import { listDecisions } from "./decisions";
import { listEvents } from "./lifecycle";

/** Long enough for whoever asks the next day what became of a time they had reserved. */
const KEPT_MS = 2 * DAY_MS;
/** What is older was looked at on each day of a month: money was received for it, whose record needs its booking. */
const LOOKED_AT_MS = 30 * DAY_MS;
/** Holds that one transaction looks at. */
const BATCH = 100;

async function remove(ctx: MutationCtx, { _id }: Doc<"bookings">): Promise<void> {
  for (const event of await listEvents(ctx, _id)) await ctx.db.delete("bookingEvents", event._id);
  for (const decision of await listDecisions(ctx, _id)) {
    await ctx.db.delete("decisions", decision._id);
  }
  await Messages.forgetOf(ctx, _id);
  await ctx.db.delete("bookings", _id);
}

/**
 * Remove holds that came to nothing, with their history: ended for two days, never a booking or request, and no money received. One
 * batch from `cursor` on; returns where the next one begins, null at the end. `now` is the same for every batch: a cursor is good for one
 * range only.
 */
export async function sweepHolds(
  ctx: MutationCtx,
  { cursor, now }: { cursor: string | null; now: number },
): Promise<string | null> {
  const { page, isDone, continueCursor } = await ctx.db
    .query("bookings")
    .withIndex("by_confirmedAt", (q) =>
      q
        .eq("confirmedAt", undefined)
        .gt("_creationTime", now - LOOKED_AT_MS)
        .lt("_creationTime", now - KEPT_MS),
    )
    .paginate({ numItems: BATCH, cursor });
  for (const booking of page) {
    const isOver = booking.status === "expired" || booking.status === "cancelled";
    if (isOver && (await Payments.forgetUnpaid(ctx, booking._id))) await remove(ctx, booking);
  }
  return isDone ? null : continueCursor;
}
