/** Refuses what must not be stored or asked. Every function returns all problems found; none means fine. */
import { DAY_MS, MINUTES_PER_DAY, parseClock, parseDate, WEEKDAYS } from "../time/calendar.ts";
import {
  MAX_BUFFER_MIN,
  MAX_CAP,
  MAX_CAPS,
  MAX_DATES,
  MAX_DURATIONS,
  MAX_DURATION_MIN,
  MAX_HORIZON_MIN,
  MAX_INTERVAL_MIN,
  MAX_NOTICE_MIN,
  MAX_PRIORITY,
  MAX_RANGE_DAYS,
  MAX_RULES,
  MAX_TIME_OFF,
  MAX_WINDOWS_PER_DAY,
  MIN_INTERVAL_MIN,
} from "./limits.ts";
import type { Problem } from "./problems.ts";
import type {
  AvailabilityRule,
  LocalWindow,
  Range,
  ScheduleSettings,
  Terms,
  TimeOff,
} from "./types.ts";

/** Checks everything that the editor saves. The zone is checked with `isZone`. */
export function validateSettings(settings: ScheduleSettings): Problem[] {
  const { weekly, overrides = [], blockedDates = [], timeOff = [], rules = [] } = settings;
  const overridden = overrides.map(({ date }) => date);
  return [
    ...WEEKDAYS.flatMap((weekday) => validateWindows(weekly[weekday], `weekly.${weekday}`)),
    ...validateDates(overridden, { list: "overrides", field: ".date" }),
    // A list that is too long is named once, not a thousand times.
    ...overrides
      .slice(0, MAX_DATES)
      .flatMap(({ windows }, at) => validateWindows(windows, `overrides[${String(at)}].windows`)),
    ...validateDates(blockedDates, { list: "blockedDates", field: "" }),
    ...validateTimeOff(timeOff),
    ...validateRules(rules),
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

function validateTimeOff(timeOff: readonly TimeOff[]): Problem[] {
  if (timeOff.length > MAX_TIME_OFF) {
    return [{ code: "TOO_MUCH_TIME_OFF", path: "timeOff", value: timeOff.length }];
  }
  return timeOff.flatMap((span, index) => validateDateSpan(span, `timeOff[${String(index)}]`));
}

function validateRules(rules: readonly AvailabilityRule[]): Problem[] {
  if (rules.length > MAX_RULES) {
    return [{ code: "TOO_MANY_RULES", path: "rules", value: rules.length }];
  }
  return rules.flatMap((rule, index) => {
    const path = `rules[${String(index)}]`;
    const problems = validateWindows(rule.windows, `${path}.windows`);
    problems.push(...validateDateSpan(rule, path));
    if (rule.kind === "open" && rule.windows.length === 0) {
      problems.push({ code: "RULE_WITHOUT_WINDOWS", path: `${path}.windows` });
    }
    if (rule.days.length === 0) problems.push({ code: "RULE_WITHOUT_DAYS", path: `${path}.days` });
    if (new Set(rule.days).size < rule.days.length) {
      problems.push({ code: "DUPLICATE_DAY", path: `${path}.days` });
    }
    if (!isWithin(rule.priority, 0, MAX_PRIORITY)) {
      problems.push({ code: "BAD_PRIORITY", path: `${path}.priority`, value: rule.priority });
    }
    if (rule.pattern === "biweekly" && rule.firstDate === undefined) {
      problems.push({ code: "RULE_WITHOUT_FIRST_DATE", path: `${path}.firstDate` });
    }
    const { nth = 0 } = rule;
    if (rule.pattern === "monthly" && nth !== -1 && !isWithin(nth, 1, 5)) {
      problems.push({ code: "BAD_NTH", path: `${path}.nth`, value: nth });
    }
    return problems;
  });
}

/** Checks two dates of which either may be absent; both are included, so they may be equal. */
function validateDateSpan(span: Partial<TimeOff>, path: string): Problem[] {
  const problems: Problem[] = [];
  for (const field of ["firstDate", "lastDate"] as const) {
    const date = span[field];
    if (date !== undefined && parseDate(date) === null) {
      problems.push({ code: "BAD_DATE", path: `${path}.${field}`, value: date });
    }
  }
  const { firstDate, lastDate } = span;
  if (problems.length > 0 || firstDate === undefined || lastDate === undefined) return problems;
  // "YYYY-MM-DD" sorts as text.
  return lastDate < firstDate ? [{ code: "DATES_REVERSED", path, value: lastDate }] : [];
}

const NUMBER_RULES = [
  ["BAD_DURATION", "durationMin", 1, MAX_DURATION_MIN],
  ["BAD_INTERVAL", "intervalMin", MIN_INTERVAL_MIN, MAX_INTERVAL_MIN],
  ["BAD_OFFSET", "offsetMin", 0, MAX_INTERVAL_MIN],
  ["BAD_BUFFER", "bufferBeforeMin", 0, MAX_BUFFER_MIN],
  ["BAD_BUFFER", "bufferAfterMin", 0, MAX_BUFFER_MIN],
  ["BAD_NOTICE", "noticeMin", 0, MAX_NOTICE_MIN],
  ["BAD_HORIZON", "horizonMin", 0, MAX_HORIZON_MIN],
] as const;

function validateCaps({ caps = [] }: Terms): Problem[] {
  if (caps.length > MAX_CAPS) return [{ code: "TOO_MANY_CAPS", path: "caps", value: caps.length }];
  return caps.flatMap(({ count, minutes }, index) => {
    const limits = [count, minutes].filter((limit) => limit !== undefined);
    const isFine = limits.length > 0 && limits.every((limit) => isWithin(limit, 1, MAX_CAP));
    return isFine ? [] : [{ code: "BAD_CAP" as const, path: `caps[${String(index)}]` }];
  });
}

/** Checks the terms of an event type. */
export function validateTerms(terms: Terms): Problem[] {
  const problems: Problem[] = [];
  for (const [code, path, least, most] of NUMBER_RULES) {
    const value = terms[path];
    if (value !== undefined && !isWithin(value, least, most)) {
      problems.push({ code, path, value });
    }
  }
  problems.push(
    ...validateDurations(terms),
    ...validateDateSpan(terms, "dates"),
    ...validateCaps(terms),
  );
  return problems;
}

function validateDurations({ durationMin, durationsMin }: Terms): Problem[] {
  if (!durationsMin) return [];
  const path = "durationsMin";
  if (durationsMin.length > MAX_DURATIONS || new Set(durationsMin).size < durationsMin.length) {
    return [{ code: "BAD_DURATIONS", path, value: durationsMin.length }];
  }
  const odd = durationsMin.filter((value) => !isWithin(value, 1, MAX_DURATION_MIN));
  if (odd.length > 0) return odd.map((value) => ({ code: "BAD_DURATION", path, value }));
  return durationsMin.includes(durationMin)
    ? []
    : [{ code: "BAD_DURATIONS", path, value: durationMin }];
}

function isWithin(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
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
