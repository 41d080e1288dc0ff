import { nextAgenda } from "../../core/messages/agenda.ts";
import type { Facts } from "../../core/messages/facts.ts";
import { DAY_MS } from "../../core/time/calendar.ts";
import { dayBounds, localDay, type ZoneRules } from "../../core/time/rules.ts";
import { zoneRules } from "../../core/time/zones.ts";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { agendaAfter, findInbox } from "./inbox";
import { tellMember } from "./plan";

/** More bookings than a day holds. */
const MAX_A_DAY = 200;
/** Members whose morning one transaction looks at. */
const BATCH = 50;

type Morning = { now: number; rules: ZoneRules };

async function bookingsOf(
  ctx: QueryCtx,
  { _id: memberId }: Doc<"memberSettings">,
  { now, rules, max }: Morning & { max: number },
): Promise<Doc<"bookings">[]> {
  const day = dayBounds(rules, localDay(rules, now));
  if (!day) return [];
  return await ctx.db
    .query("bookings")
    .withIndex("by_memberId_and_status_and_startTime", (q) =>
      q
        .eq("memberId", memberId)
        .eq("status", "confirmed")
        .gte("startTime", day.start)
        .lt("startTime", day.end),
    )
    .take(max);
}

/** A member's confirmed bookings of the local day that `now` lies in, ascending. */
export async function agendaOf(
  ctx: QueryCtx,
  member: Doc<"memberSettings">,
  morning: Morning,
): Promise<Facts["agenda"]> {
  const bookings = await bookingsOf(ctx, member, { ...morning, max: MAX_A_DAY });
  return await Promise.all(
    bookings.map(async ({ startTime: start, endTime: end, eventTypeId, contact }) => {
      const eventType = await ctx.db.get("eventTypes", eventTypeId);
      return { start, end, service: eventType?.name ?? "", customer: contact?.name ?? "" };
    }),
  );
}

function rulesAround({ timezone }: Doc<"memberSettings">, now: number): ZoneRules {
  return zoneRules(timezone, now - 2 * DAY_MS, now + 2 * DAY_MS);
}

async function hasBookings(
  ctx: QueryCtx,
  member: Doc<"memberSettings">,
  now: number,
): Promise<boolean> {
  const morning = { now, rules: rulesAround(member, now) };
  return (await bookingsOf(ctx, member, { ...morning, max: 1 })).length > 0;
}

/** The morning of the day that `now` lies in; null before it has come. */
function morningOf(member: Doc<"memberSettings">, now: number): number | null {
  const rules = rulesAround(member, now);
  const day = dayBounds(rules, localDay(rules, now));
  const morning = day ? nextAgenda(rules, day.start - 1) : Infinity;
  return morning <= now ? morning : null;
}

/** Why nobody should get the agenda of a morning any more; null while its member should. Each day has one of its own. */
export async function refusalOfAgenda(
  ctx: QueryCtx,
  member: Doc<"memberSettings"> | null,
  morning: number,
): Promise<string | null> {
  const now = Date.now();
  if (member?.status !== "active") return "gone";
  if ((await findInbox(ctx, member._id))?.wantsAgenda !== true) return "not_wanted";
  if (morningOf(member, now) !== morning) return "too_late";
  return (await hasBookings(ctx, member, now)) ? null : "changed";
}

/** Send the agendas whose morning has come; true when there may be more. A day without bookings has none. */
export async function sendAgendas(ctx: MutationCtx): Promise<boolean> {
  const now = Date.now();
  const due = await ctx.db
    .query("memberInboxes")
    .withIndex("by_agendaAt", (q) => q.gt("agendaAt", 0).lte("agendaAt", now))
    .take(BATCH);
  for (const { _id, tenantId, memberId } of due) {
    const member = await ctx.db.get("memberSettings", memberId);
    // Whoever is not published now may be again, and still wishes it then.
    const next = member ? agendaAfter(member, now) : undefined;
    await ctx.db.patch("memberInboxes", _id, { agendaAt: next });
    if (member?.status !== "active" || !(await hasBookings(ctx, member, now))) continue;
    const morning = morningOf(member, now);
    if (morning === null) continue;
    await tellMember(ctx, { tenantId, memberId }, { kind: "agenda", about: String(morning) });
  }
  return due.length === BATCH;
}
