import { describe, expect, it } from "vitest";
import { firstOfEachDay, offersAt } from "./engine.ts";
import { prepareSchedule } from "./schedule.ts";
import { askDate, at, everyDay, windowsOf } from "./settings.testing.ts";
import { listSlots, type SlotQuery } from "./slots.ts";
import type { AvailabilityRule, BusyRow } from "./types.ts";
import { timeFormat } from "../time/format.ts";
import { zoneRules } from "../time/zones.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const zone = "Europe/Berlin";
const rules = zoneRules(zone, Date.UTC(2026, 0, 1), Date.UTC(2028, 0, 1));
const { time, shortDate } = timeFormat({ rules, locale: "en-US", clock: "24h" });

const starts = (query: SlotQuery): string[] => listSlots(query).map(({ start }) => time(start));
const dates = (query: SlotQuery): string[] => [
  ...new Set(listSlots(query).map(({ start }) => shortDate(start))),
];

/** A rule for every day of the week, weekly, of priority 1. */
function rule(changes: Partial<AvailabilityRule> & { on?: string[] }): AvailabilityRule {
  const { on = [], ...rest } = changes;
  return {
    kind: "open",
    pattern: "weekly",
    days: ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
    windows: windowsOf(...on),
    priority: 1,
    ...rest,
  };
}

describe("recurring rules", () => {
  const friday = "2026-11-20";

  it("open, override and block, the higher priority winning", () => {
    const ask = (...list: AvailabilityRule[]): string[] => starts(askDate(friday, { rules: list }));
    expect(ask(rule({ on: ["14:00-15:00"] }))).toEqual(["09:00", "10:00", "11:00", "14:00"]);
    expect(ask(rule({ kind: "override", on: ["14:00-15:00"] }))).toEqual(["14:00"]);
    expect(ask(rule({ kind: "override" }))).toEqual([]);
    expect(ask(rule({ kind: "block", on: ["09:30-10:30"] }))).toEqual(["10:30"]);
    expect(ask(rule({ kind: "block" }))).toEqual([]);
    const reopened = rule({ on: ["10:00-11:00"], priority: 2 });
    expect(ask(reopened, rule({ kind: "block" }))).toEqual(["10:00"]);
    expect(ask(reopened, rule({ kind: "block", priority: 3 }))).toEqual([]);
  });

  it("let a block win over an opening of the same priority", () => {
    const both = [rule({ kind: "block", on: ["10:00-11:00"] }), rule({ on: ["10:00-11:00"] })];
    expect(starts(askDate(friday, { rules: both }))).toEqual(["09:00", "11:00"]);
  });

  it("never open what an override of the date, a blocked date or time off has closed", () => {
    const strong = [rule({ on: ["14:00-15:00"], priority: 100 })];
    const closings = [
      { overrides: [{ date: friday, windows: [] }] },
      { blockedDates: [friday] },
      { timeOff: [{ firstDate: "2026-11-19", lastDate: friday }] },
    ];
    for (const closing of closings) {
      expect(starts(askDate(friday, { rules: strong, ...closing }))).toEqual([]);
    }
  });

  it("fall on every second week, counted from the week of their first date", () => {
    const every = rule({
      pattern: "biweekly",
      days: ["monday"],
      on: ["09:00-10:00"],
      firstDate: "2026-11-04",
    });
    const query = askDate("2026-11-01", { weekly: everyDay(), rules: [every] });
    expect(dates({ ...query, to: query.from + 50 * DAY })).toEqual([
      "Mon, Nov 16",
      "Mon, Nov 30",
      "Mon, Dec 14",
    ]);
  });

  it("fall on the n-th and on the last weekday of a month", () => {
    const nth = (n: number) =>
      rule({ pattern: "monthly", days: ["monday"], nth: n, on: ["09:00-10:00"] });
    const query = askDate("2026-11-01", { weekly: everyDay() });
    const until = { to: query.from + 61 * DAY };
    const find = (n: number) => dates({ ...query, ...until, rules: [nth(n)] });
    expect(find(1)).toEqual(["Mon, Nov 2", "Mon, Dec 7"]);
    expect(find(5)).toEqual(["Mon, Nov 30"]);
    expect(find(-1)).toEqual(["Mon, Nov 30", "Mon, Dec 28"]);
  });

  it("hold from their first to their last date, both included", () => {
    const limited = rule({
      on: ["09:00-10:00"],
      firstDate: "2026-11-10",
      lastDate: "2026-11-12",
    });
    const query = askDate("2026-11-01", { weekly: everyDay(), rules: [limited] });
    expect(dates({ ...query, to: query.from + 30 * DAY })).toEqual([
      "Tue, Nov 10",
      "Wed, Nov 11",
      "Thu, Nov 12",
    ]);
  });

  it("that are scoped concern only their event type and their place", () => {
    const scoped = [
      rule({ on: ["14:00-15:00"], eventTypeId: "massage" }),
      rule({ on: ["16:00-17:00"], locationId: "studio" }),
    ];
    const query = askDate(friday, { weekly: everyDay(), rules: scoped });
    expect(starts(query)).toEqual([]);
    expect(starts({ ...query, eventTypeId: "massage" })).toEqual(["14:00"]);
    expect(starts({ ...query, eventTypeId: "yoga", locationId: "studio" })).toEqual(["16:00"]);
  });
});

describe("time off", () => {
  it("closes its dates, both ends included, over any override", () => {
    const query = askDate("2026-12-23", {
      timeOff: [
        { firstDate: "2026-12-24", lastDate: "2026-12-26" },
        { firstDate: "2026-12-27", lastDate: "2026-12-27" },
      ],
      overrides: [{ date: "2026-12-25", windows: windowsOf("10:00-12:00") }],
    });
    expect(dates({ ...query, to: query.from + 6 * DAY })).toEqual(["Wed, Dec 23", "Mon, Dec 28"]);
  });
});

describe("caps", () => {
  const monday = "2026-11-23";
  const nine = at(zone, `${monday} 09:00`);
  const booking = (start: number, more: Partial<BusyRow> = {}): BusyRow => ({
    start,
    end: start + HOUR,
    kind: "booking",
    ...more,
  });

  it("close a day that has had its count, and only that day", () => {
    const query = askDate(monday, {
      caps: [{ per: "day", of: "member", count: 1 }],
      busy: [booking(nine)],
    });
    expect(starts(query)).toEqual([]);
    expect(dates({ ...query, to: query.to + DAY })).toEqual(["Tue, Nov 24"]);
  });

  it("count weeks from Monday in the member's zone", () => {
    const sunday = at(zone, "2026-11-22 23:30");
    const query = askDate(monday, { caps: [{ per: "week", of: "member", count: 1 }] });
    expect(starts({ ...query, busy: [booking(sunday)] })).toHaveLength(3);
    expect(starts({ ...query, busy: [booking(nine + 6 * DAY)] })).toEqual([]);
  });

  it("by minutes leave room for what still fits", () => {
    const caps = [{ per: "day", of: "member", minutes: 120 } as const];
    const query = askDate(monday, { caps, busy: [booking(nine)] });
    expect(starts(query)).toEqual(["10:00", "11:00"]);
    expect(starts({ ...query, durationMin: 61 })).toEqual([]);
  });

  it("count bookings and holds, and neither external events nor blocks", () => {
    const caps = [{ per: "day", of: "member", count: 1 } as const];
    const query = askDate(monday, { caps });
    const kinds = ["booking", "hold", "external", "block"] as const;
    const left = kinds.map((kind) => starts({ ...query, busy: [booking(nine, { kind })] }).length);
    expect(left).toEqual([0, 0, 2, 2]);
  });

  it("of an event type or a customer count only theirs", () => {
    const busy = [booking(nine, { eventTypeId: "yoga", customerId: "kim" })];
    const query = askDate(monday, { busy, eventTypeId: "yoga", customerId: "lee" });
    const left = (of: "member" | "eventType" | "customer") =>
      starts({ ...query, caps: [{ per: "day", of, count: 1 }] }).length;
    expect([left("member"), left("eventType"), left("customer")]).toEqual([0, 0, 2]);
  });

  it("count a booking once that is kept in two pieces, on the day it starts", () => {
    const pieces = [
      { ...booking(nine), source: "B1" },
      { ...booking(nine + HOUR), source: "B1" },
    ];
    const query = askDate(monday, { busy: pieces });
    const cap = { per: "day", of: "member" } as const;
    expect(starts({ ...query, caps: [{ ...cap, count: 2 }] })).toEqual(["11:00"]);
    expect(starts({ ...query, caps: [{ ...cap, minutes: 180 }] })).toEqual(["11:00"]);
    expect(starts({ ...query, caps: [{ ...cap, minutes: 179 }] })).toEqual([]);
  });

  it("of a customer leave alone whoever has not said who they are", () => {
    const caps = [{ per: "day", of: "customer", count: 1 } as const];
    expect(starts(askDate(monday, { busy: [booking(nine)], caps }))).toHaveLength(2);
  });
});

describe("terms of an event type", () => {
  it("may start the grid some minutes after the opening", () => {
    expect(starts(askDate("2026-11-20", { offsetMin: 15 }))).toEqual(["09:15", "10:15"]);
  });

  it("offer only the lengths that the event type comes in", () => {
    const query = askDate("2026-11-20", { durationsMin: [30, 60] });
    expect(starts(query)).toHaveLength(3);
    expect(starts({ ...query, durationMin: 45 })).toEqual([]);
  });

  it("may be limited to fixed dates of the member's calendar, both included", () => {
    const query = askDate("2026-11-20", { firstDate: "2026-11-21", lastDate: "2026-11-22" });
    expect(dates({ ...query, to: query.from + 5 * DAY })).toEqual(["Sat, Nov 21", "Sun, Nov 22"]);
  });

  it("may offer only the first free slot of each day, wherever the range begins", () => {
    const nine = at(zone, "2026-11-20 09:00");
    const query = askDate("2026-11-20", { firstOfDay: true });
    const twoDays = { ...query, to: query.from + 2 * DAY };
    expect(starts(twoDays)).toEqual(["09:00", "09:00"]);
    expect(starts({ ...twoDays, busy: [{ start: nine, end: nine + HOUR }] })).toEqual([
      "10:00",
      "09:00",
    ]);
    expect(starts({ ...query, from: nine + HOUR })).toEqual([]);
    expect(starts({ ...query, now: nine + 1 })).toEqual(["10:00"]);
  });
});

describe("prepared input", () => {
  const query = askDate("2026-11-20");

  it("survives being stored as JSON", () => {
    const settings = { ...query, rules: [rule({ kind: "block", on: ["10:00-11:00"] })] };
    const schedule = prepareSchedule(settings, rules);
    const stored = JSON.parse(JSON.stringify(schedule)) as typeof schedule;
    expect(stored).toEqual(schedule);
    expect(offersAt(stored, query, query).map(time)).toEqual(["09:00", "11:00"]);
  });

  it("offers nothing beyond its zone rules, where the clock is unknown", () => {
    const ending = { ...rules, to: at(zone, "2026-11-20 11:30") };
    const schedule = prepareSchedule(query, ending);
    expect(offersAt(schedule, query, query).map(time)).toEqual(["09:00", "10:00"]);
    const beginning = prepareSchedule(query, { ...rules, from: at(zone, "2026-11-20 09:30") });
    expect(offersAt(beginning, query, query).map(time)).toEqual(["10:00", "11:00"]);
  });

  it("keeps the first start of each local date only", () => {
    const days = [0, 0, 1].map((day, index) => query.from + day * DAY + index * HOUR);
    expect(firstOfEachDay(days, rules)).toEqual([days[0], days[2]]);
  });
});
