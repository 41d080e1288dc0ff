import { defineTable } from "convex/server";
import { v } from "convex/values";
import { contactFields } from "../customers/model";
import { payee } from "../payments/model";
import { actor, bookingStatus, nullable } from "../validators";

/** What was promised when the hold was made. Money is minor units of `currency`; nothing a client sends changes it. */
export const quoteFields = v.object({
  price: v.number(),
  currency: v.string(),
  /** What is paid when booking; 0 is all of it. */
  deposit: v.number(),
  /** The platform's part of the price, and of the deposit. */
  fee: v.number(),
  depositFee: v.number(),
  payee,
  /** How much a customer who cancels gets back (core/money/refund.ts). */
  refundTiers: v.array(v.object({ hoursBefore: v.number(), percent: v.number() })),
  durationMin: v.number(),
  bufferBeforeMin: v.number(),
  bufferAfterMin: v.number(),
  approval: v.boolean(),
  /** How long before its start a customer may still cancel or move the booking, in elapsed minutes. */
  cancelNoticeMin: v.number(),
  rescheduleNoticeMin: v.number(),
  /** How often a customer may move it; null is no limit. */
  maxReschedules: nullable(v.number()),
});

export const party = v.union(v.literal("customer"), v.literal("member"), v.literal("owner"));

/**
 * One row through the whole life of a booking, from the hold on. Written by `bookings/model` only, which moves it by the table
 * of core/bookings/lifecycle.ts and keeps the member's busy row in step. Holds that came
 * to nothing are deleted after two days by `bookings/sweep`; no other row is.
 */
export const bookings = defineTable({
  tenantId: v.id("tenants"),
  memberId: v.id("memberSettings"),
  eventTypeId: v.id("eventTypes"),
  customerId: v.optional(v.id("customers")),
  /** The signed-in booker (tokenIdentifier), absent for guests. */
  userId: v.optional(v.string()),
  startTime: v.number(),
  endTime: v.number(),
  /** The booker's zone, for showing times only. */
  timezone: v.string(),
  memberTimezone: v.string(),
  status: bookingStatus,
  revision: v.number(),
  /** How often its customer has moved it. */
  rescheduleCount: v.number(),
  /** Eight of A–Z0–9, unique in the tenant. */
  code: v.string(),
  source: v.union(v.literal("online"), v.literal("manual"), v.literal("widget"), v.literal("api")),
  quote: quoteFields,
  paymentStatus: v.union(
    v.literal("none"),
    v.literal("awaiting"),
    v.literal("authorized"),
    v.literal("deposit_paid"),
    v.literal("paid"),
    v.literal("partially_refunded"),
    v.literal("refunded"),
    v.literal("failed"),
  ),
  /** Minor units received for it, and given back of that. */
  paidAmount: v.number(),
  refundedAmount: v.number(),
  contact: v.optional(contactFields),
  /** What whoever made it wants of mails about it; absent is all. What holds for every booking of an address is its customer's. */
  choices: v.optional(v.object({ email: v.boolean(), followUps: v.boolean() })),
  meetingUrl: v.optional(v.string()),
  /** The member's own notes, which no customer sees. */
  notes: v.optional(v.string()),
  /** Hash of the token that proves the hold and manages the booking. */
  tokenHash: v.string(),
  /** The browser that made the hold, to count its live holds. */
  visitorId: v.string(),
  /** While held or pending: the instant at which that ends. */
  expiresAt: v.optional(v.number()),
  confirmedAt: v.optional(v.number()),
  cancellation: v.optional(v.object({ at: v.number(), by: actor, reason: v.string() })),
  /** What the decision to grant this place relied on, so that it can be derived again. */
  reliedOn: v.object({
    settingsRevision: v.number(),
    zoneVersion: v.string(),
    zoneOffsetMin: v.number(),
    quoteHash: v.string(),
  }),
})
  .index("by_tokenHash", ["tokenHash"])
  .index("by_visitorId_and_status", ["visitorId", "status"])
  .index("by_tenantId_and_code", ["tenantId", "code"])
  .index("by_eventTypeId", ["eventTypeId"])
  .index("by_confirmedAt", ["confirmedAt"])
  .index("by_memberId_and_startTime", ["memberId", "startTime"])
  .index("by_memberId_and_status_and_startTime", ["memberId", "status", "startTime"])
  .index("by_memberId_and_confirmedAt", ["memberId", "confirmedAt"])
  .index("by_userId_and_startTime", ["userId", "startTime"]);

/**
 * The history of each booking: what was done, by whom, when and why, and the state it led to. Written by `bookings/model` with every
 * change of status; never changed; deleted with abandoned holds.
 */
export const bookingEvents = defineTable({
  tenantId: v.id("tenants"),
  bookingId: v.id("bookings"),
  at: v.number(),
  what: v.union(
    v.literal("held"),
    v.literal("released"),
    v.literal("expired"),
    v.literal("created"),
    v.literal("confirmed"),
    v.literal("requested"),
    v.literal("approved"),
    v.literal("declined"),
    v.literal("rescheduled"),
    v.literal("reassigned"),
    v.literal("cancelled"),
    v.literal("no_show"),
    v.literal("completed"),
  ),
  by: actor,
  reason: v.string(),
  /** Where it was reassigned: the names, then, of the members it went from and to. */
  from: v.optional(v.string()),
  to: v.optional(v.string()),
  status: bookingStatus,
  revision: v.number(),
  startTime: v.number(),
  endTime: v.number(),
}).index("by_bookingId", ["bookingId"]);

/**
 * What the decision on each place relied on, so that `npm run replay` can make it again. Written by `bookings/decisions` in the
 * decision's own transaction; never changed; deleted with abandoned holds.
 */
export const decisions = defineTable({
  tenantId: v.id("tenants"),
  bookingId: v.id("bookings"),
  revision: v.number(),
  at: v.number(),
  /** late: whether money that came after the hold had run out still found its place. */
  what: v.union(
    v.literal("held"),
    v.literal("booked"),
    v.literal("rescheduled"),
    v.literal("reassigned"),
    v.literal("late"),
  ),
  /**
   * `PlaceQuestion` of core/availability/place.ts as canonical JSON: the record keeps the shape of its time while types move on. Beside
   * it stands its SHA-256.
   */
  question: v.string(),
  questionHash: v.string(),
  /** Why it was refused; null when it was granted. */
  refusal: nullable(v.string()),
}).index("by_bookingId", ["bookingId"]);
