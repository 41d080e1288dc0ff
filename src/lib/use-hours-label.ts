import { useTranslation } from "react-i18next";

/** Minutes as hours, to the nearest quarter: "37.5 hours". */
export function useHoursLabel(): (minutes: number) => string {
  const { i18n } = useTranslation();
  const format = new Intl.NumberFormat(i18n.language, {
    style: "unit",
    unit: "hour",
    unitDisplay: "long",
    maximumFractionDigits: 2,
  });
  return (minutes) => format.format(minutes / 60);
}
