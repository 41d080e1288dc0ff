import { useTranslation } from "react-i18next";
import { formatClock, WEEKDAYS } from "../../core/time/calendar";
import { dayFormat } from "../../core/time/format";
import { clockLabel } from "./clock-label";
import type { Patch } from "./week";

/** A Monday, so that the days after it are the days of a week. */
const ANY_MONDAY = 4;

export type WeekWords = {
  /** "09:30" as the reader writes it; the end of the day is "24:00". */
  clock: (minute: number) => string;
  /** "09:00 – 12:30" */
  range: (start: number, end: number) => string;
  /** "Tuesday"; 0 is Monday. */
  weekday: (day: number) => string;
  /** "Tue" */
  shortWeekday: (day: number) => string;
  /** "Tuesday", "Tuesday to Thursday" */
  days: (patch: Pick<Patch, "firstDay" | "lastDay">) => string;
};

/** Days and times of an ordinary week in the reader's language. */
export function useWeekWords(): WeekWords {
  const { t, i18n } = useTranslation("availability");
  const format = dayFormat(i18n.language);
  const clock = (minute: number) => clockLabel(formatClock(minute), i18n.language);
  const weekday = (day: number) => format.weekday(ANY_MONDAY + day);
  return {
    clock,
    range: (start, end) => `${clock(start)} – ${clock(end)}`,
    weekday,
    shortWeekday: (day) => format.shortWeekday(ANY_MONDAY + day),
    days: ({ firstDay, lastDay }) =>
      firstDay === lastDay
        ? weekday(firstDay)
        : t("grid.days", { first: weekday(firstDay), last: weekday(lastDay) }),
  };
}

/** The number of a day of the week, 0 for Monday, by its name. */
export const DAY_NUMBERS = WEEKDAYS.map((_, day) => day);
