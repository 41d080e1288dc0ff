import { describe, expect, it } from "vitest";
import { capCount, withCapCount } from "./cap-count";

const twoHoursADay = { per: "day" as const, count: null, minutes: 120 };

describe("limits to the number of bookings", () => {
  it("are set, replaced and lifted for a day without touching those for a week", () => {
    const week = withCapCount([], "week", 10);
    const both = withCapCount(withCapCount(week, "day", 3), "day", 4);
    expect([capCount(both, "day"), capCount(both, "week")]).toEqual([4, 10]);
    expect(withCapCount(both, "day", null)).toEqual(week);
  });

  it("leave limits to the booked minutes alone", () => {
    const caps = withCapCount([twoHoursADay], "day", 3);
    expect(withCapCount(caps, "day", null)).toEqual([twoHoursADay]);
  });
});
