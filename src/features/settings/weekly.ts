import { WEEKDAYS } from "../../../core/time/calendar";
import type { LocalWindow, Weekly } from "../../../core/availability/types";

const NINE_TO_FIVE: LocalWindow = { start: "09:00", end: "17:00" };
const WORKDAYS: readonly string[] = WEEKDAYS.slice(0, 5);

/** The hours a new member starts with. */
export function nineToFive(): Weekly {
  const days = WEEKDAYS.map((day) => [day, WORKDAYS.includes(day) ? [{ ...NINE_TO_FIVE }] : []]);
  return Object.fromEntries(days) as Weekly;
}
