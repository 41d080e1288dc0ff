import { describe, expect, it } from "vitest";
import { HARD_ZONES } from "./cases.testing.ts";
import { compareAtChanges } from "./changes.testing.ts";
import { clockChanges, momentClock } from "./clocks.testing.ts";
import { scanSlots } from "./oracle.testing.ts";
import { askDate } from "./settings.testing.ts";
import { listSlots } from "./slots.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const FROM = Date.UTC(2026, 8, 1);
const TO = Date.UTC(2027, 8, 1);
const TIMEOUT_MS = 120_000;

// scripts/proof.ts does the same for every zone and five years ahead.
describe("windows at every hour of the day", () => {
  it.each(HARD_ZONES)(
    "are right around the changes of a year in %s",
    (zone) => {
      expect(compareAtChanges(zone, FROM, TO).wrong).toBeUndefined();
    },
    TIMEOUT_MS,
  );

  it("are right around the whole day that Samoa skipped", () => {
    const { asked, wrong } = compareAtChanges(
      "Pacific/Apia",
      Date.UTC(2011, 11, 29),
      Date.UTC(2012, 0, 1),
    );
    expect(asked).toBe(24);
    expect(wrong).toBeUndefined();
  });

  it("are joined over a change that goes back into the day before", () => {
    // Until 2011 Newfoundland went from 00:01 back to 23:01, so that both dates had minutes twice.
    const [change = 0] = clockChanges(
      "America/St_Johns",
      Date.UTC(2010, 9, 1),
      Date.UTC(2010, 11, 1),
    );
    const query = askDate("2010-11-06", {
      zone: "America/St_Johns",
      windows: ["22:00-24:00", "00:00-02:00"],
      intervalMin: 15,
      from: change - 3 * HOUR,
      to: change + 3 * HOUR,
    });
    const starts = listSlots(query).map(({ start }) => start);
    expect(starts).toContain(change - 16 * MINUTE);
    expect(starts).toEqual(scanSlots(query, momentClock(query.zone)));
  });
});
