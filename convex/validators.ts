import { v } from "convex/values";
import { WEEKDAYS } from "../core/time/calendar.ts";
import { STATUSES } from "../core/bookings/lifecycle.ts";

/** Validators that several domains' tables and views share. Times are epoch milliseconds, money is minor units. */

export const localWindow = v.object({ start: v.string(), end: v.string() });

export const weekday = v.union(...WEEKDAYS.map((day) => v.literal(day)));

/** At most so many bookings, or so many booked minutes, in a local day or week; null is no limit. */
export const cap = v.object({
  per: v.union(v.literal("day"), v.literal("week")),
  count: v.union(v.number(), v.null()),
  minutes: v.union(v.number(), v.null()),
});

export const weeklySchedule = v.object({
  monday: v.array(localWindow),
  tuesday: v.array(localWindow),
  wednesday: v.array(localWindow),
  thursday: v.array(localWindow),
  friday: v.array(localWindow),
  saturday: v.array(localWindow),
  sunday: v.array(localWindow),
});

export const zoneRules = v.object({
  zone: v.string(),
  version: v.string(),
  from: v.number(),
  to: v.number(),
  at: v.array(v.number()),
  offsets: v.array(v.number()),
});

/** Who can act on a booking: one of its parties, or time. */
export const actor = v.union(
  v.literal("customer"),
  v.literal("member"),
  v.literal("owner"),
  v.literal("system"),
);

/** How a reader's clock is written; auto is as the locale is used to. */
export const clockStyle = v.union(v.literal("12h"), v.literal("24h"), v.literal("auto"));

export const channel = v.union(v.literal("email"), v.literal("sms"));

/** When a reminder goes out: so many minutes before the start. */
export const reminder = v.object({ channel, minutesBefore: v.number() });

export const bookingStatus = v.union(...STATUSES.map((status) => v.literal(status)));

export function nullable<T extends Parameters<typeof v.optional>[0]>(validator: T) {
  return v.union(validator, v.null());
}
