import { formatClock, parseClock, WEEKDAYS, type Weekday } from "../../../core/time/calendar";
import type { LocalWindow, Weekly } from "../../../core/availability/types";

const WORKDAYS: readonly Weekday[] = ["monday", "tuesday", "wednesday", "thursday", "friday"];
const NINE_TO_FIVE: LocalWindow = { start: "09:00", end: "17:00" };
const LAST_START_MIN = 23 * 60;

function weeklyOf(windowsOf: (weekday: Weekday) => LocalWindow[]): Weekly {
  return Object.fromEntries(WEEKDAYS.map((day) => [day, windowsOf(day)])) as Weekly;
}

export function nineToFive(): Weekly {
  return weeklyOf((day) => (WORKDAYS.includes(day) ? [{ ...NINE_TO_FIVE }] : []));
}

export function closedWeek(): Weekly {
  return weeklyOf(() => []);
}

/** Tuesday to Friday get Monday's windows; the weekend stays. */
export function mondayToFriday(weekly: Weekly): Weekly {
  return weeklyOf((day) => (WORKDAYS.includes(day) ? weekly.monday : weekly[day]));
}

/** One more window after the last: an hour later if there is room, one hour long; null when the day is full. */
export function nextWindow(windows: readonly LocalWindow[]): LocalWindow | null {
  if (windows.length === 0) return { ...NINE_TO_FIVE };
  const last = Math.max(...windows.map(({ end }) => parseClock(end) ?? 0));
  if (last > LAST_START_MIN) return null;
  const start = Math.min(last + 60, LAST_START_MIN);
  return { start: formatClock(start), end: formatClock(start + 60) };
}
