/** The shapes of availability. Instants are epoch milliseconds, lengths are whole minutes, intervals half-open. */
import type { Weekday } from "../time/calendar.ts";
import type { ZoneRules } from "../time/rules.ts";

/** A stretch of the member's wall clock on one date: "HH:MM", `end` up to "24:00". */
export type LocalWindow = { start: string; end: string };

export type Weekly = Record<Weekday, LocalWindow[]>;

/** Replaces all windows of one date "YYYY-MM-DD"; no windows closes it. */
export type DateOverride = { date: string; windows: LocalWindow[] };

/** When a member can be booked, as the editor saves it. */
export type ScheduleSettings = {
  weekly: Weekly;
  overrides?: DateOverride[];
  /** Dates "YYYY-MM-DD" that are closed whatever else is said about them. */
  blockedDates?: string[];
};

/** Windows of one day as minutes of day, flat: start, end, start, end … in ascending order of start. */
export type DayWindows = number[];

/** The windows that replace the weekly ones on the day number `day`. */
export type SpecialDay = { day: number; windows: DayWindows };

/** Settings prepared for the engine once, when they are saved. Plain JSON, kept in a row. */
export type Schedule = {
  rules: ZoneRules;
  /** Seven days, Monday first. */
  weekly: DayWindows[];
  /** Ascending by day, each day once. */
  special: SpecialDay[];
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
};

/** A time at which the member cannot be booked. Rows of zero length block nothing. */
export type BusyRow = {
  start: number;
  end: number;
  /** The row's own buffers; what comes from an external calendar has none. */
  bufferBeforeMin?: number;
  bufferAfterMin?: number;
};

/** Starts from `from` up to, not including, `to`. */
export type Range = { from: number; to: number };
