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

export default crons;
