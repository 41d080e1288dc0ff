/** Settings to start an example from. */
import { dayOf, MINUTE_MS, parseClock, parseDate } from "../time/calendar.ts";
import { instantsOf } from "../time/rules.ts";
import { zoneRules } from "../time/zones.ts";
import type { SlotQuery } from "./slots.ts";
import type { LocalWindow, Weekly } from "./types.ts";

/** The same windows, such as "09:00-12:00", on every day of the week. */
export function everyDay(...windows: string[]): Weekly {
  const day = () => windowsOf(...windows);
  return {
    monday: day(),
    tuesday: day(),
    wednesday: day(),
    thursday: day(),
    friday: day(),
    saturday: day(),
    sunday: day(),
  };
}

export function windowsOf(...windows: string[]): LocalWindow[] {
  return windows.map((window) => {
    const [start = "", end = ""] = window.split("-");
    return { start, end };
  });
}

/** The instants of local readings such as "2026-11-20 09:00": none, one or two. */
export function readings(zone: string, text: string): number[] {
  const [date = "", time = ""] = text.split(" ");
  const day = parseDate(date);
  const minute = parseClock(time);
  if (day === null || minute === null) throw new Error(`"${text}" is no reading`);
  const noon = day * 1_440 * MINUTE_MS;
  const span = 3 * 1_440 * MINUTE_MS;
  return instantsOf(zoneRules(zone, noon - span, noon + span), day, minute);
}

/** The only instant of a local reading. */
export function at(zone: string, text: string): number {
  const [instant] = readings(zone, text);
  if (instant === undefined) throw new Error(`${text} does not exist in ${zone}`);
  return instant;
}

/** A question about one local date: hourly slots of an hour, 09:00–12:00, asked long before. */
export function askDate(
  date: string,
  changes: Partial<SlotQuery> & { windows?: string[] } = {},
): SlotQuery {
  const { windows = ["09:00-12:00"], ...rest } = changes;
  const zone = rest.zone ?? "Europe/Berlin";
  const from = readings(zone, `${date} 00:00`)[0] ?? dayOf(2026, 1, 1) * 1_440 * MINUTE_MS;
  return {
    zone,
    weekly: everyDay(...windows),
    overrides: [],
    durationMin: 60,
    intervalMin: 60,
    bufferBeforeMin: 0,
    bufferAfterMin: 0,
    noticeMin: 0,
    busy: [],
    now: from - 30 * 1_440 * MINUTE_MS,
    from,
    to: from + 1_440 * MINUTE_MS,
    ...rest,
  };
}
