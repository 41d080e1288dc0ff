import { useTranslation } from "react-i18next";
import { parseClock, parseDate, WEEKDAYS } from "../../../core/time/calendar";
import { dayFormat } from "../../../core/time/format";
import type { RuleDraft } from "./draft";
import type { Service } from "./use-stored-availability";
import { useWeekWords } from "../../lib/use-week-words";

/** A recurring rule as a line to read: "Opens 18:00 – 20:00 · every 2nd week on Friday · from 4 Dec 2026". */
export function useRuleWords(services: readonly Service[]): (rule: RuleDraft) => string {
  const { t, i18n } = useTranslation("availability");
  const words = useWeekWords();
  const format = dayFormat(i18n.language);
  const date = (text: string) => format.date(parseDate(text) ?? 0);
  return ({ kind, pattern, days, nth, windows, firstDate, lastDate, priority, eventTypeId }) => {
    const ranges = windows.map(({ start, end }) =>
      words.range(parseClock(start) ?? 0, parseClock(end) ?? 0),
    );
    const hours = ranges.length > 0 ? ranges.join(", ") : t("rules.allDay");
    const on = days.map((day) => words.weekday(WEEKDAYS.indexOf(day))).join(", ");
    const service = services.find(({ id }) => id === eventTypeId);
    return [
      t(`rules.does.${kind}`, { hours }),
      pattern === "monthly"
        ? t("rules.when.monthly", { nth: t(`rules.nth.${nthName(nth)}`), days: on })
        : t(`rules.when.${pattern}`, { days: on }),
      firstDate && t("rules.from", { date: date(firstDate) }),
      lastDate && t("rules.until", { date: date(lastDate) }),
      service && t("rules.only", { service: service.name }),
      t("rules.priority", { priority }),
    ]
      .filter(Boolean)
      .join(" · ");
  };
}

export type NthName = "first" | "second" | "third" | "fourth" | "fifth" | "last";

export const NTHS: readonly { nth: number; name: NthName }[] = [
  { nth: 1, name: "first" },
  { nth: 2, name: "second" },
  { nth: 3, name: "third" },
  { nth: 4, name: "fourth" },
  { nth: 5, name: "fifth" },
  { nth: -1, name: "last" },
];

function nthName(nth: number | undefined): NthName {
  return NTHS.find((each) => each.nth === nth)?.name ?? "first";
}
