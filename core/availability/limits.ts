/** What a schedule, its terms and a question may hold at most. Bounds keep every query's work bounded. */

/** A day of 24 hours has no use for more separate windows. */
export const MAX_WINDOWS_PER_DAY = 20;
/** Overrides, blocked dates: each list by itself. */
export const MAX_DATES = 1_000;
/** A quarter of a year, the most a calendar page asks for at once. */
export const MAX_RANGE_DAYS = 93;
/** Busy rows are at most a day long, so a range read never looks back further. */
export const MAX_DURATION_MIN = 1_440;
/** Starts closer together than this are a list that nobody reads, and a month of them outgrows one answer. */
export const MIN_INTERVAL_MIN = 5;
export const MAX_INTERVAL_MIN = 1_440;
/** Buffers reach outside a range; what they reach is read with it. */
export const MAX_BUFFER_MIN = 720;
/** One year, for notice. */
export const MAX_NOTICE_MIN = 527_040;
/** Two years, for the horizon: as far as zone rules are stored ahead. */
export const MAX_HORIZON_MIN = 1_052_640;
/** Vacations of a decade. */
export const MAX_TIME_OFF = 200;
export const MAX_RULES = 50;
export const MAX_PRIORITY = 100;
/** Lengths to choose from on one event type. */
export const MAX_DURATIONS = 10;
/** Days and weeks, bookings and minutes: more caps say nothing new. */
export const MAX_CAPS = 10;
/** Bookings, or booked minutes, of a week: more than its minutes is no cap. */
export const MAX_CAP = 10_080;
/** Members whom one change may concern: the most a marketplace of a thousand has. */
export const MAX_CHANGED_MEMBERS = 1_000;
/** Members whom one call looks at before such a change. */
export const MAX_PREVIEWED_MEMBERS = 25;
