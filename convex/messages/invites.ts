import type { Facts } from "../../core/messages/facts.ts";
import { natureOf } from "../../core/messages/kinds.ts";
import { DAY_MS } from "../../core/time/calendar.ts";
import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { managePage, pageAt } from "./addresses";
import { feedFile, inviteFile, type Invite } from "./invite";
import type { Message } from "./outbox";
import { senderAddress } from "./services";

/** What calendars are told of bookings: with a message, as a file to keep, and as a feed. */

type Booking = Doc<"bookings">;

/** A calendar that subscribes sees this far back and ahead. */
const FEED_BACK_MS = 30 * DAY_MS;
const FEED_AHEAD_MS = 366 * DAY_MS;
/** As many bookings of each status: what is next, and what was last. No number of holds or of past bookings keeps what lies ahead out. */
const MAX_AHEAD = 300;
const MAX_BACK = 100;
const FEED_REFRESH_MIN = 15;

/** What is the same of a booking for whoever reads it (RULES.md §5.4). */
function eventOf(booking: Booking, tenant: Doc<"tenants">) {
  const { _id, revision, startTime: start, endTime: end, meetingUrl: place = "", code } = booking;
  // Where no mail is sent, the business has the address it shows its customers, if any.
  const email = senderAddress() || (tenant.email ?? "");
  const organizer = email === "" ? null : { name: tenant.name, email };
  return { uid: `${_id}@${tenant.slug}`, revision, start, end, place, text: code, organizer };
}

/** The invite that goes with a message; null for a message without one. */
export function inviteOf(
  row: Message,
  facts: Facts,
  {
    booking,
    tenant,
    reader,
  }: { booking: Booking; tenant: Doc<"tenants">; reader: { name: string; address: string } },
): Invite | null {
  const method = natureOf(row.kind).invite;
  // Nobody's calendar has a request before it is confirmed, and none has one that never was.
  const isRequest = method === "CANCEL" ? row.about === "request" : booking.status === "pending";
  if (method === null || isRequest || !facts.booking) return null;
  const { service, member, customer } = facts.booking;
  return {
    ...eventOf(booking, tenant),
    ...{ method, status: method === "CANCEL" ? "CANCELLED" : "CONFIRMED" },
    stamp: row._creationTime,
    title: `${service} – ${row.audience === "member" ? customer : member}`,
    url: facts.links.manage,
    attendees: [{ name: reader.name, email: reader.address }],
  };
}

/** A booking as a file for one of its parties to keep; null for one that takes no time any more. */
export async function fileOf(
  ctx: QueryCtx,
  booking: Booking,
  party: "customer" | "member" | "owner",
): Promise<string | null> {
  const tenant = await ctx.db.get("tenants", booking.tenantId);
  const member = await ctx.db.get("memberSettings", booking.memberId);
  if (!tenant || !member || !isInCalendars(booking)) return null;
  const eventType = await ctx.db.get("eventTypes", booking.eventTypeId);
  return inviteFile({
    ...eventOf(booking, tenant),
    ...{ method: "PUBLISH", status: "CONFIRMED", attendees: [] },
    stamp: booking.confirmedAt ?? booking._creationTime,
    title: `${eventType?.name ?? ""} – ${member.name}`,
    // Its key makes whoever has it the customer.
    url: party === "customer" ? await managePage(booking._id) : null,
  });
}

function isInCalendars({ status }: Booking): boolean {
  return status === "confirmed" || status === "completed";
}

/** What a member's calendar shows around `now`, ascending by status. */
async function shownIn(
  ctx: QueryCtx,
  memberId: Id<"memberSettings">,
  now: number,
): Promise<Booking[]> {
  const ofStatus = (status: Booking["status"], { from, to }: { from: number; to: number }) =>
    ctx.db
      .query("bookings")
      .withIndex("by_memberId_and_status_and_startTime", (q) =>
        q.eq("memberId", memberId).eq("status", status).gte("startTime", from).lt("startTime", to),
      );
  const ahead = { from: now, to: now + FEED_AHEAD_MS };
  const back = { from: now - FEED_BACK_MS, to: now };
  const lists = await Promise.all([
    ...(["completed", "confirmed"] as const).map(async (status) =>
      (await ofStatus(status, back).order("desc").take(MAX_BACK)).toReversed(),
    ),
    ...(["confirmed", "pending"] as const).map(
      async (status) => await ofStatus(status, ahead).take(MAX_AHEAD),
    ),
  ]);
  return lists.flat();
}

/** A member's bookings around `now` as a calendar to subscribe to. */
export async function feedOf(
  ctx: QueryCtx,
  member: Doc<"memberSettings">,
  now: number,
): Promise<string> {
  const tenant = await ctx.db.get("tenants", member.tenantId);
  if (!tenant) throw new Error("A member outlived its tenant.");
  const shown = await shownIn(ctx, member._id, now);
  const events = shown.map(async (booking): Promise<Invite> => {
    const eventType = await ctx.db.get("eventTypes", booking.eventTypeId);
    return {
      ...eventOf(booking, tenant),
      ...{ method: "PUBLISH", attendees: [] },
      status: booking.status === "pending" ? "TENTATIVE" : "CONFIRMED",
      stamp: booking.confirmedAt ?? booking._creationTime,
      title: [eventType?.name, booking.contact?.name].filter(Boolean).join(" – "),
      url: pageAt(`/dashboard?booking=${booking._id}&start=${booking.startTime}`),
    };
  });
  return feedFile({
    name: `${member.name} – ${tenant.name}`,
    events: await Promise.all(events),
    refreshMin: FEED_REFRESH_MIN,
  });
}
