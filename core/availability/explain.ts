/** "Why is this time not available?", answered from the rule itself. */
import { MINUTE_MS } from "../time/calendar.ts";
import { dayBounds, localDay, localMinute } from "../time/rules.ts";
import { blockedStarts } from "./blocked.ts";
import { capsOf } from "./caps.ts";
import { clockRange, isWithinDates, offersAt, startsByHours } from "./engine.ts";
import { openTime } from "./open.ts";
import type { BusyRow, Cap, DayWindows, Schedule, Terms } from "./types.ts";
import { isClosed, specialDay, windowsOn } from "./windows.ts";

/** One reason against a start, with the fact behind it. The facts are for the member only. */
export type Reason<Row extends BusyRow = BusyRow> =
  | { code: "past" }
  | { code: "notice"; earliest: number }
  /** Beyond the horizon, outside the fixed dates, or beyond the stored zone rules. */
  | { code: "horizon" }
  /** The event type does not come in this length. */
  | { code: "duration" }
  /** Time off, or a date without any hours. */
  | { code: "closed_date" }
  /** The date has special hours, and this is outside them. */
  | { code: "override" }
  /** A recurring rule closes what the weekly hours would open. */
  | { code: "rule" }
  | { code: "outside_hours" }
  | { code: "too_short"; openUntil: number }
  | { code: "off_grid" }
  | { code: "busy" | "buffer"; row: Row }
  | { code: "cap"; cap: Cap }
  | { code: "not_first"; first: number };

export type ReasonCode = Reason["code"];

/** What a customer may be told: nothing about who is busy, why, or how much is booked. */
export type PublicReason = "past" | "notice" | "horizon" | "closed" | "off_grid" | "taken";

type Question<Row extends BusyRow> = { busy: readonly Row[]; start: number; now: number };

/**
 * Every reason why `start` is not on offer at `now`; none exactly when it is. First what was never on offer, then
 * what is taken. `busy` as for `slotsOf`; its rows come back as they are.
 */
export function explain<Row extends BusyRow>(
  schedule: Schedule,
  terms: Terms,
  question: Question<Row>,
): Reason<Row>[] {
  const { busy, start } = question;
  // A length that is not on offer says nothing about where the slot would end, and may be no sensible number.
  if (terms.durationsMin?.includes(terms.durationMin) === false) return [{ code: "duration" }];
  const brokenCap = capsOf(schedule.rules, terms, busy)(start);
  const reasons: Reason<Row>[] = [
    ...byClock(schedule, terms, question),
    ...byHours(schedule, terms, start),
    ...byBusyTime(terms, start, busy),
    ...(brokenCap ? [{ code: "cap", cap: brokenCap } as const] : []),
  ];
  if (reasons.length > 0 || !terms.firstOfDay) return reasons;
  const range = { from: start, to: start + 1 };
  if (offersAt(schedule, terms, { ...question, ...range }).length > 0) return [];
  return [{ code: "not_first", first: firstOfDay(schedule, terms, question) }];
}

function byClock(
  schedule: Schedule,
  terms: Terms,
  { start, now }: Question<BusyRow>,
): Reason<never>[] {
  const reasons: Reason<never>[] = [];
  const { rules } = schedule;
  const { from, to } = clockRange(terms, now);
  const end = start + terms.durationMin * MINUTE_MS;
  if (start < now) reasons.push({ code: "past" });
  else if (start < from) reasons.push({ code: "notice", earliest: from });
  const isCovered = start >= rules.from && end <= rules.to;
  const isInTime = start < to && isWithinDates(localDay(rules, start), terms);
  if (!isCovered || !isInTime) reasons.push({ code: "horizon" });
  return reasons;
}

function byHours(schedule: Schedule, terms: Terms, start: number): Reason<never>[] {
  const end = start + terms.durationMin * MINUTE_MS;
  const open = openTime(schedule, terms, { from: start, to: end });
  const stretch = open.starts.findLastIndex((from) => from <= start);
  const openUntil = open.joinedEnds[stretch] ?? -Infinity;
  if (openUntil <= start) return [{ code: closedBy(schedule, terms, start) }];
  if (openUntil < end) return [{ code: "too_short", openUntil }];
  const onGrid = startsByHours(schedule, terms, { from: start, to: start + 1, busy: [] });
  return onGrid.length > 0 ? [] : [{ code: "off_grid" }];
}

/** Who closed the local minute of an instant that is not open. */
function closedBy(
  schedule: Schedule,
  terms: Terms,
  start: number,
): "closed_date" | "override" | "rule" | "outside_hours" {
  const day = localDay(schedule.rules, start);
  const special = specialDay(schedule.special, day);
  if (special?.windows.length === 0 || isClosed(schedule.closed ?? [], day)) return "closed_date";
  if (special) return "override";
  const { rules, weekly } = schedule;
  const withoutRules = windowsOn({ rules, weekly, special: [] }, day, terms);
  return holds(withoutRules, localMinute(rules, start)) ? "rule" : "outside_hours";
}

function holds(windows: DayWindows, minute: number): boolean {
  return windows.some(
    (start, index) => index % 2 === 0 && start <= minute && minute < (windows[index + 1] ?? 0),
  );
}

function byBusyTime<Row extends BusyRow>(
  terms: Terms,
  start: number,
  busy: readonly Row[],
): Reason<Row>[] {
  const end = start + terms.durationMin * MINUTE_MS;
  return busy
    .filter((row) => {
      const { starts } = blockedStarts(terms, [row], { from: start, to: start + 1 });
      return (starts[0] ?? Infinity) < start;
    })
    .map((row) => ({ code: row.start < end && start < row.end ? "busy" : "buffer", row }));
}

/** The start that is on offer on the local date of `start` instead of it. */
function firstOfDay(schedule: Schedule, terms: Terms, question: Question<BusyRow>): number {
  const { rules } = schedule;
  const day = localDay(rules, question.start);
  const { start: from, end: to } = dayBounds(rules, day) ?? {
    start: question.start,
    end: question.start,
  };
  const offers = offersAt(schedule, terms, { ...question, from, to });
  return offers.find((each) => localDay(rules, each) === day) ?? question.start;
}

/** Whether a reason is one of time that was on offer and is gone, rather than never on offer. */
export function isTaken({ code }: Reason): boolean {
  return code === "busy" || code === "buffer" || code === "cap";
}

/** The reasons without anything private, each once. */
export function publicReasons(reasons: readonly Reason[]): PublicReason[] {
  return [...new Set(reasons.map((reason) => publicReason(reason)))];
}

function publicReason(reason: Reason): PublicReason {
  const { code } = reason;
  if (code === "past" || code === "notice" || code === "horizon") return code;
  if (code === "off_grid" || code === "duration" || code === "not_first") return "off_grid";
  return isTaken(reason) ? "taken" : "closed";
}
