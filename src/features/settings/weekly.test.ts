import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { validateSettings } from "../../../core/availability/validate";
import { closedWeek, mondayToFriday, nextWindow, nineToFive } from "./weekly";

const noProblems = (monday: { start: string; end: string }[]) =>
  validateSettings({ weekly: { ...closedWeek(), monday } }).length === 0;

describe("the weekly hours", () => {
  it("copies Monday to Tuesday through Friday and leaves the weekend alone", () => {
    const week = {
      ...nineToFive(),
      monday: [{ start: "10:00", end: "12:00" }],
      sunday: [{ start: "18:00", end: "20:00" }],
    };
    const copied = mondayToFriday(week);
    for (const day of ["tuesday", "wednesday", "thursday", "friday"] as const) {
      expect(copied[day]).toEqual(week.monday);
    }
    expect(copied.saturday).toEqual([]);
    expect(copied.sunday).toEqual(week.sunday);
  });

  it("adds window after window without ever making hours that cannot be saved", () => {
    fc.assert(
      fc.property(fc.nat(30), (presses) => {
        const windows: { start: string; end: string }[] = [];
        for (let press = 0; press < presses; press += 1) {
          const next = nextWindow(windows);
          if (next === null) break;
          windows.push(next);
          expect(noProblems(windows)).toBe(true);
        }
      }),
    );
  });

  it("offers no further window once the day is full", () => {
    expect(nextWindow([{ start: "00:00", end: "24:00" }])).toBeNull();
    expect(nextWindow([{ start: "09:00", end: "23:00" }])).toEqual({
      start: "23:00",
      end: "24:00",
    });
  });
});
