import { afterEach, describe, expect, it, vi } from "vitest";
import { dayOf } from "./calendar.ts";
import { dayFormat, offsetLabel, timeFormat } from "./format.ts";
import { zoneRules } from "./zones.ts";

const FIRST = Date.UTC(2026, 0, 1);
const END = Date.UTC(2028, 0, 1);
const HOUR = 3_600_000;

function inZone(zone: string, locale = "en-GB") {
  return timeFormat({ rules: zoneRules(zone, FIRST, END), locale, clock: "24h" });
}

/** ICU writes narrow no-break spaces in places; what matters here are the words. */
const plain = (text: string): string => text.replaceAll(/\s/gu, " ");

describe("the time format", () => {
  const noon = Date.UTC(2026, 10, 20, 12);

  it("writes times and dates in the zone of its rules", () => {
    const { time, date, weekday, month } = inZone("Asia/Seoul");
    expect([time(noon), weekday(noon), month(noon)]).toEqual(["21:00", "Friday", "November 2026"]);
    expect(date(noon)).toContain("20 November 2026");
    expect(inZone("Pacific/Kiritimati").weekday(noon)).toBe("Saturday");
  });

  it("writes the clock that is asked for", () => {
    const rules = zoneRules("America/New_York", FIRST, END);
    const twelve = timeFormat({ rules, locale: "en-US", clock: "12h" });
    expect(plain(twelve.time(noon))).toBe("7:00 AM");
    const midnight = Date.UTC(2026, 10, 20, 5);
    expect(plain(twelve.time(midnight))).toBe("12:00 AM");
    const auto = timeFormat({ rules, locale: "de" });
    expect(auto.time(noon)).toBe("07:00");
    expect(timeFormat({ rules, locale: "en-US", clock: "24h" }).time(midnight)).toBe("00:00");
  });

  it("follows the laws of the shipped data, not the runtime's", () => {
    expect(inZone("America/Vancouver").time(noon)).toBe("05:00");
    expect(inZone("Africa/Casablanca").time(noon)).toBe("12:00");
  });

  it("tells the two readings of a repeated hour apart", () => {
    const first = Date.UTC(2026, 9, 25, 0, 30);
    const { time, range } = inZone("Europe/Berlin");
    expect([time(first), time(first + HOUR)]).toEqual(["02:30 GMT+2", "02:30 GMT+1"]);
    expect(time(first + 2 * HOUR)).toBe("03:30");
    expect(range(first, first + HOUR)).toBe("02:30 GMT+2 – 02:30 GMT+1");
  });

  it("names both offsets of a range in which the clock changes", () => {
    const start = Date.UTC(2027, 2, 28, 0, 30);
    expect(inZone("Europe/Berlin").range(start, start + HOUR)).toBe("01:30 GMT+1 – 03:30 GMT+2");
  });

  it("writes the dates of a range over midnight, and none for one that ends at midnight", () => {
    const { range, shortDate } = inZone("UTC");
    const late = Date.UTC(2026, 10, 20, 23);
    expect(range(late, late + HOUR)).toBe("23:00 – 00:00");
    expect(range(late, late + 2 * HOUR)).toBe(
      `${shortDate(late)}, 23:00 – ${shortDate(late + 2 * HOUR)}, 01:00`,
    );
  });

  it("labels a zone with its offset of that day", () => {
    expect(inZone("Europe/Berlin").zone(noon)).toBe("Europe/Berlin (GMT+1)");
    expect(inZone("Europe/Berlin").zone(Date.UTC(2026, 6, 1))).toBe("Europe/Berlin (GMT+2)");
    expect([0, 330, -210, 765, -60].map(offsetLabel)).toEqual([
      "GMT",
      "GMT+5:30",
      "GMT-3:30",
      "GMT+12:45",
      "GMT-1",
    ]);
  });

  it("reads a malformed locale as English", () => {
    expect(inZone("UTC", "no such locale!").weekday(noon)).toBe("Friday");
    expect(dayFormat("???").weekday(0)).toBe("Thursday");
  });
});

describe("the day format", () => {
  it("writes day numbers without any zone", () => {
    const day = dayOf(2026, 11, 1);
    const { date, weekday, shortWeekday, month, dayOfMonth } = dayFormat("en-GB");
    expect([weekday(day), shortWeekday(day), month(day), dayOfMonth(day)]).toEqual([
      "Sunday",
      "Sun",
      "November 2026",
      "1",
    ]);
    expect(date(day)).toContain("1 November 2026");
  });
});

describe("formatters", () => {
  afterEach(() => vi.restoreAllMocks());

  it("are made once for a locale and style, and never with a zone of the runtime", () => {
    const { DateTimeFormat } = Intl;
    const made = vi.spyOn(Intl, "DateTimeFormat").mockImplementation(function (...args) {
      return new DateTimeFormat(...args);
    });
    for (const zone of ["Europe/Berlin", "Asia/Seoul", "America/Lima"]) {
      const { dateTime, range } = inZone(zone, "fr-CA");
      for (let hour = 0; hour < 48; hour += 1) {
        dateTime(FIRST + hour * HOUR);
        range(FIRST, FIRST + hour * HOUR);
      }
    }
    expect(made.mock.calls.length).toBeLessThanOrEqual(3);
    expect(made.mock.calls.every(([, options]) => options?.timeZone === "UTC")).toBe(true);
  });
});
