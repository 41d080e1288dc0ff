import { defineTable } from "convex/server";
import { v } from "convex/values";

/**
 * People who booked, one row per tenant and e-mail address. Written by `customers/model` when a booking is confirmed; a later
 * booking does not change what the first one said, because an address alone proves nobody's identity.
 */
export const customers = defineTable({
  tenantId: v.id("tenants"),
  /** Lower-cased. */
  email: v.string(),
  name: v.string(),
  phone: v.optional(v.string()),
  /** The account that booked with this address while signed in (tokenIdentifier). */
  userId: v.optional(v.string()),
  timezone: v.string(),
  /** Whether they want reminders by mail, text messages, and mail that is not about a booking to come. */
  preferences: v.object({ email: v.boolean(), sms: v.boolean(), followUps: v.boolean() }),
  marketingOptIn: v.boolean(),
  notes: v.string(),
  tags: v.array(v.string()),
  bookingCount: v.number(),
  cancellationCount: v.number(),
  noShowCount: v.number(),
}).index("by_tenantId_and_email", ["tenantId", "email"]);
