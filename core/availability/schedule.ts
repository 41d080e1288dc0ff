/** From the settings a person saves to the integers the engine works on. */
import { MINUTES_PER_DAY, parseClock, parseDate, WEEKDAYS } from "../time/calendar.ts";
import type { ZoneRules } from "../time/rules.ts";
import type {
  AvailabilityRule,
  DaySpan,
  DayWindows,
  LocalWindow,
  PreparedRule,
  Schedule,
  ScheduleSettings,
  SpecialDay,
} from "./types.ts";

/** Ends of the calendar for rules without limits: the years 0 and 9999, so that they stay exact integers in JSON. */
const FIRST_DAY = -719_528;
const LAST_DAY = 2_932_896;

const ALL_DAY: DayWindows = [0, MINUTES_PER_DAY];

/** What is applied later wins over what was applied before, at the same priority. */
const ORDER_OF_KINDS = { open: 0, override: 1, block: 2 } as const;

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
  const closed = daySpans(settings);
  const recurring = (settings.rules ?? []).map(prepareRule).sort(byPriority);
  return {
    rules,
    weekly: WEEKDAYS.map((weekday) => dayWindows(settings.weekly[weekday])),
    special: [...special]
      .map(([day, windows]): SpecialDay => ({ day, windows }))
      .sort((a, b) => a.day - b.day),
    ...(closed.length > 0 && { closed }),
    ...(recurring.length > 0 && { recurring }),
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

function daySpans({ timeOff = [] }: ScheduleSettings): DaySpan[] {
  const spans: DaySpan[] = [];
  for (const { firstDate, lastDate } of timeOff) {
    const [first, last] = [parseDate(firstDate), parseDate(lastDate)];
    if (first !== null && last !== null && first <= last) spans.push({ first, last });
  }
  const joined: DaySpan[] = [];
  for (const span of spans.sort((a, b) => a.first - b.first)) {
    const previous = joined.at(-1);
    if (previous && span.first <= previous.last + 1) {
      previous.last = Math.max(previous.last, span.last);
    } else joined.push(span);
  }
  return joined;
}

function prepareRule(rule: AvailabilityRule): PreparedRule {
  return {
    kind: rule.kind,
    pattern: rule.pattern,
    weekdays: rule.days.map((day) => WEEKDAYS.indexOf(day)),
    nth: rule.nth ?? 0,
    windows:
      rule.kind === "block" && rule.windows.length === 0 ? ALL_DAY : dayWindows(rule.windows),
    first: dayOrEnd(rule.firstDate, FIRST_DAY),
    last: dayOrEnd(rule.lastDate, LAST_DAY),
    priority: rule.priority,
    ...(rule.eventTypeId !== undefined && { eventTypeId: rule.eventTypeId }),
    ...(rule.locationId !== undefined && { locationId: rule.locationId }),
  };
}

function dayOrEnd(date: string | undefined, end: number): number {
  return (date === undefined ? null : parseDate(date)) ?? end;
}

function byPriority(a: PreparedRule, b: PreparedRule): number {
  return a.priority - b.priority || ORDER_OF_KINDS[a.kind] - ORDER_OF_KINDS[b.kind];
}
