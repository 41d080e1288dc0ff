import { describe, expect, it } from "vitest";
import { timeFormat } from "../time/format.ts";
import { zoneRules } from "../time/zones.ts";
import { askDate, at, everyDay, readings, windowsOf } from "./settings.testing.ts";
import { listSlots, type SlotQuery } from "./slots.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The starts on offer as wall-clock readings; a repeated one carries its offset. */
function starts(query: SlotQuery): string[] {
  const rules = zoneRules(query.zone, query.from - 3 * 24 * HOUR, query.to + 3 * 24 * HOUR);
  const { time } = timeFormat({ rules, locale: "en-GB", clock: "24h" });
  return listSlots(query).map(({ start }) => time(start));
}

describe("windows", () => {
  it("offer what fits, up to the very end of the window", () => {
    expect(starts(askDate("2026-11-20"))).toEqual(["09:00", "10:00", "11:00"]);
    expect(starts(askDate("2026-11-20", { windows: ["09:00-11:59"] }))).toEqual(["09:00", "10:00"]);
  });

  it("are each stepped from their own start, and equal starts are given once", () => {
    const windows = ["09:00-11:00", "09:30-12:00", "09:00-10:00"];
    expect(starts(askDate("2026-11-20", { windows }))).toEqual([
      "09:00",
      "09:30",
      "10:00",
      "10:30",
    ]);
  });

  it("that touch are joined: a slot may run from one into the next", () => {
    const windows = ["10:30-12:00", "09:00-10:30"];
    expect(starts(askDate("2026-11-20", { windows }))).toEqual(["09:00", "10:00", "10:30"]);
  });

  it("that touch at midnight are joined too", () => {
    const night = ["22:30-24:00", "00:00-01:30"];
    const found = starts(askDate("2026-11-20", { windows: night, intervalMin: 30 }));
    expect(found).toEqual(["00:00", "00:30", "22:30", "23:00", "23:30"]);
  });

  it("that are empty or end before they start open nothing", () => {
    expect(starts(askDate("2026-11-20", { windows: ["09:00-09:00", "12:00-10:00"] }))).toEqual([]);
  });

  it("keep their grid when the question begins in their middle", () => {
    const from = at("Europe/Berlin", "2026-11-20 09:20");
    const query = askDate("2026-11-20", { from, intervalMin: 25, durationMin: 25 });
    expect(starts(query)).toEqual(["09:25", "09:50", "10:15", "10:40", "11:05", "11:30"]);
  });
});

describe("overrides", () => {
  const friday = "2026-11-20";

  it("replace all windows of their date and of no other", () => {
    const query = askDate(friday, {
      overrides: [{ date: friday, windows: windowsOf("15:00-16:00") }],
    });
    expect(starts(query)).toEqual(["15:00"]);
    expect(starts({ ...query, to: query.to + 24 * HOUR })).toEqual([
      "15:00",
      "09:00",
      "10:00",
      "11:00",
    ]);
  });

  it("without windows close the date, and so does a blocked date, whatever else is said", () => {
    expect(starts(askDate(friday, { overrides: [{ date: friday, windows: [] }] }))).toEqual([]);
    const opened = [{ date: friday, windows: windowsOf("15:00-16:00") }];
    expect(starts(askDate(friday, { blockedDates: [friday], overrides: opened }))).toEqual([]);
  });

  it("belong to the member's own date, not to the date in UTC", () => {
    const zone = "Pacific/Auckland";
    const query = askDate(friday, { zone, overrides: [{ date: friday, windows: [] }] });
    expect(starts(query)).toEqual([]);
    const dayBefore = { ...query, from: query.from - 24 * HOUR, to: query.from };
    expect(starts(dayBefore)).toHaveLength(3);
  });
});

describe("changes of the clock", () => {
  it("leave the wall clock of the windows as it is, on both change days", () => {
    expect(starts(askDate("2027-03-28"))).toEqual(["09:00", "10:00", "11:00"]);
    expect(starts(askDate("2026-10-25"))).toEqual(["09:00", "10:00", "11:00"]);
  });

  it("skip what does not exist, without a hole in elapsed time", () => {
    const query = askDate("2027-03-28", { windows: ["01:00-04:00"] });
    expect(starts(query)).toEqual(["01:00", "03:00"]);
    expect(starts({ ...query, weekly: everyDay("02:00-03:00") })).toEqual([]);
    expect(starts({ ...query, weekly: everyDay("02:30-04:00"), intervalMin: 20 })).toEqual([
      "03:00",
    ]);
  });

  it("open a repeated hour twice and step through it in elapsed minutes", () => {
    const query = askDate("2026-10-25", { windows: ["01:30-04:00"] });
    expect(starts(query)).toEqual(["01:30", "02:30 GMT+2", "02:30 GMT+1"]);
  });

  it("start the grid anew in each stretch of a window that is open twice", () => {
    const query = askDate("2026-10-25", {
      windows: ["02:10-02:55"],
      durationMin: 20,
      intervalMin: 20,
    });
    const twice = ["02:10 GMT+2", "02:30 GMT+2", "02:10 GMT+1", "02:30 GMT+1"];
    expect(starts(query)).toEqual(twice);
  });

  it.each([
    { zone: "Europe/Berlin", repeated: "2026-10-25 02:00", window: "01:15-05:00" },
    // Here the first hour of the date is the one that is repeated.
    { zone: "Atlantic/Azores", repeated: "2026-10-25 00:00", window: "00:00-05:00" },
    { zone: "America/Havana", repeated: "2025-11-02 00:00", window: "00:00-05:00" },
  ])("keep one grid when the question begins in the repeated hour of $zone", (place) => {
    const { zone, repeated, window } = place;
    const [, second = NaN] = readings(zone, repeated);
    const query = askDate(repeated.slice(0, 10), { zone, windows: [window], intervalMin: 50 });
    const fromChange = listSlots({ ...query, from: second });
    expect(fromChange).toEqual(listSlots(query).filter(({ start }) => start >= second));
    expect(fromChange.length).toBeGreaterThan(0);
  });

  it("find no windows on the date that Samoa skipped", () => {
    const start = Date.UTC(2011, 11, 28, 12);
    const query = askDate("2026-11-20", { zone: "Pacific/Apia", now: start });
    const found = listSlots({ ...query, from: start, to: start + 72 * HOUR });
    const rules = zoneRules("Pacific/Apia", start, start + 96 * HOUR);
    const { shortDate } = timeFormat({ rules, locale: "en-GB" });
    const dates = new Set(found.map((slot) => shortDate(slot.start)));
    expect([...dates].map((date) => /\d+/.exec(date)?.[0])).toEqual(["28", "29", "31"]);
  });

  it("are those of the shipped data where the runtime is behind", () => {
    const query = askDate("2027-01-15", { zone: "America/Vancouver", windows: ["09:00-10:00"] });
    expect(listSlots(query)).toEqual([
      { start: Date.UTC(2027, 0, 15, 16), end: Date.UTC(2027, 0, 15, 17) },
    ]);
  });
});

describe("busy time", () => {
  const zone = "Europe/Berlin";
  const ten = at(zone, "2026-11-20 10:00");
  const busyAtTen = { start: ten, end: ten + HOUR };
  const fine = { windows: ["08:00-13:00"], durationMin: 30, intervalMin: 15 };

  it("is half-open: a slot may end when it begins and begin when it ends", () => {
    expect(starts(askDate("2026-11-20", { busy: [busyAtTen] }))).toEqual(["09:00", "11:00"]);
  });

  it("leaves a gap that a slot fills exactly", () => {
    const around = [
      { start: ten - HOUR, end: ten },
      { start: ten + HOUR, end: ten + 2 * HOUR },
    ];
    expect(starts(askDate("2026-11-20", { busy: around }))).toEqual(["10:00"]);
    const spaced = { busy: around, bufferBeforeMin: 15, bufferAfterMin: 15, durationMin: 30 };
    expect(starts(askDate("2026-11-20", { ...spaced, intervalMin: 15 }))).toEqual(["10:15"]);
  });

  it("keeps the larger of the two buffers that meet, not their sum", () => {
    const busy = [{ ...busyAtTen, bufferBeforeMin: 30, bufferAfterMin: 15 }];
    const query = askDate("2026-11-20", { ...fine, bufferBeforeMin: 45, bufferAfterMin: 15, busy });
    const found = starts(query);
    expect(found.filter((time) => time < "10:00").at(-1)).toBe("09:00");
    expect(found.find((time) => time > "10:00")).toBe("11:45");
  });

  it("without buffers of its own is kept clear by the new booking's buffers", () => {
    const query = askDate("2026-11-20", {
      ...fine,
      bufferBeforeMin: 15,
      bufferAfterMin: 30,
      busy: [busyAtTen],
    });
    expect(starts(query)).toEqual(
      ["08:00", "08:15", "08:30", "08:45", "09:00"].concat([
        "11:15",
        "11:30",
        "11:45",
        "12:00",
        "12:15",
        "12:30",
      ]),
    );
  });

  it("outside the range counts as far as its buffers reach", () => {
    const busy = [{ start: ten, end: ten + HOUR, bufferAfterMin: 60 }];
    const query = askDate("2026-11-20", { from: ten + HOUR, busy });
    expect(starts(query)).toEqual([]);
  });

  it("of no length blocks nothing", () => {
    const busy = [{ start: ten + 30 * MINUTE, end: ten + 30 * MINUTE, bufferAfterMin: 60 }];
    expect(starts(askDate("2026-11-20", { busy }))).toEqual(["09:00", "10:00", "11:00"]);
  });

  it("may come in any order, overlap, and swallow other busy time", () => {
    const busy = [
      { start: ten + 2 * HOUR, end: ten + 3 * HOUR },
      { start: ten, end: ten + 3 * HOUR },
      { start: ten + 10 * MINUTE, end: ten + 20 * MINUTE },
    ];
    expect(starts(askDate("2026-11-20", { windows: ["09:00-14:00"], busy }))).toEqual([
      "09:00",
      "13:00",
    ]);
  });

  it("does not let buffers be cut off by the edges of windows", () => {
    const query = askDate("2026-11-20", { bufferBeforeMin: 60, bufferAfterMin: 60 });
    expect(starts(query)).toEqual(["09:00", "10:00", "11:00"]);
  });
});

describe("the clock of the asker", () => {
  const now = at("Europe/Berlin", "2026-11-20 08:00");

  it("allows a start exactly at the end of the notice", () => {
    expect(starts(askDate("2026-11-20", { now, noticeMin: 120 }))).toEqual(["10:00", "11:00"]);
    expect(starts(askDate("2026-11-20", { now: now + 1, noticeMin: 120 }))).toEqual(["11:00"]);
  });

  it("refuses a start exactly at the horizon", () => {
    expect(starts(askDate("2026-11-20", { now, horizonMin: 120 }))).toEqual(["09:00"]);
    expect(starts(askDate("2026-11-20", { now, horizonMin: 121 }))).toEqual(["09:00", "10:00"]);
  });

  it("counts the notice in elapsed hours over a change of the clock", () => {
    const before = at("Europe/Berlin", "2027-03-27 09:00");
    const query = askDate("2027-03-28", { now: before, noticeMin: 1_440 });
    expect(starts(query)).toEqual(["10:00", "11:00"]);
  });

  it("offers nothing that is past, also without any notice", () => {
    expect(starts(askDate("2026-11-20", { now: now + 2 * HOUR + 1 }))).toEqual(["11:00"]);
  });
});

describe("nonsense", () => {
  it("is refused with a sentence instead of being searched for ever", () => {
    const query = askDate("2026-11-20");
    for (const broken of [
      { zone: "EST" },
      { zone: "Mars/Olympus" },
      { durationMin: 0 },
      { intervalMin: 0 },
      { intervalMin: -5 },
      { durationMin: NaN },
      { intervalMin: 0.5 },
    ]) {
      expect(() => listSlots({ ...query, ...broken })).toThrow(RangeError);
    }
  });

  it("in the range finds nothing", () => {
    const query = askDate("2026-11-20");
    expect(listSlots({ ...query, to: query.from })).toEqual([]);
    expect(listSlots({ ...query, to: query.from - 1 })).toEqual([]);
    expect(listSlots({ ...query, to: NaN })).toEqual([]);
    expect(listSlots({ ...query, from: Date.UTC(2300, 0, 1), to: Date.UTC(2300, 1, 1) })).toEqual(
      [],
    );
  });
});
