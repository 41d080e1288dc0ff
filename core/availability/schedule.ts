/** From the settings a person saves to the integers the engine works on. */
import { parseClock, parseDate, WEEKDAYS, weekdayOf } from "../time/calendar.ts";
import type { ZoneRules } from "../time/rules.ts";
import type { DayWindows, LocalWindow, Schedule, ScheduleSettings, SpecialDay } from "./types.ts";

/**
 * Prepares settings that `validateSettings` finds without fault. A reading that is no time or date opens
 * nothing. Of two overrides of one date the later counts; a blocked date is closed whatever its override says.
 */
export function prepareSchedule(settings: ScheduleSettings, rules: ZoneRules): Schedule {
  const special = new Map<number, DayWindows>();
  for (const { date, windows } of settings.overrides ?? []) {
    const day = parseDate(date);
    if (day !== null) special.set(day, dayWindows(windows));
  }
  for (const date of settings.blockedDates ?? []) {
    const day = parseDate(date);
    if (day !== null) special.set(day, []);
  }
  return {
    rules,
    weekly: WEEKDAYS.map((weekday) => dayWindows(settings.weekly[weekday])),
    special: [...special]
      .map(([day, windows]): SpecialDay => ({ day, windows }))
      .sort((a, b) => a.day - b.day),
  };
}

/** Windows as minutes, ascending; those that are empty or end before they start open nothing. */
function dayWindows(windows: readonly LocalWindow[]): DayWindows {
  const pairs: [start: number, end: number][] = [];
  for (const window of windows) {
    const [start, end] = [parseClock(window.start), parseClock(window.end)];
    if (start !== null && end !== null && start < end) pairs.push([start, end]);
  }
  return pairs.sort((a, b) => a[0] - b[0] || a[1] - b[1]).flat();
}

/** The windows of a local date. */
export function windowsOn(schedule: Schedule, day: number): DayWindows {
  const special = specialDay(schedule.special, day);
  return special ? special.windows : (schedule.weekly[weekdayOf(day)] ?? []);
}

/** What was said about this very date, if anything. */
export function specialDay(special: readonly SpecialDay[], day: number): SpecialDay | undefined {
  let low = 0;
  let high = special.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((special[middle]?.day ?? Infinity) < day) low = middle + 1;
    else high = middle;
  }
  const found = special[low];
  return found?.day === day ? found : undefined;
}
