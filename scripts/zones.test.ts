import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { offsetAt } from "../core/time/rules.ts";
import { zoneRules } from "../core/time/zones.ts";
import { runtimeOffset } from "../convex/zones/runtime.ts";
import { renderZoneData } from "./zones.ts";

describe("the shipped zone data", () => {
  it("is what `npm run zones` makes of the installed package", () => {
    const committed = new URL("../core/time/zone-data.generated.ts", import.meta.url);
    expect(readFileSync(committed, "utf8")).toBe(renderZoneData());
  });
});

describe("the runtime's own zone data", () => {
  const [from, to] = [Date.UTC(2020, 0, 1), Date.UTC(2022, 0, 1)];

  it("is read in minutes east of UTC, at half-hour offsets too", () => {
    for (const zone of ["Asia/Kolkata", "America/St_Johns", "Europe/Berlin", "UTC"]) {
      const rules = zoneRules(zone, from, to);
      for (const ms of rules.at.flatMap((change) => [change - 1, change])) {
        expect(runtimeOffset(zone, ms)).toBe(offsetAt(rules, ms));
      }
    }
  });

  it("is no number for a zone that the runtime does not know", () => {
    expect(runtimeOffset("Mars/Olympus", from)).toBeNaN();
  });
});
