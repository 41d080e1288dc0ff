import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import { parseMessage, parseSecureUrl } from "../core/text/fields.ts";
import {
  findBookingParty,
  requireBookingParty,
  requireHolder,
  requireHost,
  requireOwner,
} from "./bookings/access";
import * as Lists from "./bookings/lists";
import { cancel as cancelBooking, markNoShow as noteNoShow } from "./bookings/closing";
import * as Confirm from "./bookings/confirm";
import * as Hold from "./bookings/hold";
import { book } from "./bookings/manual";
import * as Bookings from "./bookings/lifecycle";
import { startPayment as beginPayment } from "./bookings/pay";
import * as Reassign from "./bookings/reassign";
import { reschedule as moveBooking } from "./bookings/reschedule";
import * as Views from "./bookings/views";
import { contactFields } from "./customers/model";
import { fail } from "./errors";
import { requireBookableEventType, requireEventType } from "./eventTypes/access";
import { mutation, query } from "./functions";
import { requireMember } from "./members/access";
import { refuseLongRange } from "./pages";
import { findPerson, requirePerson } from "./tenants/access";
import { nullable } from "./validators";

function parseReason(reason: string): string {
  const text = parseMessage(reason);
  return text.ok
    ? text.value
    : fail("INVALID_INPUT", { problems: [{ field: "reason", problem: text.problem }] });
}

/**
 * Hold a slot for ten minutes. `token` is 128 random bits or more, drawn by the browser: it proves the hold, makes the call
 * repeatable and becomes the manage link. `price` is what the customer names, in minor units, and only where the service leaves it to
 * them. Refuses with `SLOT_TAKEN`, `NOT_AVAILABLE { reason }`, `TOO_MANY_HOLDS`, `PAYMENTS_OFF` or `PRICE_TOO_LOW { minimum }`.
 */
export const hold = mutation({
  args: {
    eventTypeId: v.id("eventTypes"),
    start: v.number(),
    durationMin: v.optional(v.number()),
    timezone: v.string(),
    token: v.string(),
    visitorId: v.string(),
    price: v.optional(v.number()),
  },
  returns: Views.holdView,
  handler: async (ctx, { eventTypeId, ...request }) => {
    const eventType = await requireBookableEventType(ctx, eventTypeId);
    return Views.holdViewOf(await Hold.hold(ctx, eventType, request));
  },
});

/** Give a held slot back before its time runs out. */
export const release = mutation({
  args: { bookingId: v.id("bookings"), token: v.string() },
  returns: v.null(),
  handler: async (ctx, { bookingId, token }) => {
    const booking = await requireHolder(ctx, bookingId, token);
    await Hold.release(ctx, booking);
    return null;
  },
});

/**
 * Begin to pay for a live hold: keeps who books, and the time longer while they pay. `payments.checkout` has what Stripe's form needs; the
 * booking is confirmed when the money comes.
 */
export const startPayment = mutation({
  args: { bookingId: v.id("bookings"), token: v.string(), customer: contactFields },
  returns: v.object({ expiresAt: v.number() }),
  handler: async (ctx, { bookingId, token, customer: contact }) => {
    const booking = await requireHolder(ctx, bookingId, token);
    const person = await findPerson(ctx);
    return await beginPayment(ctx, booking, { contact, userId: person?.userId });
  },
});

/** Turn a live hold that costs nothing into a booking, or into a request where the member wants to approve it first. */
export const confirm = mutation({
  args: { bookingId: v.id("bookings"), token: v.string(), customer: contactFields },
  returns: v.object({ status: Views.customerView.fields.status, code: v.string() }),
  handler: async (ctx, { bookingId, token, customer: contact }) => {
    const booking = await requireHolder(ctx, bookingId, token);
    const person = await findPerson(ctx);
    const booker = { contact, userId: person?.userId };
    const { status, code } = await Confirm.confirm(ctx, booking, booker);
    return { status, code };
  },
});

/** A booking for its parties, by its manage link or signed in; null for everybody else. Reading changes nothing. */
export const get = query({
  args: { bookingId: v.string(), token: v.optional(v.string()) },
  returns: nullable(Views.customerView),
  handler: async (ctx, link) => {
    const found = await findBookingParty(ctx, link);
    return found && (await Views.customerViewOf(ctx, found.booking));
  },
});

/**
 * Cancel a booking as its customer (by token or signed in), its member, or the tenant's owner. `refund` is what the caller was told comes
 * back, in minor units: where it would be less by now, it is refused with `REFUND_CHANGED { amount }`.
 */
export const cancel = mutation({
  args: {
    bookingId: v.id("bookings"),
    token: v.optional(v.string()),
    reason: v.optional(v.string()),
    refund: v.optional(v.number()),
  },
  returns: v.null(),
  handler: async (ctx, { bookingId, token, reason = "", refund: told }) => {
    const { booking, party: by } = await requireBookingParty(ctx, bookingId, token);
    await cancelBooking(ctx, booking, { by, reason: parseReason(reason), told });
    return null;
  },
});

/** Replace the member's own notes on a booking, which its customer never sees. */
export const setNotes = mutation({
  args: { bookingId: v.id("bookings"), notes: v.string() },
  returns: v.null(),
  handler: async (ctx, { bookingId, notes }) => {
    const { booking } = await requireHost(ctx, bookingId);
    const text = parseMessage(notes);
    if (!text.ok) fail("INVALID_INPUT", { problems: [{ field: "notes", problem: text.problem }] });
    await ctx.db.patch("bookings", booking._id, { notes: text.value });
    return null;
  },
});

/** Say where to meet online, as the booking's member or the owner; null takes it back. Its customer sees it at once. */
export const setMeetingUrl = mutation({
  args: { bookingId: v.id("bookings"), meetingUrl: nullable(v.string()) },
  returns: v.null(),
  handler: async (ctx, { bookingId, meetingUrl }) => {
    const { booking } = await requireHost(ctx, bookingId);
    const url = meetingUrl === null ? null : parseSecureUrl(meetingUrl);
    if (url?.ok === false) {
      fail("INVALID_INPUT", { problems: [{ field: "meetingUrl", problem: url.problem }] });
    }
    await ctx.db.patch("bookings", booking._id, { meetingUrl: url?.value });
    return null;
  },
});

/** Accept a request, as its member or the owner. */
export const approve = mutation({
  args: { bookingId: v.id("bookings") },
  returns: v.null(),
  handler: async (ctx, { bookingId }) => {
    const { booking, by } = await requireHost(ctx, bookingId);
    await Confirm.approve(ctx, booking, by);
    return null;
  },
});

/** Turn a request down, as its member or the owner; its customer reads the reason. */
export const decline = mutation({
  args: { bookingId: v.id("bookings"), reason: v.optional(v.string()) },
  returns: v.null(),
  handler: async (ctx, { bookingId, reason = "" }) => {
    const { booking, by } = await requireHost(ctx, bookingId);
    await Confirm.decline(ctx, booking, { by, reason: parseReason(reason) });
    return null;
  },
});

/**
 * Move a booking to another start, as any of its parties; `revision` is the one the caller saw. A customer is bound by the slots on
 * offer and the quote's policy (`TOO_LATE`, `RESCHEDULES_USED_UP`); a member may overrule notice and hours, but no overlap.
 */
export const reschedule = mutation({
  args: {
    bookingId: v.id("bookings"),
    token: v.optional(v.string()),
    start: v.number(),
    revision: v.number(),
    reason: v.optional(v.string()),
  },
  returns: v.null(),
  handler: async (ctx, { bookingId, token, reason = "", ...to }) => {
    const { booking, party: by } = await requireBookingParty(ctx, bookingId, token);
    await moveBooking(ctx, booking, { ...to, by, reason: parseReason(reason) });
    return null;
  },
});

/** The other members of the marketplace who could have a booking, for its owner: at most 100, with their services of its length. */
export const listHosts = query({
  args: { bookingId: v.id("bookings") },
  returns: v.array(Reassign.hostView),
  handler: async (ctx, { bookingId }) => {
    const booking = await requireOwner(ctx, bookingId);
    return await Reassign.listHosts(ctx, booking);
  },
});

/**
 * Give a booking or request to another member, as the marketplace's owner; `revision` is the one the caller saw. The time stays, and so
 * does what was promised of money. Refuses with `SLOT_TAKEN`, `NOT_AVAILABLE { reason }`, `STALE_REVISION` or `PAID_TO_MEMBER`.
 */
export const reassign = mutation({
  args: {
    bookingId: v.id("bookings"),
    memberId: v.id("memberSettings"),
    eventTypeId: v.id("eventTypes"),
    revision: v.number(),
    reason: v.optional(v.string()),
  },
  returns: v.null(),
  handler: async (ctx, { bookingId, reason = "", ...to }) => {
    const booking = await requireOwner(ctx, bookingId);
    await Reassign.reassign(ctx, booking, { ...to, by: "owner", reason: parseReason(reason) });
    return null;
  },
});

/** Note, as its member or the owner, that the customer of a booking did not come. */
export const markNoShow = mutation({
  args: { bookingId: v.id("bookings") },
  returns: v.null(),
  handler: async (ctx, { bookingId }) => {
    const { booking, by } = await requireHost(ctx, bookingId);
    await noteNoShow(ctx, booking, by);
    return null;
  },
});

/**
 * Enter a booking by hand, as the service's member or the owner. It may overrule notice and hours, and overlaps only with
 * `allowOverlap`. `token` is drawn by the browser, as for a hold, and becomes the customer's manage link.
 */
export const create = mutation({
  args: {
    eventTypeId: v.id("eventTypes"),
    start: v.number(),
    durationMin: v.optional(v.number()),
    timezone: v.string(),
    token: v.string(),
    customer: contactFields,
    allowOverlap: v.optional(v.boolean()),
  },
  returns: v.object({ bookingId: v.id("bookings"), code: v.string() }),
  handler: async (ctx, { eventTypeId, customer: contact, allowOverlap, ...manual }) => {
    const { eventType, by } = await requireEventType(ctx, eventTypeId);
    const overrule = allowOverlap ? "overlaps" : "hours";
    const booking = await book(ctx, eventType, { ...manual, contact, overrule, by });
    return { bookingId: booking._id, code: booking.code };
  },
});

/** What happened to a booking, the oldest first, for its member and the owner. */
export const history = query({
  args: { bookingId: v.id("bookings") },
  returns: v.array(Views.eventView),
  handler: async (ctx, { bookingId }) => {
    const { booking } = await requireHost(ctx, bookingId);
    return (await Bookings.listEvents(ctx, booking._id)).map(Views.eventViewOf);
  },
});

/** A member's bookings that start in `[from, to)`, at most 500, ascending. */
export const listForMember = query({
  args: { memberId: v.id("memberSettings"), from: v.number(), to: v.number() },
  returns: v.array(Views.memberView),
  handler: async (ctx, { memberId, ...range }) => {
    const member = await requireMember(ctx, memberId);
    refuseLongRange(range);
    const bookings = await Lists.listInRange(ctx, member._id, range);
    return await Promise.all(bookings.map((booking) => Views.memberViewOf(ctx, booking)));
  },
});

/** A member's confirmed bookings, or the requests that wait, from `from` on, ascending, a page at a time. */
export const listUpcoming = query({
  args: {
    memberId: v.id("memberSettings"),
    status: v.optional(v.union(v.literal("confirmed"), v.literal("pending"))),
    from: v.number(),
    paginationOpts: paginationOptsValidator,
  },
  returns: paginationResultValidator(Views.memberView),
  handler: async (ctx, { memberId, status = "confirmed", ...page }) => {
    const member = await requireMember(ctx, memberId);
    const result = await Lists.pageUpcoming(ctx, member._id, { status, ...page });
    const views = result.page.map((booking) => Views.memberViewOf(ctx, booking));
    return { ...result, page: await Promise.all(views) };
  },
});

/** The twenty bookings and requests of a member that arrived last, newest first. */
export const listRecent = query({
  args: { memberId: v.id("memberSettings") },
  returns: v.array(Views.memberView),
  handler: async (ctx, { memberId }) => {
    const member = await requireMember(ctx, memberId);
    const bookings = await Lists.listRecent(ctx, member._id);
    return await Promise.all(bookings.map((booking) => Views.memberViewOf(ctx, booking)));
  },
});

/** The signed-in customer's bookings, the latest first, a page at a time. */
export const listMine = query({
  args: { paginationOpts: paginationOptsValidator },
  returns: paginationResultValidator(Views.customerView),
  handler: async (ctx, { paginationOpts }) => {
    const person = await requirePerson(ctx);
    const result = await Lists.pageOfPerson(ctx, person.userId, paginationOpts);
    const views = result.page.map((booking) => Views.customerViewOf(ctx, booking));
    return { ...result, page: await Promise.all(views) };
  },
});
