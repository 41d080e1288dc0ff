import { v } from "convex/values";
import { internal } from "./_generated/api";
import { findBookingParty, requireBookingParty, requireHost } from "./bookings/access";
import { fail } from "./errors";
import { action, mutation, query } from "./functions";
import { requireMember } from "./members/access";
import {
  findSubscription,
  requireMessage,
  requireSample,
  requireSubscription,
} from "./messages/access";
import * as Inbox from "./messages/inbox";
import { fileOf } from "./messages/invites";
import * as Log from "./messages/log";
import { listOf, sendAgain as sendRowAgain } from "./messages/outbox";
import * as Preferences from "./messages/preferences";
import { drawing, sampleFields } from "./messages/sample";
import * as Settings from "./messages/settings";
import * as Texts from "./messages/texts";
import { requireTenantAdmin } from "./tenants/access";
import { nullable } from "./validators";

/** When customers hear from a business, and whether its messages can leave; for its owner and admins. */
export const settings = query({
  args: { tenantSlug: v.string() },
  returns: Settings.settingsView,
  handler: async (ctx, { tenantSlug }) => {
    const { tenant } = await requireTenantAdmin(ctx, tenantSlug);
    return await Settings.settingsViewOf(ctx, tenant);
  },
});

/** Choose when customers hear from the business; what is planned already stays as it is. */
export const saveSettings = mutation({
  args: { tenantSlug: v.string(), settings: Settings.settingsFields },
  returns: v.null(),
  handler: async (ctx, { tenantSlug, settings: chosen }) => {
    const { tenant } = await requireTenantAdmin(ctx, tenantSlug);
    await Settings.saveSettings(ctx, tenant, chosen);
    return null;
  },
});

/** What a business's text messages came to in a month ("2026-11", UTC): how many, and their cost in millionths. */
export const smsUsage = query({
  args: { tenantSlug: v.string(), month: v.string() },
  returns: v.object({ sent: v.number(), costMicros: v.number() }),
  handler: async (ctx, { tenantSlug, month }) => {
    const { tenant } = await requireTenantAdmin(ctx, tenantSlug);
    return await Settings.usageIn(ctx, tenant._id, month);
  },
});

/** All of a business's own words, for its owner and admins. */
export const listTexts = query({
  args: { tenantSlug: v.string() },
  returns: v.array(Texts.textFields),
  handler: async (ctx, { tenantSlug }) => {
    const { tenant } = await requireTenantAdmin(ctx, tenantSlug);
    return await Texts.listTexts(ctx, tenant._id);
  },
});

/** Put a business's own words in place of ours, for one message, channel and language. */
export const saveText = mutation({
  args: { tenantSlug: v.string(), text: Texts.textFields },
  returns: v.null(),
  handler: async (ctx, { tenantSlug, text }) => {
    const { tenant } = await requireTenantAdmin(ctx, tenantSlug);
    await Texts.saveText(ctx, tenant._id, text);
    return null;
  },
});

/** Take our words back. */
export const resetText = mutation({
  args: { tenantSlug: v.string(), text: Texts.place },
  returns: v.null(),
  handler: async (ctx, { tenantSlug, text }) => {
    const { tenant } = await requireTenantAdmin(ctx, tenantSlug);
    await Texts.resetText(ctx, tenant._id, text);
    return null;
  },
});

/** A message with an invented booking in it, as its reader would see it; `own` null is as it is saved. For owner and admins. */
export const preview = action({
  args: { wanted: sampleFields },
  returns: drawing,
  handler: async (ctx, { wanted }): Promise<typeof drawing.type> => {
    const sample = await requireSample(ctx, wanted);
    return await ctx.runAction(internal.messages.deliver.draw, { sample });
  },
});

/** Send a mail with an invented booking in it to the owner who asks, at the address they sign in with. There are no tests of text messages. */
export const sendTest = action({
  args: { wanted: sampleFields },
  returns: v.object({ to: v.string() }),
  handler: async (ctx, { wanted }): Promise<{ to: string }> => {
    const sample = await requireSample(ctx, wanted);
    if (sample.channel === "sms")
      return fail("INVALID_INPUT", { problems: [{ field: "channel", problem: "NO_TEST" }] });
    if (sample.to === null) return fail("NO_ADDRESS");
    const error = await ctx.runAction(internal.messages.deliver.sendSample, { sample });
    return error === null ? { to: sample.to } : fail("NOT_SENT", { reason: error });
  },
});

/** Messages of a business that did not arrive, the latest first, at most 100; for its owner and admins. */
export const listTroubles = query({
  args: { tenantSlug: v.string() },
  returns: v.array(Log.troubleView),
  handler: async (ctx, { tenantSlug }) => {
    const { tenant } = await requireTenantAdmin(ctx, tenantSlug);
    return await Log.listTroubles(ctx, tenant._id);
  },
});

/** Every message of a booking, planned, sent or dropped, for its member and the owner. */
export const listForBooking = query({
  args: { bookingId: v.id("bookings") },
  returns: v.array(Log.messageView),
  handler: async (ctx, { bookingId }) => {
    const { booking } = await requireHost(ctx, bookingId);
    return (await listOf(ctx, booking._id)).map(Log.messageViewOf);
  },
});

/** Send a message again that failed or came back, as its booking's member or the owner. It looks again first, as every try does. */
export const sendAgain = mutation({
  args: { messageId: v.id("notifications") },
  returns: v.null(),
  handler: async (ctx, { messageId }) => {
    const row = await requireMessage(ctx, messageId);
    await sendRowAgain(ctx, row);
    return null;
  },
});

/** How a member is reached, and the address of their calendar feed; null before anybody has said. For the member and the owner. */
export const inbox = query({
  args: { memberId: v.id("memberSettings") },
  returns: nullable(Inbox.inboxView),
  handler: async (ctx, { memberId }) => {
    const member = await requireMember(ctx, memberId);
    return await Inbox.inboxViewOf(ctx, member);
  },
});

/** Say how a member is reached. */
export const saveInbox = mutation({
  args: { memberId: v.id("memberSettings"), inbox: Inbox.inboxFields },
  returns: v.null(),
  handler: async (ctx, { memberId, inbox: fields }) => {
    const member = await requireMember(ctx, memberId);
    await Inbox.saveInbox(ctx, member, fields);
    return null;
  },
});

/** Give a member's calendar feed a new address; the old one shows nothing from then on. */
export const renewFeed = mutation({
  args: { memberId: v.id("memberSettings") },
  returns: v.null(),
  handler: async (ctx, { memberId }) => {
    const member = await requireMember(ctx, memberId);
    await Inbox.renewFeed(ctx, member);
    return null;
  },
});

/** What the customer of a booking gets; null for whoever is not one of its parties. */
export const preferences = query({
  args: { bookingId: v.string(), token: v.optional(v.string()) },
  returns: nullable(Preferences.preferenceView),
  handler: async (ctx, link) => {
    const found = await findBookingParty(ctx, link);
    if (found?.party !== "customer") return null;
    const { booking } = found;
    const isTheirs = await Preferences.isMailed(booking, link.token);
    return await Preferences.preferencesOf(ctx, booking, isTheirs);
  },
});

/** Choose what one gets as the customer of a booking, by its link or signed in. */
export const savePreferences = mutation({
  args: {
    bookingId: v.id("bookings"),
    token: v.optional(v.string()),
    preferences: Preferences.preferenceFields,
  },
  returns: v.null(),
  handler: async (ctx, { bookingId, token, preferences: chosen }) => {
    const { booking, party } = await requireBookingParty(ctx, bookingId, token);
    if (party !== "customer") fail("NOT_FOUND");
    const isTheirs = await Preferences.isMailed(booking, token);
    await Preferences.savePreferences(ctx, booking, { ...chosen, isTheirs });
    return null;
  },
});

/** Whether whoever has this link gets what is not about a booking; null for a link that is not ours. */
export const subscription = query({
  args: { subject: v.string(), key: v.string() },
  returns: nullable(v.boolean()),
  handler: async (ctx, link) => {
    const person = await findSubscription(ctx, link);
    return person && Preferences.isSubscribed(person);
  },
});

/** End what is not about a booking, by the link in such a mail, or begin it again. */
export const subscribe = mutation({
  args: { subject: v.string(), key: v.string(), wants: v.boolean() },
  returns: v.null(),
  handler: async (ctx, { wants, ...link }) => {
    const person = await requireSubscription(ctx, link);
    await Preferences.subscribe(ctx, person, wants);
    return null;
  },
});

/** A booking as an iCalendar file, for its parties; null for everybody else, and for one that takes no time any more. */
export const calendarFile = query({
  args: { bookingId: v.string(), token: v.optional(v.string()) },
  returns: nullable(v.string()),
  handler: async (ctx, link) => {
    const found = await findBookingParty(ctx, link);
    return found && (await fileOf(ctx, found.booking, found.party));
  },
});
