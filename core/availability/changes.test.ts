import { describe, expect, it } from "vitest";
import { HARD_ZONES } from "./cases.testing.ts";
import { compareAtChanges } from "./changes.testing.ts";

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
});
