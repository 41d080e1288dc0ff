/** Where a schedule is open, in instants: each window is converted first, touching ones are joined after. */
import { inOrder, type Pairs } from "../intervals/pairs.ts";
import { DAY_MS, MINUTE_MS } from "../time/calendar.ts";
import { localDay, periodAt, periodEnd, periodStart, type ZoneRules } from "../time/rules.ts";
import { windowsOn, type Scope } from "./windows.ts";
import type { DayWindows, Range, Schedule } from "./types.ts";

/**
 * The contiguous stretches of single windows, ascending by start, in parallel lists for speed. Stretches of
 * different windows may overlap or touch; `joinedEnds` says up to where no closed minute is met from there on.
 */
export type OpenTime = Pairs & { joinedEnds: number[] };

/**
 * The open time that concerns a range: all windows of its local dates, whole, so that a stretch keeps the
 * start its grid counts from when the range begins in its middle.
 */
export function openTime(schedule: Schedule, scope: Scope, range: Range): OpenTime {
  const { rules } = schedule;
  const open: Pairs = { starts: [], ends: [] };
  let period = periodAt(rules, range.from);
  let offsetMs = (rules.offsets[period] ?? 0) * MINUTE_MS;
  const lastDay = lastDayOf(rules, range.to);
  for (let day = firstDayOf(rules, range.from); day <= lastDay; day += 1) {
    const windows = windowsOn(schedule, day, scope);
    if (windows.length === 0) continue;
    while (day * DAY_MS - offsetMs >= periodEnd(rules, period)) {
      period += 1;
      offsetMs = (rules.offsets[period] ?? 0) * MINUTE_MS;
    }
    const midnight = day * DAY_MS - offsetMs;
    if (isFarFromChanges(rules, period, midnight)) addPlainDay(open, windows, midnight);
    else addChangingDay(open, windows, { rules, day });
  }
  const { starts, ends } = inOrder(open);
  return { starts, ends, joinedEnds: joinedEndsOf({ starts, ends }) };
}

/** The earliest local date with an instant at or after `from`: the clock may yet go back over midnight. */
function firstDayOf(rules: ZoneRules, from: number): number {
  const nextChange = rules.at[periodAt(rules, from)];
  const day = localDay(rules, from);
  return nextChange === undefined ? day : Math.min(day, localDay(rules, nextChange));
}

/** The latest local date with an instant before `to`: the clock may have gone back over midnight. */
function lastDayOf(rules: ZoneRules, to: number): number {
  const lastChange = rules.at[periodAt(rules, to - 1) - 1];
  const day = localDay(rules, to - 1);
  return lastChange === undefined ? day : Math.max(day, localDay(rules, lastChange - 1));
}

/** Clocks were moved by up to a day, so a date this far from a change happens once, in one period. */
function isFarFromChanges(rules: ZoneRules, period: number, midnight: number): boolean {
  return (
    midnight - DAY_MS >= periodStart(rules, period) &&
    midnight + 2 * DAY_MS <= periodEnd(rules, period)
  );
}

function addPlainDay(open: Pairs, windows: DayWindows, midnight: number): void {
  for (let index = 0; index < windows.length; index += 2) {
    open.starts.push(midnight + (windows[index] ?? 0) * MINUTE_MS);
    open.ends.push(midnight + (windows[index + 1] ?? 0) * MINUTE_MS);
  }
}

/** Adds what each window reads as in each period: nothing where it is skipped, twice where it is repeated. */
function addChangingDay(
  open: Pairs,
  windows: DayWindows,
  { rules, day }: { rules: ZoneRules; day: number },
): void {
  for (let index = 0; index < windows.length; index += 2) {
    let previousEnd = -Infinity;
    rules.offsets.forEach((offset, period) => {
      const midnight = day * DAY_MS - offset * MINUTE_MS;
      const windowStart = midnight + (windows[index] ?? 0) * MINUTE_MS;
      const windowEnd = midnight + (windows[index + 1] ?? 0) * MINUTE_MS;
      const start = Math.max(windowStart, periodStart(rules, period));
      const end = Math.min(windowEnd, periodEnd(rules, period));
      if (start >= end) return;
      if (start === previousEnd) {
        open.ends[open.ends.length - 1] = end;
      } else {
        open.starts.push(start);
        open.ends.push(end);
      }
      previousEnd = end;
    });
  }
}

function joinedEndsOf({ starts, ends }: Pairs): number[] {
  const joinedEnds: number[] = [];
  let first = 0;
  let reach = -Infinity;
  for (let index = 0; index < starts.length; index += 1) {
    const end = ends[index] ?? 0;
    if ((starts[index] ?? 0) > reach) {
      joinedEnds.fill(reach, first);
      first = index;
      reach = end;
    } else reach = Math.max(reach, end);
    joinedEnds.push(reach);
  }
  return joinedEnds.fill(reach, first);
}
