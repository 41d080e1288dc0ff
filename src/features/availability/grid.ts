/** The week as a grid of cells: seven days across, quarters of an hour down. */
import { MINUTES_PER_DAY } from "../../../core/time/calendar";
import { STEP_MIN, type Patch } from "../../lib/week";

/** `day` is 0 for Monday; `minute` is the first of the cell's quarter of an hour. */
export type Cell = { day: number; minute: number };

export const DAYS = 7;
export const LAST_MINUTE = MINUTES_PER_DAY - STEP_MIN;
const HOUR_MIN = 60;

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

/** The rectangle between two cells, both included. */
export function patchBetween(one: Cell, other: Cell): Patch {
  return {
    firstDay: Math.min(one.day, other.day),
    lastDay: Math.max(one.day, other.day),
    start: Math.min(one.minute, other.minute),
    end: Math.max(one.minute, other.minute) + STEP_MIN,
  };
}

export function isInPatch(patch: Patch | null, { day, minute }: Cell): boolean {
  if (patch === null || day < patch.firstDay || day > patch.lastDay) return false;
  return patch.start <= minute && minute < patch.end;
}

/** The cell under a point, given in fractions of the grid's width and height; the nearest one for a point outside. */
export function cellAt(across: number, down: number): Cell {
  const rows = MINUTES_PER_DAY / STEP_MIN;
  return {
    day: clamp(Math.floor(across * DAYS), 0, DAYS - 1),
    minute: clamp(Math.floor(down * rows), 0, rows - 1) * STEP_MIN,
  };
}

export type GridKey =
  | { kind: "move"; to: Cell; extend: boolean }
  | { kind: "toggle" }
  | { kind: "erase" }
  | { kind: "cancel" };

/** What a key means in the grid; null for keys it does not use. */
export function gridKey(
  pressed: { key: string; shiftKey: boolean; ctrlKey: boolean },
  at: Cell,
): GridKey | null {
  if (pressed.key === "Enter" || pressed.key === " ") return { kind: "toggle" };
  if (pressed.key === "Delete" || pressed.key === "Backspace") return { kind: "erase" };
  if (pressed.key === "Escape") return { kind: "cancel" };
  const to = cellAfter(pressed, at);
  return to && { kind: "move", to, extend: pressed.shiftKey };
}

function cellAfter(pressed: { key: string; ctrlKey: boolean }, { day, minute }: Cell): Cell | null {
  const cell = (days: number, minutes: number): Cell => ({
    day: clamp(day + days, 0, DAYS - 1),
    minute: clamp(minute + minutes, 0, LAST_MINUTE),
  });
  switch (pressed.key) {
    case "ArrowLeft":
      return cell(-1, 0);
    case "ArrowRight":
      return cell(1, 0);
    case "ArrowUp":
      return cell(0, pressed.ctrlKey ? -HOUR_MIN : -STEP_MIN);
    case "ArrowDown":
      return cell(0, pressed.ctrlKey ? HOUR_MIN : STEP_MIN);
    case "PageUp":
      return cell(0, -4 * HOUR_MIN);
    case "PageDown":
      return cell(0, 4 * HOUR_MIN);
    case "Home":
      return pressed.ctrlKey ? { day: 0, minute: 0 } : { day: 0, minute };
    case "End":
      return pressed.ctrlKey ? { day: DAYS - 1, minute: LAST_MINUTE } : { day: DAYS - 1, minute };
    default:
      return null;
  }
}
