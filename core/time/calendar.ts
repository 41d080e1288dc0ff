/**
 * Calendar dates and wall-clock times as strings at the edges and as integers inside.
 *
 * A day number counts days since 1970-01-01 in the proleptic Gregorian calendar; a minute of day is
 * 0…1439, and 1440 stands for the end of the day ("24:00").
 */

/** The days of a week in the order of day-of-week numbers: 0 is Monday. */
export const WEEKDAYS = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
] as const;

export type Weekday = (typeof WEEKDAYS)[number];

export const MINUTE_MS = 60_000;
export const MINUTES_PER_DAY = 1_440;
export const DAY_MS = 86_400_000;

/** Days from 0000-03-01, where the counting below starts, to 1970-01-01. */
const EPOCH_SHIFT_DAYS = 719_468;
const DAYS_PER_400_YEARS = 146_097;
const DATE_SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;
const CLOCK_SHAPE = /^(\d{2}):(\d{2})$/;

export type DateParts = { year: number; month: number; date: number };

/** How many days a month has; `month` is 1…12. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** The day number of a calendar date; `month` is 1…12. The date must exist. */
export function dayOf(year: number, month: number, date: number): number {
  // Years are counted from March, so that the leap day is the last day of its year.
  const marchYear = month > 2 ? year : year - 1;
  const marchMonth = (month + 9) % 12;
  const dayOfYear = Math.floor((153 * marchMonth + 2) / 5) + date - 1;
  const leapDays =
    Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  return marchYear * 365 + leapDays + dayOfYear - EPOCH_SHIFT_DAYS;
}

/** Year, month (1…12) and date (1…31) of a day number. */
export function dateParts(day: number): DateParts {
  const shifted = day + EPOCH_SHIFT_DAYS;
  const era = Math.floor(shifted / DAYS_PER_400_YEARS);
  const dayOfEra = shifted - era * DAYS_PER_400_YEARS;
  const leapFree =
    dayOfEra -
    Math.floor(dayOfEra / 1_460) +
    Math.floor(dayOfEra / 36_524) -
    Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor(leapFree / 365);
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    date: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  };
}

/** The day of the week of a day number: 0 is Monday, 6 is Sunday. */
export function weekdayOf(day: number): number {
  // 1970-01-01 was a Thursday.
  return (((day + 3) % 7) + 7) % 7;
}

/** Reads "YYYY-MM-DD" strictly. Returns the day number, or null when the date does not exist. */
export function parseDate(text: string): number | null {
  const match = DATE_SHAPE.exec(text);
  if (!match) return null;
  const [year, month, date] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (month < 1 || month > 12 || date < 1 || date > daysInMonth(year, month)) return null;
  return dayOf(year, month, date);
}

/** Writes a day number as "YYYY-MM-DD". */
export function formatDate(day: number): string {
  const { year, month, date } = dateParts(day);
  return `${String(year).padStart(4, "0")}-${twoDigits(month)}-${twoDigits(date)}`;
}

/** Reads "HH:MM" strictly, "24:00" included. Returns the minute of day 0…1440, or null. */
export function parseClock(text: string): number | null {
  const match = CLOCK_SHAPE.exec(text);
  if (!match) return null;
  const [hour, minute] = [Number(match[1]), Number(match[2])];
  const total = hour * 60 + minute;
  return minute > 59 || total > MINUTES_PER_DAY ? null : total;
}

/** Writes a minute of day 0…1440 as "HH:MM". */
export function formatClock(minute: number): string {
  return `${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
