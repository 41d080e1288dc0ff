import { defineSchema } from "convex/server";
import * as availability from "./availability/tables";
import { bookingEvents, bookings, decisions } from "./bookings/tables";
import { busy } from "./busy/tables";
import { customers } from "./customers/tables";
import { freeDays } from "./directory/tables";
import { eventTypes } from "./eventTypes/tables";
import { blocks, challenges } from "./limits/tables";
import { memberSettings } from "./members/tables";
import * as messages from "./messages/tables";
import * as payments from "./payments/tables";
import * as tenants from "./tenants/tables";

export default defineSchema({
  tenants: tenants.tenants,
  tenantRoles: tenants.tenantRoles,
  memberSettings,
  dateOverrides: availability.dateOverrides,
  timeOff: availability.timeOff,
  availabilityRules: availability.availabilityRules,
  bulkChanges: availability.bulkChanges,
  wallTimeChanges: availability.wallTimeChanges,
  schedules: availability.schedules,
  eventTypes,
  bookings,
  bookingEvents,
  decisions,
  busy,
  freeDays,
  customers,
  blocks,
  challenges,
  payments: payments.payments,
  refunds: payments.refunds,
  stripeEvents: payments.stripeEvents,
  paymentAccounts: payments.paymentAccounts,
  mismatches: payments.mismatches,
  notifications: messages.notifications,
  messageSettings: messages.messageSettings,
  messageTexts: messages.messageTexts,
  memberInboxes: messages.memberInboxes,
  smsStops: messages.smsStops,
  smsUsage: messages.smsUsage,
});
