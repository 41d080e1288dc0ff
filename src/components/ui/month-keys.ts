import { firstDayOfWeek, monthOf, sameDateIn, shiftMonth } from "../../lib/month";

/** Where a key leads in a date grid, as a day number; null for keys the grid does not use. */
export function dayAfterKey(
  pressed: { key: string; shiftKey: boolean },
  day: number,
  firstWeekday: number,
): number | null {
  const weekBegin = firstDayOfWeek(day, firstWeekday);
  const turn = (months: number) => sameDateIn(shiftMonth(monthOf(day), months), day);
  switch (pressed.key) {
    case "ArrowLeft":
      return day - 1;
    case "ArrowRight":
      return day + 1;
    case "ArrowUp":
      return day - 7;
    case "ArrowDown":
      return day + 7;
    case "Home":
      return weekBegin;
    case "End":
      return weekBegin + 6;
    case "PageUp":
      return turn(pressed.shiftKey ? -12 : -1);
    case "PageDown":
      return turn(pressed.shiftKey ? 12 : 1);
    default:
      return null;
  }
}
