import { dateParts, dayOf, daysInMonth, weekdayOf } from "../../core/time/calendar";

/** A calendar month as "YYYY-MM". Days are numbers, counted from 1970-01-01. */
export type Month = string;

export function monthOf(day: number): Month {
  const { year, month } = dateParts(day);
  return monthName(year, month);
}

export function shiftMonth(month: Month, by: number): Month {
  const { year, number } = parse(month);
  const months = year * 12 + number - 1 + by;
  return monthName(Math.floor(months / 12), (months % 12) + 1);
}

export function firstDayOf(month: Month): number {
  const { year, number } = parse(month);
  return dayOf(year, number, 1);
}

export function lastDayOf(month: Month): number {
  const { year, number } = parse(month);
  return dayOf(year, number, daysInMonth(year, number));
}

export function firstDayOfWeek(day: number, firstWeekday: number): number {
  return day - ((weekdayOf(day) - firstWeekday + 7) % 7);
}

/** The whole weeks that touch a month, each of seven day numbers. `firstWeekday`: 0 is Monday. */
export function weeksOf(month: Month, firstWeekday: number): number[][] {
  const start = firstDayOfWeek(firstDayOf(month), firstWeekday);
  const count = Math.ceil((lastDayOf(month) - start + 1) / 7);
  return Array.from({ length: count }, (_, week) =>
    Array.from({ length: 7 }, (_, weekday) => start + week * 7 + weekday),
  );
}

/** The same date in another month, or that month's last day where it is shorter. */
export function sameDateIn(month: Month, day: number): number {
  return Math.min(firstDayOf(month) + dateParts(day).date - 1, lastDayOf(month));
}

function parse(month: Month): { year: number; number: number } {
  return { year: Number(month.slice(0, 4)), number: Number(month.slice(5, 7)) };
}

function monthName(year: number, month: number): Month {
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}`;
}
