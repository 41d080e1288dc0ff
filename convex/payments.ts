import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import { parseMessage } from "../core/text/fields.ts";
import { requireBookingParty, requireHost } from "./bookings/access";
import * as Bookings from "./bookings/model";
import { fail } from "./errors";
import { mutation, query } from "./functions";
import { findActiveMember } from "./members/access";
import { pageOfReceived, receivedView } from "./payments/ledger";
import * as Payments from "./payments/model";
import { saveSettings as storeSettings, settingsFields } from "./payments/settings";
import * as Views from "./payments/views";
import { requireTenantAdmin } from "./tenants/access";
import { nullable } from "./validators";

/** How its customer shows that a booking is theirs: by the manage link's token, or without it by being signed in. */
const link = { bookingId: v.id("bookings"), token: v.optional(v.string()) };

/** Whether a member's priced services can be paid for now; null where there is no such member. */
export const isReady = query({
  args: { memberId: v.id("memberSettings") },
  returns: nullable(v.boolean()),
  handler: async (ctx, { memberId }) => {
    const member = await findActiveMember(ctx, memberId);
    if (!member) return null;
    const { tenantId } = member;
    return (await Payments.findPayee(ctx, { tenantId, memberId })) !== null;
  },
});

/** The payment that can be made for a booking now, with what Stripe's form needs; null when there is none. */
export const checkout = query({
  args: link,
  returns: nullable(Views.checkoutView),
  handler: async (ctx, { bookingId, token }) => {
    const { booking } = await requireBookingParty(ctx, bookingId, token);
    return await Views.checkoutViewOf(ctx, booking);
  },
});

/** Have Stripe asked how a booking's open payments stand, for when its event is late; asked again at once, nothing more happens. */
export const check = mutation({
  args: link,
  returns: v.null(),
  handler: async (ctx, { bookingId, token }) => {
    const { booking } = await requireBookingParty(ctx, bookingId, token);
    await Payments.lookNow(ctx, booking._id);
    return null;
  },
});

/** Open the payment of what is still owed for a confirmed booking; `checkout` shows it. While it is open, nothing changes. */
export const openRest = mutation({
  args: link,
  returns: v.null(),
  handler: async (ctx, { bookingId, token }) => {
    const { booking } = await requireBookingParty(ctx, bookingId, token);
    await Bookings.openRest(ctx, booking);
    return null;
  },
});

/** What was paid and given back for a booking, for its parties. */
export const receipt = query({
  args: link,
  returns: Views.receiptView,
  handler: async (ctx, { bookingId, token }) => {
    const { booking } = await requireBookingParty(ctx, bookingId, token);
    return await Views.receiptViewOf(ctx, booking);
  },
});

/**
 * From which sums a cancellation is counted (core/money/refund.ts): what was paid online, with what is only reserved on a card, and what
 * of it goes back already.
 */
export const returnable = query({
  args: link,
  returns: v.object({ paid: v.number(), refunded: v.number() }),
  handler: async (ctx, { bookingId, token }) => {
    const { booking } = await requireBookingParty(ctx, bookingId, token);
    return await Payments.tallyOnline(ctx, booking._id);
  },
});

/** Every payment and refund of a booking as they stand, for its member and the owner. */
export const list = query({
  args: { bookingId: v.id("bookings") },
  returns: Views.moneyView,
  handler: async (ctx, { bookingId }) => {
    const { booking } = await requireHost(ctx, bookingId);
    return await Views.moneyViewOf(ctx, booking);
  },
});

/** Note, as its member or the owner, that what was still owed was paid at the appointment. */
export const notePaid = mutation({
  args: { bookingId: v.id("bookings") },
  returns: v.null(),
  handler: async (ctx, { bookingId }) => {
    const { booking } = await requireHost(ctx, bookingId);
    await Bookings.notePaid(ctx, booking);
    return null;
  },
});

/**
 * Give money back by hand, as its member or the owner. `amount` is minor units; `refunded` is what one saw as given back before, so that
 * two clicks are one refund. Refuses with `REFUND_TOO_LARGE { most }` or `STALE_REVISION`.
 */
export const refund = mutation({
  args: {
    bookingId: v.id("bookings"),
    amount: v.number(),
    refunded: v.number(),
    reason: v.optional(v.string()),
  },
  returns: v.null(),
  handler: async (ctx, { bookingId, reason = "", ...asked }) => {
    const { booking, by } = await requireHost(ctx, bookingId);
    const text = parseMessage(reason);
    if (!text.ok) fail("INVALID_INPUT", { problems: [{ field: "reason", problem: text.problem }] });
    await Bookings.refundByHand(ctx, booking, { ...asked, by, reason: text.value });
    return null;
  },
});

/** What a marketplace's bookings brought in and what went back, for its owner and admins, the latest first, a page at a time. */
export const listRecent = query({
  args: { tenantSlug: v.string(), paginationOpts: paginationOptsValidator },
  returns: paginationResultValidator(receivedView),
  handler: async (ctx, { tenantSlug, paginationOpts }) => {
    const { tenant } = await requireTenantAdmin(ctx, tenantSlug);
    return await pageOfReceived(ctx, tenant._id, paginationOpts);
  },
});

/** Who takes the marketplace's money and what the platform keeps, for its owner and admins. */
export const settings = query({
  args: { tenantSlug: v.string() },
  returns: settingsFields,
  handler: async (ctx, { tenantSlug }) => {
    const { tenant } = await requireTenantAdmin(ctx, tenantSlug);
    return tenant.payments;
  },
});

/** Change who takes the marketplace's money and what the platform keeps, from the next booking on. */
export const saveSettings = mutation({
  args: { tenantSlug: v.string(), settings: settingsFields },
  returns: v.null(),
  handler: async (ctx, { tenantSlug, settings: changed }) => {
    const { tenant } = await requireTenantAdmin(ctx, tenantSlug);
    await storeSettings(ctx, tenant, changed);
    return null;
  },
});
