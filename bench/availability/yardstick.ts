/**
 * The same rules written the straightforward way with date-fns and date-fns-tz, as the yardstick of the benchmark.
 * Each window is turned into instants, and each candidate is read on the wall clock before it is believed, because
 * that is how one stays right when the clock changes without keeping its offsets. Windows must not overlap or touch.
 */
import { addDays, addMinutes, format, isAfter, isBefore, max, min, parseISO } from "date-fns";
import { formatInTimeZone, fromZonedTime } from "date-fns-tz";
import type { SlotQuery } from "../../core/availability/slots.ts";
import type { BusyRow, LocalWindow } from "../../core/availability/types.ts";
import { WEEKDAYS } from "../../core/time/calendar.ts";

type Slot = { start: number; end: number };

/** What `listSlots` answers, for the queries of the workloads. */
export function listSlotsPlainly(query: SlotQuery): Slot[] {
  const { zone } = query;
  const lastDate = formatInTimeZone(query.to - 1, zone, "yyyy-MM-dd");
  const slots: Slot[] = [];
  let date = formatInTimeZone(query.from, zone, "yyyy-MM-dd");
  while (date <= lastDate) {
    const dayStart = fromZonedTime(`${date}T00:00:00`, zone);
    const nearby = query.busy.filter((row) => isNear(row, dayStart));
    for (const window of windowsOf(query, date)) {
      slots.push(...slotsOfWindow(query, { date, window, busy: nearby }));
    }
    date = format(addDays(parseISO(date), 1), "yyyy-MM-dd");
  }
  return slots.sort((a, b) => a.start - b.start);
}

function windowsOf(query: SlotQuery, date: string): LocalWindow[] {
  const override = query.overrides.find((each) => each.date === date);
  if (override) return override.windows;
  const weekday = WEEKDAYS.find((name) => name === format(parseISO(date), "EEEE").toLowerCase());
  return weekday ? query.weekly[weekday] : [];
}

/** Busy rows within a day of a date, so that not every slot is compared with every row. */
function isNear(row: BusyRow, dayStart: Date): boolean {
  return isAfter(row.end, addDays(dayStart, -1)) && isBefore(row.start, addDays(dayStart, 2));
}

function slotsOfWindow(
  query: SlotQuery,
  { date, window, busy }: { date: string; window: LocalWindow; busy: BusyRow[] },
): Slot[] {
  const { zone, durationMin, intervalMin, now, noticeMin, horizonMin } = query;
  const windowEnd = fromZonedTime(`${date}T${window.end}:00`, zone);
  const earliest = max([query.from, addMinutes(now, noticeMin)]);
  const latest = min([query.to, addMinutes(now, horizonMin ?? 5_256_000)]);
  const slots: Slot[] = [];
  let start = fromZonedTime(`${date}T${window.start}:00`, zone);
  for (; isBefore(start, windowEnd); start = addMinutes(start, intervalMin)) {
    const end = addMinutes(start, durationMin);
    if (isBefore(start, earliest) || !isBefore(start, latest) || isAfter(end, windowEnd)) continue;
    const reading = formatInTimeZone(start, zone, "yyyy-MM-dd HH:mm");
    if (reading < `${date} ${window.start}` || reading >= `${date} ${window.end}`) continue;
    if (busy.some((row) => conflicts(query, row, { start, end }))) continue;
    slots.push({ start: start.getTime(), end: end.getTime() });
  }
  return slots;
}

function conflicts(query: SlotQuery, row: BusyRow, slot: { start: Date; end: Date }): boolean {
  const before = Math.max(query.bufferBeforeMin, row.bufferAfterMin ?? 0);
  const after = Math.max(query.bufferAfterMin, row.bufferBeforeMin ?? 0);
  return (
    isBefore(slot.start, addMinutes(row.end, before)) &&
    isAfter(slot.end, addMinutes(row.start, -after))
  );
}
