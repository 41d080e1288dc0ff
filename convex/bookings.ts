import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import { parseMessage } from "../core/text/fields.ts";
import { findBookingByLink, requireBookingParty, requireHolder } from "./bookings/access";
import * as Lists from "./bookings/lists";
import * as Bookings from "./bookings/model";
import * as Views from "./bookings/views";
import { contactFields } from "./customers/model";
import { fail } from "./errors";
import { requireBookableEventType } from "./eventTypes/access";
import { mutation, query } from "./functions";
import { requireMember } from "./members/access";
import { refuseLongRange } from "./pages";
import { findPerson, requirePerson } from "./tenants/access";
import { nullable } from "./validators";

/**
 * Hold a slot for ten minutes. `token` is 128 random bits or more, drawn by the browser: it proves the hold, makes the call
 * repeatable and becomes the manage link. Refuses with `SLOT_TAKEN`, `NOT_AVAILABLE { reason }` or `TOO_MANY_HOLDS`.
 */
export const hold = mutation({
  args: {
    eventTypeId: v.id("eventTypes"),
    start: v.number(),
    durationMin: v.optional(v.number()),
    timezone: v.string(),
    token: v.string(),
    visitorId: v.string(),
  },
  returns: Views.holdView,
  handler: async (ctx, { eventTypeId, ...request }) => {
    const eventType = await requireBookableEventType(ctx, eventTypeId);
    return Views.holdViewOf(await Bookings.hold(ctx, eventType, request));
  },
});

/** Give a held slot back before its time runs out. */
export const release = mutation({
  args: { bookingId: v.id("bookings"), token: v.string() },
  returns: v.null(),
  handler: async (ctx, { bookingId, token }) => {
    const booking = await requireHolder(ctx, bookingId, token);
    await Bookings.release(ctx, booking);
    return null;
  },
});

/** Turn a live hold into a booking, or into a request where the member wants to approve it first. */
export const confirm = mutation({
  args: { bookingId: v.id("bookings"), token: v.string(), customer: contactFields },
  returns: v.object({ status: Views.customerView.fields.status, code: v.string() }),
  handler: async (ctx, { bookingId, token, customer: contact }) => {
    const booking = await requireHolder(ctx, bookingId, token);
    const person = await findPerson(ctx);
    const input = { contact, ...(person && { userId: person.userId }) };
    const { status, code } = await Bookings.confirm(ctx, booking, input);
    return { status, code };
  },
});

/** A booking by its manage link; null when there is none. Reading changes nothing. */
export const get = query({
  args: { bookingId: v.string(), token: v.string() },
  returns: nullable(Views.customerView),
  handler: async (ctx, link) => {
    const booking = await findBookingByLink(ctx, link);
    return booking && (await Views.customerViewOf(ctx, booking));
  },
});

/** Cancel a booking as its customer (by token or signed in), its member, or the tenant's owner. */
export const cancel = mutation({
  args: {
    bookingId: v.id("bookings"),
    token: v.optional(v.string()),
    reason: v.optional(v.string()),
  },
  returns: v.null(),
  handler: async (ctx, { bookingId, token, reason = "" }) => {
    const { booking, party: by } = await requireBookingParty(ctx, bookingId, token);
    const text = parseMessage(reason);
    if (!text.ok) fail("INVALID_INPUT", { problems: [{ field: "reason", problem: text.problem }] });
    await Bookings.cancel(ctx, booking, { by, reason: text.value });
    return null;
  },
});

/** Replace the member's own notes on a booking, which its customer never sees. */
export const setNotes = mutation({
  args: { bookingId: v.id("bookings"), notes: v.string() },
  returns: v.null(),
  handler: async (ctx, { bookingId, notes }) => {
    const { booking, party } = await requireBookingParty(ctx, bookingId);
    if (party === "customer") fail("NOT_FOUND");
    const text = parseMessage(notes);
    if (!text.ok) fail("INVALID_INPUT", { problems: [{ field: "notes", problem: text.problem }] });
    await ctx.db.patch("bookings", booking._id, { notes: text.value });
    return null;
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

/** A member's confirmed bookings from `from` on, ascending, a page at a time. */
export const listUpcoming = query({
  args: {
    memberId: v.id("memberSettings"),
    from: v.number(),
    paginationOpts: paginationOptsValidator,
  },
  returns: paginationResultValidator(Views.memberView),
  handler: async (ctx, { memberId, ...page }) => {
    const member = await requireMember(ctx, memberId);
    const result = await Lists.pageUpcoming(ctx, member._id, page);
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
