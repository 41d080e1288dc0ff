/** Refuses what must not be stored or asked. Every function returns all problems found; none means fine. */
import { DAY_MS, MINUTES_PER_DAY, parseClock, parseDate, WEEKDAYS } from "../time/calendar.ts";
import {
  MAX_BUFFER_MIN,
  MAX_DATES,
  MAX_DURATION_MIN,
  MAX_HORIZON_MIN,
  MAX_INTERVAL_MIN,
  MAX_NOTICE_MIN,
  MAX_RANGE_DAYS,
  MAX_WINDOWS_PER_DAY,
} from "./limits.ts";
import type { Problem, ProblemCode } from "./problems.ts";
import type { LocalWindow, Range, ScheduleSettings, Terms } from "./types.ts";

export { MAX_DATES, MAX_RANGE_DAYS } from "./limits.ts";
export { PROBLEM_SENTENCES, type Problem } from "./problems.ts";

/** Checks weekly hours, overrides and blocked dates. The zone is checked with `isZone`. */
export function validateSettings(settings: ScheduleSettings): Problem[] {
  const { weekly, overrides = [], blockedDates = [] } = settings;
  return [
    ...WEEKDAYS.flatMap((weekday) => validateWindows(weekly[weekday], `weekly.${weekday}`)),
    ...validateDates(
      overrides.map(({ date }) => date),
      { list: "overrides", field: ".date" },
    ),
    // A list that is too long is named once, not a thousand times.
    ...overrides
      .slice(0, MAX_DATES)
      .flatMap(({ windows }, index) =>
        validateWindows(windows, `overrides[${String(index)}].windows`),
      ),
    ...validateDates(blockedDates, { list: "blockedDates", field: "" }),
  ];
}

/** Checks the windows of one day: readable, in order of time, not overlapping; touching is fine. */
export function validateWindows(windows: readonly LocalWindow[], path: string): Problem[] {
  if (windows.length > MAX_WINDOWS_PER_DAY) {
    return [{ code: "TOO_MANY_WINDOWS", path, value: windows.length }];
  }
  const problems: Problem[] = [];
  const spans: { start: number; end: number; path: string }[] = [];
  windows.forEach((window, index) => {
    const at = `${path}[${String(index)}]`;
    const [start, end] = [parseClock(window.start), parseClock(window.end)];
    if (start === null || start === MINUTES_PER_DAY) {
      problems.push({ code: "BAD_TIME", path: `${at}.start`, value: window.start });
    } else if (end === null) {
      problems.push({ code: "BAD_TIME", path: `${at}.end`, value: window.end });
    } else if (end <= start) {
      problems.push({ code: "WINDOW_ENDS_BEFORE_START", path: at, value: window.end });
    } else spans.push({ start, end, path: at });
  });
  spans.sort((a, b) => a.start - b.start);
  let reach = 0;
  for (const { start, end, path: at } of spans) {
    if (start < reach) problems.push({ code: "WINDOWS_OVERLAP", path: at });
    reach = Math.max(reach, end);
  }
  return problems;
}

function validateDates(
  dates: readonly string[],
  { list, field }: { list: string; field: string },
): Problem[] {
  if (dates.length > MAX_DATES) {
    return [{ code: "TOO_MANY_DATES", path: list, value: dates.length }];
  }
  const seen = new Set<string>();
  const problems: Problem[] = [];
  dates.forEach((date, index) => {
    const path = `${list}[${String(index)}]${field}`;
    if (parseDate(date) === null) problems.push({ code: "BAD_DATE", path, value: date });
    else if (seen.has(date)) problems.push({ code: "DUPLICATE_DATE", path, value: date });
    seen.add(date);
  });
  return problems;
}

/** Checks the numbers of an event type. */
export function validateTerms(terms: Terms): Problem[] {
  const checks: [code: ProblemCode, field: keyof Terms, least: number, most: number][] = [
    ["BAD_DURATION", "durationMin", 1, MAX_DURATION_MIN],
    ["BAD_INTERVAL", "intervalMin", 1, MAX_INTERVAL_MIN],
    ["BAD_BUFFER", "bufferBeforeMin", 0, MAX_BUFFER_MIN],
    ["BAD_BUFFER", "bufferAfterMin", 0, MAX_BUFFER_MIN],
    ["BAD_NOTICE", "noticeMin", 0, MAX_NOTICE_MIN],
    ["BAD_HORIZON", "horizonMin", 0, MAX_HORIZON_MIN],
  ];
  const problems: Problem[] = [];
  for (const [code, field, least, most] of checks) {
    const value = terms[field];
    if (value === undefined) continue;
    if (!Number.isInteger(value) || value < least || value > most) {
      problems.push({ code, path: field, value });
    }
  }
  return problems;
}

/** Checks what a query asks for. */
export function validateRange({ from, to }: Range): Problem[] {
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || from >= to) {
    return [{ code: "BAD_RANGE", path: "range" }];
  }
  if (to - from > MAX_RANGE_DAYS * DAY_MS) {
    return [{ code: "RANGE_TOO_LONG", path: "range", value: Math.ceil((to - from) / DAY_MS) }];
  }
  return [];
}
