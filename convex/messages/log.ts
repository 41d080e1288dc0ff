import { v, type Infer } from "convex/values";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { nullable } from "../validators";
import { listOf } from "./outbox";
import { notifications } from "./tables";

/** As many troubles as one page shows, of each kind. */
const MAX_TROUBLES = 50;

/** A message as the log shows it, to the booking's member and the owner. Instants are epoch ms, costs millionths of a currency. */
export const messageView = notifications.validator
  .pick("kind", "audience", "channel", "dueAt", "status", "attempts")
  .extend({
    id: v.id("notifications"),
    bookingId: nullable(v.id("bookings")),
    memberId: nullable(v.id("memberSettings")),
    error: nullable(v.string()),
    recipient: nullable(v.string()),
    subject: nullable(v.string()),
    text: nullable(v.string()),
    sentAt: nullable(v.number()),
    deliveredAt: nullable(v.number()),
    openedAt: nullable(v.number()),
    clickedAt: nullable(v.number()),
    failedAt: nullable(v.number()),
    parts: nullable(v.number()),
    costMicros: nullable(v.number()),
    costCurrency: nullable(v.string()),
  });

export function messageViewOf(row: Doc<"notifications">): Infer<typeof messageView> {
  const { _id: id, kind, audience, channel, dueAt, status, attempts } = row;
  return {
    ...{ id, kind, audience, channel, dueAt, status, attempts },
    ...{ bookingId: row.bookingId ?? null, memberId: row.memberId ?? null },
    ...{ error: row.error ?? null, recipient: row.recipient ?? null },
    ...{ subject: row.subject ?? null, text: row.text ?? null },
    ...{ sentAt: row.sentAt ?? null, deliveredAt: row.deliveredAt ?? null },
    ...{ openedAt: row.openedAt ?? null, clickedAt: row.clickedAt ?? null },
    ...{ failedAt: row.failedAt ?? null, parts: row.parts ?? null },
    ...{ costMicros: row.costMicros ?? null, costCurrency: row.costCurrency ?? null },
  };
}

/** A message that did not arrive, with the booking it is about as its owner knows it; null for one that is about none. */
export const troubleView = messageView.extend({
  booking: nullable(
    v.object({
      code: v.string(),
      start: v.number(),
      customerName: nullable(v.string()),
      memberName: v.string(),
      memberSlug: v.string(),
    }),
  ),
});

type Trouble = Infer<typeof troubleView>;

async function troubleViewOf(ctx: QueryCtx, row: Doc<"notifications">): Promise<Trouble> {
  const booking = row.bookingId ? await ctx.db.get("bookings", row.bookingId) : null;
  const member = booking && (await ctx.db.get("memberSettings", booking.memberId));
  return {
    ...messageViewOf(row),
    booking: booking && {
      ...{ code: booking.code, start: booking.startTime },
      customerName: booking.contact?.name ?? null,
      ...{ memberName: member?.name ?? "", memberSlug: member?.slug ?? "" },
    },
  };
}

/** Messages of a business that did not arrive, the latest first. */
export async function listTroubles(ctx: QueryCtx, tenantId: Id<"tenants">): Promise<Trouble[]> {
  const lists = (["failed", "bounced"] as const).map((status) =>
    ctx.db
      .query("notifications")
      .withIndex("by_tenantId_and_status", (q) => q.eq("tenantId", tenantId).eq("status", status))
      .order("desc")
      .take(MAX_TROUBLES),
  );
  const rows = (await Promise.all(lists)).flat();
  const latest = rows.toSorted((a, b) => (b.failedAt ?? 0) - (a.failedAt ?? 0));
  return await Promise.all(latest.map((row) => troubleViewOf(ctx, row)));
}

/** Delete a booking's messages, with the booking. */
export async function forgetOf(ctx: MutationCtx, bookingId: Id<"bookings">): Promise<void> {
  for (const { _id } of await listOf(ctx, bookingId)) await ctx.db.delete("notifications", _id);
}
