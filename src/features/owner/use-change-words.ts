import { useTranslation } from "react-i18next";
import type { LocalWindow } from "../../../core/availability/types";
import { parseDate } from "../../../core/time/calendar";
import { dayFormat } from "../../../core/time/format";
import { clockLabel } from "../../lib/clock-label";
import { useHoursLabel } from "../../lib/use-hours-label";
import { openMinutes } from "../../lib/week";
import type { Change } from "./change-draft";

export type ChangeWords = {
  /** "Time off: Monday, 8 March 2027 – Friday, 12 March 2027" */
  change: (change: Change) => string;
  /** "09:00 – 12:00, 13:00 – 17:00", or that it is closed. */
  windows: (windows: readonly LocalWindow[]) => string;
};

/** Changes in the reader's words. */
export function useChangeWords(): ChangeWords {
  const { t, i18n } = useTranslation("owner");
  const hoursLabel = useHoursLabel();
  const format = dayFormat(i18n.language);
  const dateLabel = (date: string) => format.date(parseDate(date) ?? 0);
  const clock = (time: string) => clockLabel(time, i18n.language);
  const windows: ChangeWords["windows"] = (list) =>
    list.length === 0
      ? t("words.closed")
      : list.map(({ start, end }) => `${clock(start)} – ${clock(end)}`).join(", ");
  const scheduleWords = (minutes: number) =>
    minutes === 0 ? t("words.closedWeek") : t("words.schedule", { hours: hoursLabel(minutes) });

  return {
    windows,
    change: (change) => {
      switch (change.kind) {
        case "schedule":
          return scheduleWords(openMinutes(change.weeklySchedule));
        case "override":
          return change.windows.length === 0
            ? t("words.closedDate", { date: dateLabel(change.date) })
            : t("words.override", {
                date: dateLabel(change.date),
                hours: windows(change.windows),
              });
        case "timeOff": {
          const [first, last] = [dateLabel(change.firstDate), dateLabel(change.lastDate)];
          return first === last
            ? t("words.timeOffDay", { first })
            : t("words.timeOff", { first, last });
        }
      }
    },
  };
}
