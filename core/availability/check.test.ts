import { describe, expect, it } from "vitest";
import { checkSlot, nearestSlots } from "./check.ts";
import { busyReach, slotsOf } from "./engine.ts";
import { explain, publicReasons } from "./explain.ts";
import { prepareSchedule } from "./schedule.ts";
import { askDate, at, everyDay, windowsOf } from "./settings.testing.ts";
import type { SlotQuery } from "./slots.ts";
import type { AvailabilityRule, BusyRow } from "./types.ts";
import { zoneRules } from "../time/zones.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const zone = "Europe/Berlin";
const rules = zoneRules(zone, Date.UTC(2026, 0, 1), Date.UTC(2028, 0, 1));
const friday = (time: string): number => at(zone, `2026-11-20 ${time}`);

function check(time: string, changes: Partial<SlotQuery> = {}) {
  const query = askDate("2026-11-20", changes);
  const schedule = prepareSchedule(query, rules);
  return checkSlot(schedule, query, { ...query, start: friday(time) });
}

function why(time: string, changes: Partial<SlotQuery> = {}) {
  const query = askDate("2026-11-20", changes);
  const schedule = prepareSchedule(query, rules);
  return explain(schedule, query, { ...query, start: friday(time) });
}

const booking: BusyRow = { start: friday("10:00"), end: friday("11:00"), bufferAfterMin: 30 };
const never = (reason: string) => ({ ok: false, reason, taken: false });
const taken = (reason: string) => ({ ok: false, reason, taken: true });

describe("a request for a slot", () => {
  it("is granted when the slot is on the list", () => {
    expect(check("09:00", { busy: [booking] })).toEqual({ ok: true });
  });

  it("is refused as taken when a booking or its buffer is there", () => {
    expect(check("10:00", { busy: [booking] })).toEqual(taken("busy"));
    expect(check("11:00", { busy: [booking] })).toEqual(taken("buffer"));
    const caps = [{ per: "day", of: "member", count: 1 } as const];
    expect(check("09:00", { busy: [booking], caps })).toEqual(taken("cap"));
  });

  it("is refused as never offered where nothing was on offer", () => {
    expect(check("13:00")).toEqual(never("outside_hours"));
    expect(check("11:30")).toEqual(never("too_short"));
    expect(check("09:30")).toEqual(never("off_grid"));
    expect(check("09:00", { blockedDates: ["2026-11-20"] })).toEqual(never("closed_date"));
    const overrides = [{ date: "2026-11-20", windows: windowsOf("15:00-16:00") }];
    expect(check("09:00", { overrides })).toEqual(never("override"));
    expect(check("09:00", { now: friday("09:01") })).toEqual(never("past"));
    expect(check("09:00", { now: friday("08:30"), noticeMin: 60 })).toEqual(never("notice"));
    expect(check("09:00", { now: friday("08:00"), horizonMin: 60 })).toEqual(never("horizon"));
    expect(check("09:00", { lastDate: "2026-11-19" })).toEqual(never("horizon"));
    expect(check("09:00", { durationsMin: [30] })).toEqual(never("duration"));
    expect(check("10:00", { firstOfDay: true })).toEqual(never("not_first"));
  });

  it("is refused at once for a length that is endless or no number", () => {
    // Following such a length to its end walked the calendar until the memory was full.
    for (const durationMin of [1e300, Infinity, NaN, -1e300, 1e9]) {
      expect(check("09:00", { durationMin, durationsMin: [60] })).toEqual(never("duration"));
    }
  });

  it("is called never offered, not taken, when both are true", () => {
    expect(check("10:30", { busy: [booking] })).toEqual(never("off_grid"));
  });

  it("beyond the stored zone rules is refused, for want of a clock", () => {
    const query = askDate("2026-11-20");
    const schedule = prepareSchedule(query, { ...rules, to: friday("09:30") });
    const request = { ...query, start: friday("09:00") };
    expect(checkSlot(schedule, query, request)).toEqual(never("horizon"));
  });
});

describe("the answer to 'why is this time not available?'", () => {
  it("gives all reasons, with the facts", () => {
    expect(why("10:30", { busy: [booking], now: friday("09:00"), noticeMin: 120 })).toEqual([
      { code: "notice", earliest: friday("11:00") },
      { code: "off_grid" },
      { code: "busy", row: booking },
    ]);
    expect(why("11:30")).toEqual([{ code: "too_short", openUntil: friday("12:00") }]);
    expect(why("11:00", { firstOfDay: true })).toEqual([
      { code: "not_first", first: friday("09:00") },
    ]);
  });

  it("hands the rows back as they came, so that the asker can name them", () => {
    const row = { ...booking, bookingId: "b1" };
    const query = askDate("2026-11-20");
    const schedule = prepareSchedule(query, rules);
    const reasons = explain(schedule, query, { ...query, busy: [row], start: friday("10:00") });
    expect(reasons).toEqual([{ code: "busy", row }]);
  });

  it("says that a recurring rule closed what the weekly hours would open", () => {
    const block: AvailabilityRule = {
      kind: "block",
      pattern: "weekly",
      days: ["friday"],
      windows: [],
      priority: 1,
    };
    expect(why("09:00", { rules: [block] })).toEqual([{ code: "rule" }]);
    expect(why("13:00", { rules: [block] })).toEqual([{ code: "outside_hours" }]);
  });

  it("says closed for time off, also over special hours", () => {
    const timeOff = [{ firstDate: "2026-11-20", lastDate: "2026-11-20" }];
    const overrides = [{ date: "2026-11-20", windows: windowsOf("09:00-12:00") }];
    expect(why("09:00", { timeOff, overrides })).toEqual([{ code: "closed_date" }]);
  });

  it("tells a customer nothing about who is busy or how much is booked", () => {
    const caps = [{ per: "day", of: "member", count: 1 } as const];
    const all = [
      ...why("10:00", { busy: [booking], caps }),
      ...why("11:00", { busy: [booking] }),
      ...why("13:00"),
      ...why("09:30"),
    ];
    expect(publicReasons(all)).toEqual(["taken", "closed", "off_grid"]);
  });
});

describe("the busy rows to be read", () => {
  const limits: [string, Partial<SlotQuery>][] = [
    ["without caps", {}],
    ["with a cap per day", { caps: [{ per: "day", of: "member", count: 20 }] }],
    ["with a cap per week", { caps: [{ per: "week", of: "member", count: 20 }] }],
    ["with the first slot of a day only", { firstOfDay: true }],
  ];

  it.each(limits)("are enough %s: rows that start outside them change nothing", (_, limit) => {
    const longest = { bufferBeforeMin: 720, bufferAfterMin: 720 };
    const query = askDate("2026-11-20", {
      weekly: everyDay("00:00-24:00"),
      ...longest,
      ...limit,
      from: friday("11:00"),
      to: friday("13:00"),
    });
    const schedule = prepareSchedule(query, rules);
    const reach = busyReach(schedule, query, query);
    const free = slotsOf(schedule, query, { ...query, busy: [] });
    for (let quarterDay = -80; quarterDay < 80; quarterDay += 1) {
      const start = query.from + quarterDay * 6 * HOUR;
      if (reach.from <= start && start < reach.to) continue;
      const row: BusyRow = { start, end: start + DAY, ...longest };
      const busy = Array<BusyRow>(20).fill(row);
      expect(slotsOf(schedule, query, { ...query, busy })).toEqual(free);
    }
    expect(free.length).toBeGreaterThan(0);
  });
});

describe("the nearest free times", () => {
  it("are the closest on either side, in order", () => {
    expect(nearestSlots([10, 20, 30, 40, 90], 28, 3)).toEqual([20, 30, 40]);
    expect(nearestSlots([10, 20], 28, 3)).toEqual([10, 20]);
    expect(nearestSlots([], 28, 3)).toEqual([]);
  });
});
