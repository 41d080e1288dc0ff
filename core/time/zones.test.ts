import moment from "moment-timezone";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { offsetAt } from "./rules.ts";
import { differingZones, isZone, listZones, zoneRules, ZONE_DATA_VERSION } from "./zones.ts";

const MINUTE_MS = 60_000;
const FIRST = Date.UTC(2000, 0, 1);
const END = Date.UTC(2060, 0, 1);

/** Minutes east of UTC as moment-timezone reads the same edition of the data. */
function momentOffset(zone: string, ms: number): number {
  return 0 - (moment.tz.zone(zone)?.utcOffset(ms) ?? NaN);
}

describe("zone names", () => {
  it.each(["Asia/Calcutta", "US/Eastern", "Europe/Kiev", "Europe/Kyiv", "UTC", "Asia/Seoul"])(
    "accept %s",
    (name) => {
      expect(isZone(name)).toBe(true);
    },
  );

  it.each([
    "EST",
    "CET",
    "+02:00",
    "europe/berlin",
    "Europe",
    "Berlin",
    "Mars/Olympus",
    "",
    " UTC",
  ])("refuse %j", (name) => {
    expect(isZone(name)).toBe(false);
    expect(() => zoneRules(name, FIRST, END)).toThrow(RangeError);
  });

  it("are not found in the marks of the data itself", () => {
    for (const name of ["\n", "|", "0", "UTC|0", "UTC Universal", "constructor"]) {
      expect(isZone(name)).toBe(false);
    }
  });

  it("are those of the IANA data without the abbreviations", () => {
    const abbreviations = ["CET", "EET", "EST", "HST", "MET", "MST", "WET"];
    const expected = moment.tz.names().filter((name) => !abbreviations.includes(name));
    expect([...listZones()]).toEqual(expected.sort());
    expect(ZONE_DATA_VERSION).toBe(moment.tz.dataVersion);
  });

  it("that are aliases have the clock of the zone they stand for", () => {
    const pairs = [
      ["Asia/Calcutta", "Asia/Kolkata"],
      ["US/Eastern", "America/New_York"],
      ["Europe/Kiev", "Europe/Kyiv"],
    ] as const;
    for (const [alias, name] of pairs) {
      const { at, offsets } = zoneRules(name, FIRST, END);
      expect(zoneRules(alias, FIRST, END)).toMatchObject({ zone: alias, at, offsets });
    }
  });
});

describe("zone rules", () => {
  it("give the offset of the IANA data around every change of every zone", () => {
    for (const zone of listZones()) {
      const rules = zoneRules(zone, FIRST, END);
      const changes = moment.tz.zone(zone)?.untils ?? [];
      const looks = changes.filter((ms) => ms > FIRST && ms < END).flatMap((ms) => [ms - 1, ms]);
      for (const ms of [FIRST, ...looks, END - 1]) {
        if (offsetAt(rules, ms) !== momentOffset(zone, ms)) {
          expect.fail(`${zone} at ${new Date(ms).toISOString()}`);
        }
      }
    }
  });

  it("hold only the changes inside their stretch, and still agree within it", () => {
    const stretch = fc.record({
      zone: fc.constantFrom(...listZones()),
      from: fc.integer({ min: FIRST, max: END - 1 }),
      length: fc.integer({ min: 1, max: 3 * 366 * 1_440 * MINUTE_MS }),
      look: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
    });
    fc.assert(
      fc.property(stretch, ({ zone, from, length, look }) => {
        const rules = zoneRules(zone, from, from + length);
        expect(rules.at.every((ms) => ms > from && ms < from + length)).toBe(true);
        expect(rules.offsets.length).toBe(rules.at.length + 1);
        const ms = from + Math.floor(look * (Math.min(rules.to, from + length) - from));
        expect(offsetAt(rules, ms)).toBe(momentOffset(zone, ms));
      }),
    );
  });

  it("know the laws of 2026: Vancouver, Winnipeg, Edmonton, Havana and Casablanca stay as they are", () => {
    const [from, to] = [Date.UTC(2026, 11, 1), Date.UTC(2027, 10, 1)];
    const kept = { Vancouver: -420, Winnipeg: -300, Edmonton: -360, Havana: -240 };
    for (const [city, offset] of Object.entries(kept)) {
      expect(zoneRules(`America/${city}`, from, to)).toMatchObject({ at: [], offsets: [offset] });
    }
    expect(zoneRules("Africa/Casablanca", from, to)).toMatchObject({ at: [], offsets: [0] });
  });

  it("are small plain JSON", () => {
    const rules = zoneRules("Europe/Berlin", Date.UTC(2026, 0, 1), Date.UTC(2029, 0, 1));
    expect(rules.at).toHaveLength(6);
    expect(JSON.parse(JSON.stringify(rules))).toEqual(rules);
  });
});

describe("the health check", () => {
  const [from, to] = [Date.UTC(2026, 10, 20), Date.UTC(2027, 10, 20)];

  it("finds nothing when the runtime has the same data", () => {
    expect(differingZones(momentOffset, from, to)).toEqual([]);
  });

  it("names a zone whose change the runtime misses, and the zones it does not know", () => {
    const stale = (zone: string, ms: number): number => {
      if (zone === "Pacific/Apia") return NaN;
      return zone === "Europe/Berlin" && ms > Date.UTC(2027, 2, 28) ? 60 : momentOffset(zone, ms);
    };
    expect(differingZones(stale, from, to)).toEqual([
      { zone: "Europe/Berlin", ms: Date.UTC(2027, 2, 28, 1), shipped: 120, runtime: 60 },
      { zone: "Pacific/Apia", ms: from, shipped: 780, runtime: NaN },
    ]);
  });
});
