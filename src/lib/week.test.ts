import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { validateSettings } from "../../core/availability/validate";
import { formatClock, MINUTES_PER_DAY, WEEKDAYS } from "../../core/time/calendar";
import { weekly } from "./week.testing";
import {
  closedWeek,
  copyDay,
  nextWindow,
  openMinutes,
  openness,
  paint,
  PRESETS,
  STEP_MIN,
  TUESDAY_TO_FRIDAY,
  type Patch,
} from "./week";

const patches: fc.Arbitrary<Patch> = fc
  .tuple(fc.nat(6), fc.nat(6), fc.nat(95), fc.nat(95))
  .map(([day, otherDay, step, otherStep]) => ({
    firstDay: Math.min(day, otherDay),
    lastDay: Math.max(day, otherDay),
    start: Math.min(step, otherStep) * STEP_MIN,
    end: (Math.max(step, otherStep) + 1) * STEP_MIN,
  }));

const QUARTERS = Array.from({ length: MINUTES_PER_DAY / STEP_MIN }, (_, row) => ({
  start: row * STEP_MIN,
  end: (row + 1) * STEP_MIN,
}));

describe("painting the week", () => {
  it("opens or closes exactly the minutes of the patch and leaves all others as they were", () => {
    fc.assert(
      fc.property(weekly, patches, fc.constantFrom("open", "closed"), (week, patch, brush) => {
        const painted = paint(week, patch, brush);
        WEEKDAYS.forEach((weekday, day) => {
          const isPatchDay = patch.firstDay <= day && day <= patch.lastDay;
          for (const quarter of QUARTERS) {
            const isPatch = isPatchDay && patch.start <= quarter.start && quarter.end <= patch.end;
            const before = openness(week[weekday], quarter);
            expect(openness(painted[weekday], quarter)).toBe(isPatch ? brush : before);
          }
        });
      }),
    );
  });

  it("never makes hours that could not be saved", () => {
    fc.assert(
      fc.property(weekly, fc.array(fc.tuple(patches, fc.boolean())), (week, strokes) => {
        const painted = strokes.reduce(
          (state, [patch, isOpen]) => paint(state, patch, isOpen ? "open" : "closed"),
          week,
        );
        // Fewer than 20 windows fit into strokes of a test; every other fault would be the brush's.
        const faults = validateSettings({ weekly: painted }).map(({ code }) => code);
        expect(faults.filter((code) => code !== "TOO_MANY_WINDOWS")).toEqual([]);
      }),
    );
  });

  it("joins windows that come to touch, and splits one that is erased in its middle", () => {
    const morning = paint(closedWeek(), at(1, 540, 720), "open");
    const joined = paint(morning, at(1, 720, 900), "open");
    expect(joined.tuesday).toEqual([{ start: "09:00", end: "15:00" }]);
    const split = paint(joined, at(1, 720, 780), "closed");
    expect(split.tuesday).toEqual([
      { start: "09:00", end: "12:00" },
      { start: "13:00", end: "15:00" },
    ]);
  });

  it("reaches to the end of the day as 24:00", () => {
    const week = paint(closedWeek(), at(6, 0, MINUTES_PER_DAY), "open");
    expect(week.sunday).toEqual([{ start: "00:00", end: "24:00" }]);
    expect(openMinutes(week)).toBe(MINUTES_PER_DAY);
  });

  it("keeps odd minutes of windows it does not touch, and calls their cells partly open", () => {
    const odd = { ...closedWeek(), monday: [{ start: "09:10", end: "12:00" }] };
    const painted = paint(odd, at(0, 840, 900), "open");
    expect(painted.monday[0]).toEqual({ start: "09:10", end: "12:00" });
    expect(openness(painted.monday, { start: 540, end: 555 })).toBe("partly");
  });
});

function at(day: number, start: number, end: number): Patch {
  return { firstDay: day, lastDay: day, start, end };
}

describe("copying and presets", () => {
  it("gives the chosen days the windows of one day and changes no other", () => {
    fc.assert(
      fc.property(
        weekly,
        fc.constantFrom(...WEEKDAYS),
        fc.subarray([...WEEKDAYS]),
        (week, from, to) => {
          const copied = copyDay(week, from, to);
          for (const day of WEEKDAYS) {
            expect(copied[day]).toEqual(to.includes(day) ? week[from] : week[day]);
          }
        },
      ),
    );
  });

  it("copies Monday to Tuesday through Friday and leaves the weekend alone", () => {
    const week = { ...PRESETS.weekends, monday: [{ start: "10:00", end: "12:00" }] };
    const copied = copyDay(week, "monday", TUESDAY_TO_FRIDAY);
    expect(copied.friday).toEqual(week.monday);
    expect(copied.saturday).toEqual(week.saturday);
  });

  it("has only presets that can be saved", () => {
    for (const preset of Object.values(PRESETS)) {
      expect(validateSettings({ weekly: preset })).toEqual([]);
    }
  });
});

describe("adding a window", () => {
  it("never overlaps another, press after press, until the day is full", () => {
    fc.assert(
      fc.property(weekly, ({ monday }) => {
        let windows = monday;
        for (let next = nextWindow(windows); next && windows.length < 20;) {
          windows = [...windows, next];
          expect(validateSettings({ weekly: { ...closedWeek(), monday: windows } })).toEqual([]);
          next = nextWindow(windows);
        }
      }),
    );
  });

  it("offers nine to five on an empty day, an hour after the last window, and nothing on a full day", () => {
    expect(nextWindow([])).toEqual({ start: "09:00", end: "17:00" });
    expect(nextWindow([{ start: "09:00", end: "12:00" }])).toEqual({
      start: "13:00",
      end: "14:00",
    });
    expect(nextWindow([{ start: "09:00", end: "23:30" }])).toEqual({
      start: "00:00",
      end: "01:00",
    });
    expect(nextWindow([{ start: "00:00", end: formatClock(MINUTES_PER_DAY) }])).toBeNull();
  });
});
