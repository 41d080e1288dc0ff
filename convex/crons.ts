import { cronJobs } from "convex/server";
import { internal } from "./_generated/api";

const crons = cronJobs();

crons.daily(
  "extend the directory by time",
  { hourUTC: 0, minuteUTC: 7 },
  internal.directory.jobs.extend,
  {
    cursor: null,
  },
);

crons.weekly(
  "refresh zone rules",
  { dayOfWeek: "sunday", hourUTC: 2, minuteUTC: 23 },
  internal.availability.jobs.refreshZoneRules,
  { cursor: null },
);

// What an action has left behind is never older than this and its own delay.
crons.interval("settle payments", { minutes: 1 }, internal.payments.jobs.sweep, {});

crons.interval("look after messages", { minutes: 1 }, internal.messages.jobs.sweep, {});

crons.interval("tell mornings", { minutes: 1 }, internal.messages.jobs.tellMornings, {});

crons.daily(
  "compare payments and bookings",
  { hourUTC: 4, minuteUTC: 11 },
  internal.payments.jobs.compare,
  { cursor: null },
);

crons.daily(
  "forget old events",
  { hourUTC: 3, minuteUTC: 41 },
  internal.payments.jobs.clearEvents,
  {},
);

crons.daily("remove abandoned holds", { hourUTC: 3, minuteUTC: 17 }, internal.bookings.jobs.sweep, {
  cursor: null,
});

crons.daily(
  "forget old changes of many members",
  { hourUTC: 3, minuteUTC: 29 },
  internal.availability.jobs.clearBulkChanges,
  {},
);

export default crons;
