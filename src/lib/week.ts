/**
 * The hours of an ordinary week and what one can do to them. Inside, a window is an interval of minutes of day, 0…1440;
 * days of the week are numbers, 0 is Monday.
 */
import {
  formatClock,
  MINUTES_PER_DAY,
  parseClock,
  WEEKDAYS,
  type Weekday,
} from "../../core/time/calendar";
import { merge, subtract, type Interval } from "../../core/intervals/intervals";
import type { LocalWindow, Weekly } from "../../core/availability/types";

/** The editor's step. Windows with other minutes keep them until somebody paints over their edges. */
export const STEP_MIN = 15;

/** The same minutes on one or several days: `firstDay` to `lastDay`, both included. */
export type Patch = { firstDay: number; lastDay: number; start: number; end: number };

export type Brush = "open" | "closed";

const NINE_TO_FIVE: LocalWindow = { start: "09:00", end: "17:00" };
const WORKDAYS: readonly Weekday[] = ["monday", "tuesday", "wednesday", "thursday", "friday"];

/** A week of the windows that `windowsOf` gives for each day. */
export function weekWith(windowsOf: (weekday: Weekday) => readonly LocalWindow[]): Weekly {
  return Object.fromEntries(WEEKDAYS.map((day) => [day, [...windowsOf(day)]])) as Weekly;
}

/** The readable windows of a day, as they lie: overlapping or touching ones stay apart. */
export function spansOf(windows: readonly LocalWindow[]): Interval[] {
  return windows.flatMap((window) => {
    const [start, end] = [parseClock(window.start), parseClock(window.end)];
    return start === null || end === null || start >= end ? [] : [{ start, end }];
  });
}

function windowsOf(spans: readonly Interval[]): LocalWindow[] {
  return spans.map(({ start, end }) => ({ start: formatClock(start), end: formatClock(end) }));
}

/** Opens or closes the minutes of a patch; windows that meet on a painted day become one. */
export function paint(weekly: Weekly, patch: Patch, brush: Brush): Weekly {
  return weekWith((weekday) => {
    const day = WEEKDAYS.indexOf(weekday);
    if (day < patch.firstDay || day > patch.lastDay) return weekly[weekday];
    const spans = spansOf(weekly[weekday]);
    return windowsOf(brush === "open" ? merge([...spans, patch]) : subtract(spans, [patch]));
  });
}

/** How much of `[start, end)` is open on a day. */
export function openness(
  windows: readonly LocalWindow[],
  { start, end }: Interval,
): "open" | "partly" | "closed" {
  const closed = subtract([{ start, end }], spansOf(windows));
  if (closed.length === 0) return "open";
  const [only] = closed;
  return closed.length === 1 && only?.start === start && only.end === end ? "closed" : "partly";
}

/** Gives other days the windows of one. */
export function copyDay(weekly: Weekly, from: Weekday, to: readonly Weekday[]): Weekly {
  return weekWith((day) => (to.includes(day) ? weekly[from] : weekly[day]));
}

export const TUESDAY_TO_FRIDAY: readonly Weekday[] = WORKDAYS.slice(1);

export function closedWeek(): Weekly {
  return weekWith(() => []);
}

/** Weeks to start from, in the order of being offered. */
export const PRESETS = {
  nineToFive: presetOf(WORKDAYS, [NINE_TO_FIVE]),
  lunchBreak: presetOf(WORKDAYS, [
    { start: "09:00", end: "12:00" },
    { start: "13:00", end: "17:00" },
  ]),
  mornings: presetOf(WORKDAYS, [{ start: "08:00", end: "12:00" }]),
  evenings: presetOf(WORKDAYS, [{ start: "17:00", end: "21:00" }]),
  weekends: presetOf(["saturday", "sunday"], [{ start: "10:00", end: "16:00" }]),
  always: presetOf(WEEKDAYS, [{ start: "00:00", end: "24:00" }]),
} as const satisfies Record<string, Weekly>;

export type Preset = keyof typeof PRESETS;

function presetOf(days: readonly Weekday[], windows: readonly LocalWindow[]): Weekly {
  return weekWith((day) => (days.includes(day) ? windows : []));
}

/**
 * The window that "add" gives a day: nine to five on an empty one, else an hour after the last window, else an hour in
 * the longest stretch that is still closed. Null when not even a step is left.
 */
export function nextWindow(windows: readonly LocalWindow[]): LocalWindow | null {
  const spans = merge(spansOf(windows));
  const last = spans.at(-1);
  if (!last) return { ...NINE_TO_FIVE };
  if (last.end + 2 * 60 <= MINUTES_PER_DAY) return windowOf(last.end + 60);
  const gaps = subtract([{ start: 0, end: MINUTES_PER_DAY }], spans);
  const [longest] = gaps.sort((a, b) => b.end - b.start - (a.end - a.start));
  if (!longest || longest.end - longest.start < STEP_MIN) return null;
  return windowOf(longest.start, longest.end);
}

function windowOf(start: number, limit = MINUTES_PER_DAY): LocalWindow {
  return { start: formatClock(start), end: formatClock(Math.min(start + 60, limit)) };
}

/** Open minutes in a week, each counted once. */
export function openMinutes(weekly: Weekly): number {
  return WEEKDAYS.flatMap((day) => merge(spansOf(weekly[day]))).reduce(
    (sum, { start, end }) => sum + end - start,
    0,
  );
}
