/** The oracle's own reading of a schedule: which windows a date has, worked out on text, minute by minute. */
import type { SlotQuery } from "./slots.ts";
import type { AvailabilityRule, LocalWindow } from "./types.ts";

const DAY = 86_400_000;
const NAMES = [
  "sunday",
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
] as const;

/** Every minute of a day as text, and "24:00". */
const TIMES = Array.from({ length: 1_441 }, (_, minute) => {
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
});

const remembered = new WeakMap<SlotQuery, Map<string, LocalWindow[]>>();

/** The windows of a date "YYYY-MM-DD". */
export function textWindows(query: SlotQuery, date: string): LocalWindow[] {
  const ofQuery = remembered.get(query) ?? new Map<string, LocalWindow[]>();
  remembered.set(query, ofQuery);
  const windows = ofQuery.get(date) ?? readWindows(query, date);
  ofQuery.set(date, windows);
  return windows;
}

function readWindows(query: SlotQuery, date: string): LocalWindow[] {
  if (query.blockedDates?.includes(date)) return [];
  if (query.timeOff?.some((off) => off.firstDate <= date && date <= off.lastDate)) return [];
  const override = query.overrides.find((each) => each.date === date);
  if (override) return override.windows;
  const midnight = new Date(`${date}T00:00:00Z`);
  let windows = query.weekly[NAMES[midnight.getUTCDay()] ?? "sunday"];
  const holding = (query.rules ?? []).filter((rule) => isInScope(query, rule) && holds(rule, date));
  for (let priority = 0; priority <= 100; priority += 1) {
    const ofKind = (kind: AvailabilityRule["kind"]): AvailabilityRule[] =>
      holding.filter((rule) => rule.priority === priority && rule.kind === kind);
    windows = [...windows, ...ofKind("open").flatMap((rule) => rule.windows)];
    const overrides = ofKind("override");
    if (overrides.length > 0) windows = overrides.flatMap((rule) => rule.windows);
    for (const block of ofKind("block")) windows = windows.flatMap((window) => cut(window, block));
  }
  return windows;
}

function isInScope(query: SlotQuery, rule: AvailabilityRule): boolean {
  if (rule.eventTypeId !== undefined && rule.eventTypeId !== query.eventTypeId) return false;
  return rule.locationId === undefined || rule.locationId === query.locationId;
}

function holds(rule: AvailabilityRule, date: string): boolean {
  const midnight = new Date(`${date}T00:00:00Z`);
  if (!rule.days.includes(NAMES[midnight.getUTCDay()] ?? "sunday")) return false;
  if (rule.firstDate !== undefined && date < rule.firstDate) return false;
  if (rule.lastDate !== undefined && date > rule.lastDate) return false;
  if (rule.pattern === "weekly") return true;
  if (rule.pattern === "biweekly") {
    const weeks = (mondayOf(date) - mondayOf(rule.firstDate ?? "")) / (7 * DAY);
    return weeks % 2 === 0;
  }
  const sameDays: string[] = [];
  for (let ofMonth = 1; ofMonth <= 31; ofMonth += 1) {
    const other = `${date.slice(0, 8)}${String(ofMonth).padStart(2, "0")}`;
    const day = new Date(`${other}T00:00:00Z`);
    if (!(day.toJSON() as string | null)?.startsWith(other)) continue;
    if (day.getUTCDay() === midnight.getUTCDay()) sameDays.push(other);
  }
  return sameDays.at(rule.nth === -1 ? -1 : (rule.nth ?? 0) - 1) === date;
}

function mondayOf(date: string): number {
  const midnight = new Date(`${date}T00:00:00Z`);
  return midnight.getTime() - ((midnight.getUTCDay() + 6) % 7) * DAY;
}

/** What a block leaves of a window, as runs of minutes. */
function cut(window: LocalWindow, block: AvailabilityRule): LocalWindow[] {
  const isLeft = (time: string): boolean =>
    window.start <= time &&
    time < window.end &&
    block.windows.length > 0 &&
    !block.windows.some(({ start, end }) => start <= time && time < end);
  const left: LocalWindow[] = [];
  TIMES.forEach((time, minute) => {
    const before = TIMES[minute - 1];
    if (isLeft(time) && !(before !== undefined && isLeft(before)))
      left.push({ start: time, end: time });
    const last = left.at(-1);
    const next = TIMES[minute + 1];
    if (isLeft(time) && last && next !== undefined) last.end = next;
  });
  return left;
}
