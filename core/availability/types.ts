/** The shapes of availability. Instants are epoch milliseconds, lengths are whole minutes, intervals half-open. */
import type { Weekday } from "../time/calendar.ts";
import type { ZoneRules } from "../time/rules.ts";

/** A stretch of the member's wall clock on one date: "HH:MM", `end` up to "24:00". */
export type LocalWindow = { start: string; end: string };

export type Weekly = Record<Weekday, LocalWindow[]>;

/** Replaces all windows of one date "YYYY-MM-DD"; no windows closes it. */
export type DateOverride = { date: string; windows: LocalWindow[] };

/** Dates "YYYY-MM-DD", both included. */
export type TimeOff = { firstDate: string; lastDate: string };

/**
 * A rule that recurs. `open` adds its windows, `override` puts them in place of what weaker rules say, `block` takes
 * them away (all day where it has none).
 */
export type AvailabilityRule = {
  kind: "open" | "override" | "block";
  /** Weekly on `days`; every second week, counted from the week of `firstDate`; or on the n-th such day of a month. */
  pattern: "weekly" | "biweekly" | "monthly";
  days: Weekday[];
  /** For "monthly": 1 to 5, or -1 for the last. */
  nth?: number;
  windows: LocalWindow[];
  /** "YYYY-MM-DD", both included; absent: no limit on that side. */
  firstDate?: string;
  lastDate?: string;
  /** 0 to 100; a higher one wins. The weekly hours have 0. */
  priority: number;
  /** Where given, the rule holds only for this event type, only at this place. */
  eventTypeId?: string;
  locationId?: string;
};

/** When a member can be booked, as the editor saves it. */
export type ScheduleSettings = {
  weekly: Weekly;
  overrides?: DateOverride[];
  /** Dates "YYYY-MM-DD" that are closed whatever else is said about them. */
  blockedDates?: string[];
  /** Stretches of dates that are closed whatever else is said about them. */
  timeOff?: TimeOff[];
  rules?: AvailabilityRule[];
};

/** Windows of one day as minutes of day, flat: start, end, start, end … in ascending order of start. */
export type DayWindows = number[];

/** The windows that replace all others on the day number `day`. */
export type SpecialDay = { day: number; windows: DayWindows };

/** Day numbers, both included. */
export type DaySpan = { first: number; last: number };

/** A recurring rule as integers. */
export type PreparedRule = {
  kind: AvailabilityRule["kind"];
  pattern: AvailabilityRule["pattern"];
  /** Numbers of the weekdays it falls on: 0 is Monday. */
  weekdays: number[];
  nth: number;
  windows: DayWindows;
  /** The days of its validity; without limit the ends of the calendar. */
  first: number;
  last: number;
  priority: number;
  eventTypeId?: string;
  locationId?: string;
};

/** Settings prepared for the engine once, when they are saved. Plain JSON, kept in a row. */
export type Schedule = {
  rules: ZoneRules;
  /** Seven days, Monday first. */
  weekly: DayWindows[];
  /** Ascending by day, each day once. */
  special: SpecialDay[];
  /** Ascending and apart from each other. Left out when there is none. */
  closed?: DaySpan[];
  /** Ascending by priority, in the order of being applied. Left out when there is none. */
  recurring?: PreparedRule[];
};

/** How much can be booked in a local day or a week from Monday, counted by the start of each booking. */
export type Cap = {
  per: "day" | "week";
  /** Whose bookings count: all of the member's, those of this event type, or those of this customer. */
  of: "member" | "eventType" | "customer";
  /** At most so many bookings. */
  count?: number;
  /** At most so many booked minutes. */
  minutes?: number;
};

/** What is asked of one slot: the numbers of an event type and its member. */
export type Terms = {
  durationMin: number;
  /** Distance between the starts on offer. */
  intervalMin: number;
  bufferBeforeMin: number;
  bufferAfterMin: number;
  /** How long before its start a slot can still be booked, in elapsed minutes, inclusive. */
  noticeMin: number;
  /** How far ahead a slot can be booked, in elapsed minutes, exclusive. Absent: any distance. */
  horizonMin?: number;
  /** The lengths an event type comes in; `durationMin` must be one of them. Absent: any. */
  durationsMin?: number[];
  /** By how much the grid starts after the opening. */
  offsetMin?: number;
  /** The local dates "YYYY-MM-DD" on which a slot may start, both included. */
  firstDate?: string;
  lastDate?: string;
  /** Offer only the first free slot of each local date. */
  firstOfDay?: boolean;
  caps?: Cap[];
  /** Which scoped rules and caps concern the slot. */
  eventTypeId?: string;
  locationId?: string;
  customerId?: string;
};

/** A time at which the member cannot be booked. Rows of zero length block nothing. */
export type BusyRow = {
  start: number;
  end: number;
  /** The row's own buffers; what comes from an external calendar has none. */
  bufferBeforeMin?: number;
  bufferAfterMin?: number;
  /** Bookings and holds count towards caps, as does a row that does not say what it is. */
  kind?: "booking" | "hold" | "external" | "block";
  eventTypeId?: string;
  customerId?: string;
  /** What the row is a piece of, where one booking is kept in several rows: it counts once towards caps. */
  source?: string;
};

/** Starts from `from` up to, not including, `to`. */
export type Range = { from: number; to: number };
