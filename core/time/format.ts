/**
 * The one formatter of times. It shifts an instant by the stored offset and lets `Intl` write it as UTC, so
 * that the words are the locale's and the clock is ours: never the runtime's own zone data.
 */
import { DAY_MS } from "./calendar.ts";
import { isRepeated, localDay, localMs, offsetAt, type ZoneRules } from "./rules.ts";

/** "auto" is what the locale is used to. */
export type ClockStyle = "12h" | "24h" | "auto";

/** Every method takes instants in epoch ms and answers in the zone of the format. */
export type TimeFormat = {
  /** "09:30"; a reading that happens twice is told apart: "01:30 GMT+2". */
  time: (ms: number) => string;
  /** "Friday, 20 November 2026" */
  date: (ms: number) => string;
  /** "Fri, 20 Nov" */
  shortDate: (ms: number) => string;
  /** "Friday" */
  weekday: (ms: number) => string;
  /** "November 2026" */
  month: (ms: number) => string;
  /** Date and time in one. */
  dateTime: (ms: number) => string;
  /** "09:00 – 09:30"; dates are added when they differ, offsets when the clock changes between. */
  range: (start: number, end: number) => string;
  /** "Europe/Berlin (GMT+1)" */
  zone: (ms: number) => string;
  /** "GMT+1", "GMT-3:30", "GMT" */
  offset: (ms: number) => string;
};

/** Words of a calendar grid for day numbers, which have no zone. */
export type DayFormat = {
  /** "Friday, 20 November 2026" */
  date: (day: number) => string;
  /** "Friday" */
  weekday: (day: number) => string;
  /** "Fri" */
  shortWeekday: (day: number) => string;
  /** "November 2026" */
  month: (day: number) => string;
  /** "20" */
  dayOfMonth: (day: number) => string;
};

const DATE = { weekday: "long", day: "numeric", month: "long", year: "numeric" } as const;
const SHORT_DATE = { weekday: "short", day: "numeric", month: "short" } as const;
const WEEKDAY = { weekday: "long" } as const;
const SHORT_WEEKDAY = { weekday: "short" } as const;
const MONTH = { month: "long", year: "numeric" } as const;
const DAY_OF_MONTH = { day: "numeric" } as const;

/** A formatter of times in one zone, locale and style of clock. An unknown locale is read as English. */
export function timeFormat(options: {
  rules: ZoneRules;
  locale: string;
  clock?: ClockStyle;
}): TimeFormat {
  const { rules, locale, clock = "auto" } = options;
  const write = (style: Intl.DateTimeFormatOptions) => (ms: number) =>
    formatterOf(locale, style).format(localMs(rules, ms));
  const plainTime = write(timeStyle(clock));
  const shortDate = write(SHORT_DATE);
  const offset = (ms: number) => offsetLabel(offsetAt(rules, ms));
  const timeWithOffset = (ms: number) => `${plainTime(ms)} ${offset(ms)}`;
  const time = (ms: number) => (isRepeated(rules, ms) ? timeWithOffset(ms) : plainTime(ms));
  return {
    time,
    date: write(DATE),
    shortDate,
    weekday: write(WEEKDAY),
    month: write(MONTH),
    dateTime: (ms) => `${write(DATE)(ms)}, ${time(ms)}`,
    range: (start, end) => {
      const changes = offsetAt(rules, start) !== offsetAt(rules, end);
      const at = changes ? timeWithOffset : time;
      // An appointment that ends at midnight is still one of the day before.
      const sameDate = localDay(rules, start) === localDay(rules, end - 1);
      if (sameDate) return `${at(start)} – ${at(end)}`;
      return `${shortDate(start)}, ${at(start)} – ${shortDate(end)}, ${at(end)}`;
    },
    zone: (ms) => `${rules.zone} (${offset(ms)})`,
    offset,
  };
}

/** Formats day numbers for calendar grids. An unknown locale is read as English. */
export function dayFormat(locale: string): DayFormat {
  const write = (style: Intl.DateTimeFormatOptions) => (day: number) =>
    formatterOf(locale, style).format(day * DAY_MS);
  return {
    date: write(DATE),
    weekday: write(WEEKDAY),
    shortWeekday: write(SHORT_WEEKDAY),
    month: write(MONTH),
    dayOfMonth: write(DAY_OF_MONTH),
  };
}

/** Names an offset in minutes east of UTC: "GMT+1", "GMT-3:30", "GMT". */
export function offsetLabel(offsetMin: number): string {
  if (offsetMin === 0) return "GMT";
  const size = Math.abs(offsetMin);
  const minutes = size % 60 === 0 ? "" : `:${String(size % 60).padStart(2, "0")}`;
  return `GMT${offsetMin < 0 ? "-" : "+"}${String(Math.floor(size / 60))}${minutes}`;
}

function timeStyle(clock: ClockStyle): Intl.DateTimeFormatOptions {
  if (clock === "24h") return { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  if (clock === "12h") return { hour: "numeric", minute: "2-digit", hourCycle: "h12" };
  return { timeStyle: "short" };
}

/** Making a formatter costs far more than using it. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(locale: string, style: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale}|${JSON.stringify(style)}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    formatter = makeFormatter(locale, { ...style, timeZone: "UTC", calendar: "gregory" });
    formatters.set(key, formatter);
  }
  return formatter;
}

function makeFormatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat(locale, options);
  } catch {
    return new Intl.DateTimeFormat("en", options);
  }
}
