import { describe, expect, it } from "vitest";
import { PROBLEM_SENTENCES } from "./problems.ts";
import { askDate, everyDay, windowsOf } from "./settings.testing.ts";
import type { AvailabilityRule, ScheduleSettings, Terms } from "./types.ts";
import { validateRange, validateSettings, validateTerms } from "./validate.ts";

const DAY_MS = 86_400_000;

/** The problems found in hours of nine to five with some changes, as "CODE path". */
function problems(changes: Partial<ScheduleSettings>): string[] {
  const found = validateSettings({ weekly: everyDay("09:00-17:00"), ...changes });
  return found.map(({ code, path }) => `${code} ${path}`);
}

const onMonday = (...windows: string[]): Partial<ScheduleSettings> => ({
  weekly: { ...everyDay(), monday: windowsOf(...windows) },
});

describe("weekly hours", () => {
  it("may have several windows that touch, in any order, up to 24:00", () => {
    expect(problems(onMonday("12:00-24:00", "00:00-09:00", "09:00-12:00"))).toEqual([]);
  });

  it.each([
    ["WINDOWS_OVERLAP", "weekly.monday[1]", "09:00-12:00", "11:00-13:00"],
    ["WINDOWS_OVERLAP", "weekly.monday[0]", "11:00-12:00", "09:00-17:00"],
    ["WINDOW_ENDS_BEFORE_START", "weekly.monday[0]", "17:00-09:00"],
    ["WINDOW_ENDS_BEFORE_START", "weekly.monday[0]", "09:00-09:00"],
    ["BAD_TIME", "weekly.monday[0].start", "9:00-12:00"],
    ["BAD_TIME", "weekly.monday[0].start", "24:00-24:00"],
    ["BAD_TIME", "weekly.monday[0].end", "09:00-24:01"],
    ["BAD_TIME", "weekly.monday[0].end", "09:00-noon"],
  ])("refuse with %s at %s", (code, path, ...windows) => {
    expect(problems(onMonday(...windows))).toEqual([`${code} ${path}`]);
  });

  it("have at most 20 windows a day", () => {
    const windows = Array.from({ length: 21 }, (_, index) => {
      const hour = String(index).padStart(2, "0");
      return `${hour}:00-${hour}:30`;
    });
    expect(problems(onMonday(...windows.slice(1)))).toEqual([]);
    expect(problems(onMonday(...windows))).toEqual(["TOO_MANY_WINDOWS weekly.monday"]);
  });
});

describe("dates", () => {
  it("must exist, and be there once", () => {
    const windows = windowsOf("09:00-08:00");
    const overrides = [
      { date: "2026-02-29", windows: [] },
      { date: "2026-03-01", windows },
      { date: "2026-03-01", windows: [] },
    ];
    expect(problems({ overrides, blockedDates: ["2026-12-24", "tomorrow"] })).toEqual([
      "BAD_DATE overrides[0].date",
      "DUPLICATE_DATE overrides[2].date",
      "WINDOW_ENDS_BEFORE_START overrides[1].windows[0]",
      "BAD_DATE blockedDates[1]",
    ]);
  });

  it("are at most 1,000, and a list of 10,000 is one problem", () => {
    const overrides = Array.from({ length: 10_000 }, () => ({ date: "2026-01-01", windows: [] }));
    expect(problems({ overrides })).toEqual(["TOO_MANY_DATES overrides"]);
  });

  it("of time off are in order, and may be a single one", () => {
    const timeOff = [
      { firstDate: "2026-12-24", lastDate: "2026-12-24" },
      { firstDate: "2026-12-24", lastDate: "2026-12-23" },
      { firstDate: "2026-12-24", lastDate: "2026-12-32" },
    ];
    expect(problems({ timeOff })).toEqual([
      "DATES_REVERSED timeOff[1]",
      "BAD_DATE timeOff[2].lastDate",
    ]);
    const many = Array<(typeof timeOff)[number]>(201).fill({
      firstDate: "2026-12-24",
      lastDate: "2026-12-24",
    });
    expect(problems({ timeOff: many })).toEqual(["TOO_MUCH_TIME_OFF timeOff"]);
  });
});

describe("recurring rules", () => {
  const fine: AvailabilityRule = {
    kind: "open",
    pattern: "weekly",
    days: ["monday"],
    windows: windowsOf("09:00-12:00"),
    priority: 1,
  };

  it.each<[string, string, Partial<AvailabilityRule>]>([
    ["RULE_WITHOUT_DAYS", "rules[0].days", { days: [] }],
    ["DUPLICATE_DAY", "rules[0].days", { days: ["monday", "monday"] }],
    ["RULE_WITHOUT_WINDOWS", "rules[0].windows", { windows: [] }],
    ["RULE_WITHOUT_FIRST_DATE", "rules[0].firstDate", { pattern: "biweekly" }],
    ["BAD_NTH", "rules[0].nth", { pattern: "monthly" }],
    ["BAD_NTH", "rules[0].nth", { pattern: "monthly", nth: 6 }],
    ["BAD_PRIORITY", "rules[0].priority", { priority: -1 }],
    ["BAD_PRIORITY", "rules[0].priority", { priority: 0.5 }],
    ["BAD_DATE", "rules[0].lastDate", { lastDate: "2026-06-31" }],
    [
      "WINDOWS_OVERLAP",
      "rules[0].windows[1]",
      { windows: windowsOf("09:00-12:00", "11:00-13:00") },
    ],
  ])("refuse with %s at %s", (code, path, change) => {
    expect(problems({ rules: [{ ...fine, ...change }] })).toEqual([`${code} ${path}`]);
  });

  it("may block or close without naming windows", () => {
    const rules: AvailabilityRule[] = [
      { ...fine, kind: "block", windows: [] },
      { ...fine, kind: "override", windows: [], pattern: "monthly", nth: -1 },
    ];
    expect(problems({ rules })).toEqual([]);
  });

  it("are at most 50", () => {
    const rules = Array<AvailabilityRule>(51).fill(fine);
    expect(problems({ rules })).toEqual(["TOO_MANY_RULES rules"]);
  });
});

describe("terms", () => {
  const fine: Terms = askDate("2026-11-20");

  it.each<[string, Partial<Terms>]>([
    ["BAD_DURATION", { durationMin: 0 }],
    ["BAD_DURATION", { durationMin: 10_080 }],
    ["BAD_DURATION", { durationMin: 0.5 }],
    ["BAD_DURATION", { durationMin: NaN }],
    ["BAD_DURATION", { durationsMin: [60, 0] }],
    ["BAD_DURATIONS", { durationsMin: [30] }],
    ["BAD_DURATIONS", { durationsMin: [60, 60] }],
    ["BAD_INTERVAL", { intervalMin: 0 }],
    ["BAD_OFFSET", { offsetMin: -1 }],
    ["BAD_BUFFER", { bufferBeforeMin: -1 }],
    ["BAD_BUFFER", { bufferAfterMin: 721 }],
    ["BAD_NOTICE", { noticeMin: Infinity }],
    ["BAD_HORIZON", { horizonMin: -1 }],
    ["BAD_DATE", { firstDate: "2026-11-31" }],
    ["DATES_REVERSED", { firstDate: "2026-11-20", lastDate: "2026-11-19" }],
    [
      "TOO_MANY_CAPS",
      { caps: Array.from({ length: 11 }, () => ({ per: "day", of: "member", count: 1 }) as const) },
    ],
    ["BAD_CAP", { caps: [{ per: "day", of: "member", count: 0 }] }],
    ["BAD_CAP", { caps: [{ per: "day", of: "member" }] }],
  ])("refuse with %s: %j", (code, change) => {
    expect(validateTerms({ ...fine, ...change }).map((problem) => problem.code)).toEqual([code]);
  });

  it("that make sense are fine", () => {
    expect(validateTerms(fine)).toEqual([]);
    const caps = [{ per: "week", of: "customer", count: 1, minutes: 600 } as const];
    expect(validateTerms({ ...fine, durationsMin: [30, 60], offsetMin: 5, caps })).toEqual([]);
  });
});

describe("a range", () => {
  const codes = (from: number, to: number) => validateRange({ from, to }).map(({ code }) => code);

  it("is at most 93 days", () => {
    expect(codes(0, 93 * DAY_MS)).toEqual([]);
    expect(codes(0, 93 * DAY_MS + 1)).toEqual(["RANGE_TOO_LONG"]);
    expect(codes(0, 3_650 * DAY_MS)).toEqual(["RANGE_TOO_LONG"]);
  });

  it("begins before it ends, in whole milliseconds", () => {
    for (const [from, to] of [
      [5, 5],
      [6, 5],
      [NaN, 5],
      [0, Infinity],
      [0.5, 5],
    ] as const) {
      expect(codes(from, to)).toEqual(["BAD_RANGE"]);
    }
  });
});

describe("every problem", () => {
  it("has a sentence that says what to do", () => {
    for (const sentence of Object.values(PROBLEM_SENTENCES))
      expect(sentence).toMatch(/^[A-Z].+\.$/);
  });
});
