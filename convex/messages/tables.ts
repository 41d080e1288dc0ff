import { defineTable } from "convex/server";
import { v } from "convex/values";
import { KINDS, LOCALES } from "../../core/messages/kinds.ts";
import { channel, clockStyle, nullable, reminder } from "../validators";

export const kind = v.union(...KINDS.map((name) => v.literal(name)));
export const locale = v.union(...LOCALES.map((name) => v.literal(name)));
export const audience = v.union(v.literal("customer"), v.literal("member"));

/** planned → sending → sent → delivered; or it ends as dropped (nobody should get it any more), bounced or failed. */
export const messageStatus = v.union(
  v.literal("planned"),
  v.literal("sending"),
  v.literal("sent"),
  v.literal("delivered"),
  v.literal("bounced"),
  v.literal("failed"),
  v.literal("dropped"),
);

/**
 * The outbox: one row for each message to one reader, written in the mutation that causes it (`messages/model`), sent by
 * `messages/deliver`, and moved forward by what the provider says. Deleted with its booking only.
 */
export const notifications = defineTable({
  tenantId: v.id("tenants"),
  bookingId: v.optional(v.id("bookings")),
  /** The member it is for, or whose booking it is about. */
  memberId: v.optional(v.id("memberSettings")),
  kind,
  audience,
  channel,
  /** What makes it one message and no other: what it is about, the revision, the kind, the reader. Also the provider's idempotency key. */
  key: v.string(),
  /** The booking's revision it was made for. */
  revision: v.number(),
  /** What else it is about: a payment, a refund, who had the booking before; its kind says which. */
  about: v.optional(v.string()),
  /** When it is to be sent. */
  dueAt: v.number(),
  status: messageStatus,
  /** When the sweep looks after it; absent once it is finished. */
  lookAt: v.optional(v.number()),
  attempts: v.number(),
  /** While a try is on its way: until when no other is begun; and when the first one was. */
  claimedUntil: v.optional(v.number()),
  firstTriedAt: v.optional(v.number()),
  /** How often somebody had it sent again by hand: each time is a message of its own to the provider. */
  round: v.number(),
  /** Why it was dropped, bounced or failed, or why the last try did not succeed. */
  error: v.optional(v.string()),
  /** What was sent: kept from the first try on. */
  recipient: v.optional(v.string()),
  subject: v.optional(v.string()),
  text: v.optional(v.string()),
  providerId: v.optional(v.string()),
  sentAt: v.optional(v.number()),
  deliveredAt: v.optional(v.number()),
  openedAt: v.optional(v.number()),
  clickedAt: v.optional(v.number()),
  failedAt: v.optional(v.number()),
  /** Of a text message: how many parts it took, and what it cost in millionths of `costCurrency`. */
  parts: v.optional(v.number()),
  costMicros: v.optional(v.number()),
  costCurrency: v.optional(v.string()),
})
  .index("by_key", ["key"])
  .index("by_bookingId", ["bookingId"])
  .index("by_lookAt", ["lookAt"])
  .index("by_tenantId_and_status", ["tenantId", "status"]);

/** What a business has chosen; no row is what core/messages/defaults.ts says. Written by `messages/settings`. */
export const messageSettings = defineTable({
  tenantId: v.id("tenants"),
  reminders: v.array(reminder),
  /** How long after the end customers are asked how it was; null is never. */
  followUpMin: nullable(v.number()),
  /** Whether who is paying is told that the time runs out. */
  warnsOfExpiry: v.boolean(),
  /** Where customers say how it was, such as a page of reviews; null where there is none. */
  ratingUrl: nullable(v.string()),
  /** Whether confirmations also go out as text messages to those who want any. */
  confirmsBySms: v.boolean(),
}).index("by_tenantId", ["tenantId"]);

/** A business's own words for one kind of message in one language. Written by `messages/texts`; deleted when ours are taken back. */
export const messageTexts = defineTable({
  tenantId: v.id("tenants"),
  kind,
  channel,
  locale,
  subject: v.string(),
  body: v.string(),
}).index("by_tenantId_and_kind_and_channel_and_locale", ["tenantId", "kind", "channel", "locale"]);

/**
 * How each member is reached, one row per member. Written by `messages/inbox`, first when a member joins. `feedVersion` is part of the
 * address of the member's calendar feed: raising it revokes the old one.
 */
export const memberInboxes = defineTable({
  tenantId: v.id("tenants"),
  memberId: v.id("memberSettings"),
  email: v.string(),
  locale,
  clock: clockStyle,
  /** Whether the member gets the day's bookings each morning, and when the next is due. */
  wantsAgenda: v.boolean(),
  agendaAt: v.optional(v.number()),
  feedVersion: v.number(),
})
  .index("by_memberId", ["memberId"])
  .index("by_agendaAt", ["agendaAt"]);

/** Numbers that answered STOP. Written by `messages/jobs`; deleted when they answer START. The sender is the deployment's, and so is this. */
export const smsStops = defineTable({ phone: v.string(), at: v.number() }).index("by_phone", [
  "phone",
]);

/** What a business's text messages came to in a month, "2026-11" (UTC). Written by `messages/sms`; costs in millionths. */
export const smsUsage = defineTable({
  tenantId: v.id("tenants"),
  month: v.string(),
  sent: v.number(),
  costMicros: v.number(),
}).index("by_tenantId_and_month", ["tenantId", "month"]);
