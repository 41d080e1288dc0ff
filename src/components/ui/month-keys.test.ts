import { describe, expect, it } from "vitest";
import { formatDate, parseDate } from "../../../core/time/calendar";
import { dayAfterKey } from "./month-keys";

const MONDAY = 0;

function walk(from: string, key: string, shiftKey = false): string | null {
  const day = dayAfterKey({ key, shiftKey }, parseDate(from) ?? NaN, MONDAY);
  return day === null ? null : formatDate(day);
}

describe("the keys of the month", () => {
  it("go by days and weeks with the arrows, over the edge of a month too", () => {
    expect(walk("2026-11-30", "ArrowRight")).toBe("2026-12-01");
    expect(walk("2026-11-01", "ArrowLeft")).toBe("2026-10-31");
    expect(walk("2026-11-30", "ArrowDown")).toBe("2026-12-07");
    expect(walk("2026-11-03", "ArrowUp")).toBe("2026-10-27");
  });

  it("go to the ends of the week with Home and End", () => {
    expect(walk("2026-11-20", "Home")).toBe("2026-11-16");
    expect(walk("2026-11-20", "End")).toBe("2026-11-22");
  });

  it("turn months with Page Up and Page Down, years with Shift, and never skip a short month", () => {
    expect(walk("2026-01-31", "PageDown")).toBe("2026-02-28");
    expect(walk("2026-03-31", "PageUp")).toBe("2026-02-28");
    expect(walk("2028-02-29", "PageDown", true)).toBe("2029-02-28");
    expect(walk("2026-11-20", "PageUp", true)).toBe("2025-11-20");
  });

  it("leave every other key to the page", () => {
    expect(walk("2026-11-20", "Enter")).toBeNull();
    expect(walk("2026-11-20", "Tab")).toBeNull();
  });
});
