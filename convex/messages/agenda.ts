import type { Facts } from "../../core/messages/facts.ts";
import { DAY_MS } from "../../core/time/calendar.ts";
import { dayBounds, localDay, type ZoneRules } from "../../core/time/rules.ts";
import { zoneRules } from "../../core/time/zones.ts";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { agendaAfter } from "./inbox";
import { tellMember } from "./plan";

/** More bookings than a day holds. */
const MAX_A_DAY = 200;
/** Members whose morning one transaction looks at. */
const BATCH = 50;

/** A member's confirmed bookings of the local day that `now` lies in, ascending. */
export async function agendaOf(
  ctx: QueryCtx,
  { _id: memberId }: Doc<"memberSettings">,
  { now, rules }: { now: number; rules: ZoneRules },
): Promise<Facts["agenda"]> {
  const day = dayBounds(rules, localDay(rules, now));
  if (!day) return [];
  const bookings = await ctx.db
    .query("bookings")
    .withIndex("by_memberId_and_status_and_startTime", (q) =>
      q
        .eq("memberId", memberId)
        .eq("status", "confirmed")
        .gte("startTime", day.start)
        .lt("startTime", day.end),
    )
    .take(MAX_A_DAY);
  return await Promise.all(
    bookings.map(async ({ startTime: start, endTime: end, eventTypeId, contact }) => {
      const eventType = await ctx.db.get("eventTypes", eventTypeId);
      return { start, end, service: eventType?.name ?? "", customer: contact?.name ?? "" };
    }),
  );
}

async function hasBookings(
  ctx: QueryCtx,
  member: Doc<"memberSettings">,
  now: number,
): Promise<boolean> {
  const rules = zoneRules(member.timezone, now - 2 * DAY_MS, now + 2 * DAY_MS);
  return (await agendaOf(ctx, member, { now, rules })).length > 0;
}

/** Send the agendas whose morning has come; true when there may be more. A day without bookings has none. */
export async function sendAgendas(ctx: MutationCtx): Promise<boolean> {
  const now = Date.now();
  const due = await ctx.db
    .query("memberInboxes")
    .withIndex("by_agendaAt", (q) => q.gt("agendaAt", 0).lte("agendaAt", now))
    .take(BATCH);
  for (const { _id, tenantId, memberId, agendaAt = now } of due) {
    const member = await ctx.db.get("memberSettings", memberId);
    const next = member?.status === "active" ? agendaAfter(member, now) : undefined;
    await ctx.db.patch("memberInboxes", _id, { agendaAt: next });
    if (!member || next === undefined || !(await hasBookings(ctx, member, now))) continue;
    await tellMember(ctx, { tenantId, memberId }, { kind: "agenda", about: String(agendaAt) });
  }
  return due.length === BATCH;
}
