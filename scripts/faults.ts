/** Faults to be planted into core/, each a mistake that somebody has made somewhere. The tests must catch all. */

import type { Fault } from "./planting.ts";

const OPEN = "availability/open.ts";
const BLOCKED = "availability/blocked.ts";
const ENGINE = "availability/engine.ts";
const SCHEDULE = "availability/schedule.ts";
const WINDOWS = "availability/windows.ts";
const CAPS = "availability/caps.ts";
const RULES = "time/rules.ts";
const CALENDAR = "time/calendar.ts";

function fault(what: string, file: string, ...edits: [find: string, put: string][]): Fault {
  return { what, file: `core/${file}`, edits };
}

export const FAULTS: readonly Fault[] = [
  // Windows
  fault("a slot that ends with its window is lost", ENGINE, [
    "range.to, lastStart + 1",
    "range.to, lastStart",
  ]),
  fault("a slot may end a minute after its window", ENGINE, [
    "range.to, lastStart + 1",
    "range.to, lastStart + MINUTE_MS + 1",
  ]),
  fault("windows that touch are not joined", OPEN, ["?? 0) > reach", "?? 0) >= reach"]),
  fault("the grid counts from the start of the question", ENGINE, [
    "nextOnGrid(gridStart, range.from, stepMs)",
    "range.from",
  ]),
  fault("starts of two windows are given twice", ENGINE, ["[...new Set(values)]", "[...values]"]),
  fault("the offset of the grid is counted in hours", ENGINE, [
    "(terms.offsetMin ?? 0) * MINUTE_MS",
    "(terms.offsetMin ?? 0) * 60 * MINUTE_MS",
  ]),
  fault("24:00 is no time", CALENDAR, ["total > MINUTES_PER_DAY", "total >= MINUTES_PER_DAY"]),

  // Dates
  fault("the day is taken in UTC", RULES, [
    "return Math.floor(localMs(rules, ms) / DAY_MS);",
    "return Math.floor((ms + 0 * rules.from) / DAY_MS);",
  ]),
  fault("weeks begin on Sunday", CALENDAR, ["((day + 3) % 7)", "((day + 4) % 7)"]),
  fault("an override leaks into the day before", WINDOWS, [
    "return found?.day === day ? found : undefined;",
    "return found && found.day <= day + 1 ? found : undefined;",
  ]),
  fault("an override adds to the weekly hours", WINDOWS, [
    "if (windows) return windows;",
    "if (windows) return ascending([...windows, ...(schedule.weekly[weekdayOf(day)] ?? [])]);",
  ]),
  fault("an override opens a blocked date", SCHEDULE, [
    "if (day !== null) special.set(day, []);",
    "if (day !== null && !special.has(day)) special.set(day, []);",
  ]),
  fault("time off ends a day early", WINDOWS, [
    "first <= day && day <= last",
    "first <= day && day < last",
  ]),
  fault("century years are leap years", CALENDAR, ["year % 100 !== 0 || ", "true || "]),

  // Changes of the clock
  fault("a skipped hour is moved instead of left out", OPEN, [
    "Math.max(windowStart, periodStart(rules, period))",
    "windowStart",
  ]),
  fault("a repeated hour is open once", OPEN, [
    "if (start >= end) return;",
    "if (start >= end || (previousEnd > 0 && start !== previousEnd)) return;",
  ]),
  fault("a window is cut in two by a change within it", OPEN, [
    "if (start === previousEnd) {",
    "if (start === -1) {",
  ]),
  fault("an hour that a date repeats at its beginning is forgotten", OPEN, [
    "midnight - DAY_MS >= periodStart(rules, period)",
    "midnight >= periodStart(rules, period)",
  ]),
  fault("the offset of noon is used all day", OPEN, [
    "if (isFarFromChanges(rules, period, midnight))",
    "if (period >= 0 || isFarFromChanges(rules, period, midnight))",
  ]),
  fault("an offset holds from one millisecond after its change", RULES, [
    "(at[middle] ?? Infinity) <= ms",
    "(at[middle] ?? Infinity) < ms",
  ]),

  // Busy time
  fault("buffers are added up", BLOCKED, [
    "Math.max(row.bufferAfterMin ?? 0, bufferBeforeMin)",
    "(row.bufferAfterMin ?? 0) + bufferBeforeMin",
  ]),
  fault("the buffers before and after are mixed up", BLOCKED, [
    "Math.max(row.bufferBeforeMin ?? 0, bufferAfterMin)",
    "Math.max(row.bufferAfterMin ?? 0, bufferAfterMin)",
  ]),
  fault("the new booking's own buffers are forgotten", BLOCKED, [
    "Math.max(row.bufferBeforeMin ?? 0, bufferAfterMin)",
    "(row.bufferBeforeMin ?? 0)",
  ]),
  fault("a slot must not touch busy time on both sides", BLOCKED, [
    "if (start < last)",
    "if (start <= last)",
  ]),
  fault("busy time of no length blocks", BLOCKED, ["row.start < row.end", "row.start <= row.end"]),
  fault("busy rows are taken to be sorted", BLOCKED, [
    "joinOverlapping(inOrder(blocked))",
    "joinOverlapping(blocked)",
  ]),
  fault("a short row shortens the long one that holds it", BLOCKED, [
    "ends[kept - 1] = Math.max(last, end)",
    "ends[kept - 1] = end",
  ]),
  fault("rows before the range are not counted", BLOCKED, [
    "if (end <= range.from) continue;",
    "if (row.end <= range.from) continue;",
  ]),
  fault("a row that began yesterday is not read", ENGINE, [
    "Math.max(bufferMs + DAY_MS, capMs)",
    "Math.max(bufferMs, capMs)",
  ]),

  // The clock of the asker
  fault("the notice is exclusive", ENGINE, [
    "from: now + terms.noticeMin * MINUTE_MS",
    "from: now + terms.noticeMin * MINUTE_MS + 1",
  ]),
  fault("the horizon is inclusive", ENGINE, [
    "now + terms.horizonMin * MINUTE_MS",
    "now + terms.horizonMin * MINUTE_MS + 1",
  ]),
  fault(
    "the notice is counted on the wall clock",
    ENGINE,
    ["const clock = clockRange(terms, now);", "const clock = clockRange(terms, onTheWall);"],
    [
      "if (terms.firstOfDay) {",
      `const soon = now + terms.noticeMin * MINUTE_MS;
  const shiftMin = offsetAt(schedule.rules, now) - offsetAt(schedule.rules, soon);
  const onTheWall = now + shiftMin * MINUTE_MS;
  if (terms.firstOfDay) {`,
    ],
    ["import { dayBounds, localDay,", "import { dayBounds, localDay, offsetAt,"],
  ),
  fault("the first slot of a day is chosen before the past is cut", ENGINE, [
    "const left = cutByClock(slotsOf(schedule, terms, { from, to, busy }), terms, { now });",
    "const left = cutByClock(firstOfEachDay(slotsOf(schedule, terms, { from, to, busy }), schedule.rules), terms, { now });",
  ]),

  // Rules, caps, reasons
  fault("a lower priority wins", SCHEDULE, ["a.priority - b.priority", "b.priority - a.priority"]),
  fault("an opening wins over a block of the same priority", SCHEDULE, [
    "block: 2 }",
    "block: -1 }",
  ]),
  fault("every second week is every other one", WINDOWS, [
    "weekOf(rule.first)) % 2 === 0",
    "weekOf(rule.first)) % 2 === 1",
  ]),
  fault("the last Monday is the fourth", WINDOWS, [
    "return date + 7 > daysInMonth(year, month);",
    "return Math.ceil(date / 7) === 4 && daysInMonth(year, month) > 0;",
  ]),
  fault("a rule of one event type holds for all", WINDOWS, [
    "(rule.eventTypeId === undefined || rule.eventTypeId === scope.eventTypeId) &&",
    "",
  ]),
  fault("a cap allows one more", CAPS, ["(sum?.count ?? 0) + 1 >", "(sum?.count ?? 0) >"]),
  fault("a cap counts external events", CAPS, [
    'if (row.kind === "external" || row.kind === "block") return false;',
    "",
  ]),
  fault("a booking in two pieces is counted twice", CAPS, ["row.source ?? row", "row"]),
  fault("the weeks of caps begin on Sunday", WINDOWS, ["(day + 3) / 7", "(day + 4) / 7"]),
  fault("a cap is no reason", "availability/explain.ts", [
    "...(brokenCap ?",
    "...(brokenCap && 0 > 1 ?",
  ]),
  fault("what is taken is told before what was never on offer", "availability/explain.ts", [
    "...byHours(schedule, terms, start),",
    "...byBusyTime(terms, start, busy), ...byHours(schedule, terms, start),",
  ]),

  // Money
  fault("halves are rounded down", "money/amount.ts", [
    "basisPoints * 2 + BASIS_POINTS",
    "basisPoints * 2 + BASIS_POINTS - 1",
  ]),
  fault("digits that are too fine are cut off", "money/amount.ts", [
    'return { ok: false, code: "TOO_FINE" };',
    "match.pop();",
  ]),
];
