import { useCallback } from "react";
import { useTranslation } from "react-i18next";

const HOUR_MIN = 60;
const DAY_MIN = 24 * 60;

/** Minutes as people say them: "45 minutes", "2 hours", "1 day". */
export function useDurationLabel(): (minutes: number) => string {
  const { i18n } = useTranslation();
  const { language } = i18n;
  return useCallback(
    (minutes) => {
      const write = (value: number, unit: string) =>
        new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }).format(value);
      if (minutes >= DAY_MIN && minutes % DAY_MIN === 0) return write(minutes / DAY_MIN, "day");
      if (minutes >= HOUR_MIN && minutes % HOUR_MIN === 0) return write(minutes / HOUR_MIN, "hour");
      return write(minutes, "minute");
    },
    [language],
  );
}
