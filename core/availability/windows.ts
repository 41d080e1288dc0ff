/**
 * The windows of one local date. From weak to strong: weekly hours and recurring rules by priority, the
 * date's own override, time off.
 */
import { dateParts, daysInMonth, weekdayOf } from "../time/calendar.ts";
import type { DaySpan, DayWindows, PreparedRule, Schedule, SpecialDay, Terms } from "./types.ts";

/** For which event type and place the windows are asked. */
export type Scope = Pick<Terms, "eventTypeId" | "locationId">;

/** The windows of a local date for a scope, ascending by start; they may overlap. */
export function windowsOn(schedule: Schedule, day: number, scope: Scope): DayWindows {
  const { special, closed, recurring } = schedule;
  if (closed && isClosed(closed, day)) return [];
  const windows = special.length > 0 ? specialDay(special, day)?.windows : undefined;
  if (windows) return windows;
  const weekly = schedule.weekly[weekdayOf(day)] ?? [];
  return recurring ? applyRules(weekly, { recurring, day, scope }) : weekly;
}

/** Whether a day lies in time off. */
export function isClosed(closed: readonly DaySpan[], day: number): boolean {
  return closed.some(({ first, last }) => first <= day && day <= last);
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

/** Applies rules from weak to strong. Overrides of one priority replace what is weaker and add to each other. */
function applyRules(
  weekly: DayWindows,
  { recurring, day, scope }: { recurring: readonly PreparedRule[]; day: number; scope: Scope },
): DayWindows {
  let windows = weekly;
  let overriddenAt = -1;
  for (const rule of recurring) {
    if (!isInScope(rule, scope) || !fallsOn(rule, day)) continue;
    if (rule.kind === "block") windows = without(windows, rule.windows);
    else if (rule.kind === "override" && rule.priority !== overriddenAt) {
      windows = rule.windows;
      overriddenAt = rule.priority;
    } else windows = [...windows, ...rule.windows];
  }
  return windows === weekly ? weekly : ascending(windows);
}

function isInScope(rule: PreparedRule, scope: Scope): boolean {
  return (
    (rule.eventTypeId === undefined || rule.eventTypeId === scope.eventTypeId) &&
    (rule.locationId === undefined || rule.locationId === scope.locationId)
  );
}

/** Whether a rule holds on a day: its validity, its weekday, and its week or its place in the month. */
export function fallsOn(rule: PreparedRule, day: number): boolean {
  if (day < rule.first || day > rule.last || !rule.weekdays.includes(weekdayOf(day))) return false;
  if (rule.pattern === "weekly") return true;
  if (rule.pattern === "biweekly") return (weekOf(day) - weekOf(rule.first)) % 2 === 0;
  const { year, month, date } = dateParts(day);
  if (rule.nth === -1) return date + 7 > daysInMonth(year, month);
  return Math.ceil(date / 7) === rule.nth;
}

/** The number of the week, from Monday, that holds a day. */
export function weekOf(day: number): number {
  // Day 0 was a Thursday, three days into its week.
  return Math.floor((day + 3) / 7);
}

/** The windows with the minutes of `cut` taken away. */
function without(windows: DayWindows, cut: DayWindows): DayWindows {
  let left = windows;
  for (let index = 0; index < cut.length; index += 2) {
    const [cutStart = 0, cutEnd = 0] = [cut[index], cut[index + 1]];
    const next: DayWindows = [];
    for (let at = 0; at < left.length; at += 2) {
      const [start = 0, end = 0] = [left[at], left[at + 1]];
      if (start < Math.min(end, cutStart)) next.push(start, Math.min(end, cutStart));
      if (Math.max(start, cutEnd) < end) next.push(Math.max(start, cutEnd), end);
    }
    left = next;
  }
  return left;
}

function ascending(windows: DayWindows): DayWindows {
  const pairs: [start: number, end: number][] = [];
  for (let index = 0; index < windows.length; index += 2) {
    pairs.push([windows[index] ?? 0, windows[index + 1] ?? 0]);
  }
  return pairs.sort((a, b) => a[0] - b[0]).flat();
}
