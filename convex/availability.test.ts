import { getDocumentSize } from "convex/values";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { WEEKDAYS } from "../core/time/calendar";
import { api } from "./_generated/api";
import { listMonth } from "./availability/model";
import { hold } from "./bookings/hold";
import { CARL, codeOf, holdOf, openMarketplace } from "./test.setup";

const MINUTE = 60_000;
const NOW = Date.UTC(2027, 2, 1);
const HOLIDAY = "2027-03-10";

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
});
afterEach(() => {
  vi.useRealTimers();
});

type Marketplace = Awaited<ReturnType<typeof openMarketplace>>;

function startsOn(starts: number[], date: string): number[] {
  // New York is UTC−5 until 14 March 2027.
  const midnight = Date.parse(`${date}T05:00:00Z`);
  return starts.filter((start) => start >= midnight && start < midnight + 24 * 60 * MINUTE);
}

describe("the slots of a month", () => {
  test("follow the member's weekly hours, in the member's zone", async () => {
    const { t, eventType } = await openMarketplace();
    const month = await t.query(api.availability.month, {
      eventTypeId: eventType.id,
      month: "2027-03",
    });
    const monday = startsOn(month?.starts ?? [], "2027-03-01");
    expect(monday[0]).toBe(Date.UTC(2027, 2, 1, 14));
    expect(monday).toHaveLength(14);
    expect(startsOn(month?.starts ?? [], "2027-03-06")).toEqual([]);
    expect(month).toMatchObject({ durationMin: 30, noticeMin: 120, timezone: "America/New_York" });
  });

  test("keep their wall clock over the change to daylight saving time", async () => {
    const { t, eventType } = await openMarketplace();
    const month = await t.query(api.availability.month, {
      eventTypeId: eventType.id,
      month: "2027-03",
    });
    expect(month?.starts).toContain(Date.UTC(2027, 2, 12, 14));
    expect(month?.starts).toContain(Date.UTC(2027, 2, 15, 13));
    expect(month?.starts).not.toContain(Date.UTC(2027, 2, 15, 21));
  });

  test("reach 14 hours beyond the UTC month, so that every reader finds a whole local month", async () => {
    const { t, eventType } = await openMarketplace();
    const args = { eventTypeId: eventType.id, month: "2027-03" };
    const starts = (await t.query(api.availability.month, args))?.starts ?? [];
    expect(Math.max(...starts)).toBeGreaterThanOrEqual(Date.UTC(2027, 3, 1, 13));
    expect(Math.max(...starts)).toBeLessThan(Date.UTC(2027, 3, 1, 14));
  });

  test("of somebody open day and night, every five minutes, still fit one answer", async () => {
    const { t, as, eventType } = await openMarketplace();
    const maya = as("persona-maya");
    const before = await maya.query(api.members.settings, { tenantSlug: "demo" });
    if (!before) throw new Error("no settings");
    const { id: _id, revision, ...settings } = before;
    const always = [{ start: "00:00", end: "24:00" }];
    const weeklySchedule = { ...settings.weeklySchedule };
    for (const day of WEEKDAYS) weeklySchedule[day] = always;
    const open = { ...settings, weeklySchedule, intervalMin: 5, bufferAfterMin: 0 };
    await maya.mutation(api.members.save, { tenantSlug: "demo", settings: open, revision });
    const args = { eventTypeId: eventType.id, month: "2027-05" };
    expect((await t.query(api.availability.month, args))?.starts).toHaveLength(8192);
  });

  test("a month that is none is refused", async () => {
    const { t, eventType } = await openMarketplace();
    for (const month of ["2027-13", "2027-3", "27-03", "", "2027-03-01", "9999-01"]) {
      const refused = t.query(api.availability.month, { eventTypeId: eventType.id, month });
      expect(await codeOf(refused), month).toBe("INVALID_INPUT");
    }
  });
});

describe("dates with other hours", () => {
  async function setHoliday(
    { as, member }: Marketplace,
    windows: { start: string; end: string }[],
  ) {
    const override = { memberId: member.id, date: HOLIDAY, windows, reason: "Conference" };
    await as("persona-maya").mutation(api.availability.setOverride, override);
  }

  test("replace the weekly hours of their date, for the list and the hold alike, and go again", async () => {
    const market = await openMarketplace();
    const { t, as, member, eventType } = market;
    const month = { eventTypeId: eventType.id, month: "2027-03" };
    const starts = async () =>
      startsOn((await t.query(api.availability.month, month))?.starts ?? [], HOLIDAY);
    const usual = await starts();
    await setHoliday(market, [{ start: "18:00", end: "19:00" }]);
    expect(await starts()).toEqual([Date.UTC(2027, 2, 10, 23), Date.UTC(2027, 2, 10, 23, 30)]);
    await setHoliday(market, []);
    expect(await starts()).toEqual([]);
    const refused = t.mutation(api.bookings.hold, holdOf(eventType.id, usual[0] ?? 0));
    await expect(refused).rejects.toMatchObject({ data: { reason: "closed" } });
    const listed = await as("persona-maya").query(api.availability.listOverrides, {
      memberId: member.id,
      from: "2027-03-01",
      to: "2027-03-31",
    });
    expect(listed).toEqual([{ date: HOLIDAY, windows: [], reason: "Conference" }]);
    await as("persona-maya").mutation(api.availability.removeOverride, {
      memberId: member.id,
      date: HOLIDAY,
    });
    expect(await starts()).toEqual(usual);
  });

  test("nonsense is refused and changes nothing", async () => {
    const market = await openMarketplace();
    const maya = market.as("persona-maya");
    const good = { memberId: market.member.id, date: HOLIDAY, windows: [], reason: "" };
    const wrong = [
      { date: "2027-02-29" },
      { windows: [{ start: "10:00", end: "09:00" }] },
      {
        windows: [
          { start: "10:00", end: "12:00" },
          { start: "11:00", end: "13:00" },
        ],
      },
      { windows: [{ start: "9:00", end: "12:00" }] },
      { reason: "a".repeat(501) },
    ];
    for (const change of wrong) {
      const refused = maya.mutation(api.availability.setOverride, { ...good, ...change });
      expect(await codeOf(refused), JSON.stringify(change)).toBe("INVALID_INPUT");
    }
    expect(
      await codeOf(market.as("persona-jonas").mutation(api.availability.setOverride, good)),
    ).toBe("NOT_FOUND");
    expect(
      await market.t.run(async (ctx) => await ctx.db.query("dateOverrides").collect()),
    ).toEqual([]);
  });
});

/** Forty bookings in a month, made as customers make them. */
async function bookForty({ t, eventType }: Marketplace) {
  const month = { eventTypeId: eventType.id, month: "2027-03" };
  const offered = (await t.query(api.availability.month, month))?.starts ?? [];
  let booked = 0;
  for (const start of offered.filter((_, index) => index % 6 === 3)) {
    if (booked === 40 || start < NOW + 120 * MINUTE) continue;
    const request = holdOf(eventType.id, start);
    const { bookingId } = await t.mutation(api.bookings.hold, request);
    await t.mutation(api.bookings.confirm, { bookingId, token: request.token, customer: CARL });
    booked += 1;
  }
  expect(booked).toBe(40);
}

describe("what a call reads", () => {
  test("a month with forty bookings takes at most three index ranges and six KiB", async () => {
    const market = await openMarketplace();
    await bookForty(market);
    const read = await market.t.run(async (ctx) => {
      const eventType = await ctx.db.get("eventTypes", market.eventType.id);
      if (!eventType) throw new Error("no service");
      const before = await ctx.meta.getTransactionMetrics();
      await listMonth(ctx, { eventType, durationMin: undefined }, "2027-03");
      const after = await ctx.meta.getTransactionMetrics();
      return {
        // One range more than measured: the query also reads the service by its id.
        ranges: after.databaseQueries.used - before.databaseQueries.used + 1,
        bytes: after.bytesRead.used - before.bytesRead.used + getDocumentSize(eventType),
      };
    });
    expect(read.ranges).toBeLessThanOrEqual(3);
    expect(read.bytes).toBeLessThanOrEqual(6 * 1024);
  });

  test("a hold reads the days around its slot, not the month", async () => {
    const market = await openMarketplace();
    await bookForty(market);
    const start = Date.UTC(2027, 2, 31, 13);
    const read = await market.t.run(async (ctx) => {
      const eventType = await ctx.db.get("eventTypes", market.eventType.id);
      if (!eventType) throw new Error("no service");
      const before = await ctx.meta.getTransactionMetrics();
      await hold(ctx, eventType, holdOf(eventType._id, start));
      const after = await ctx.meta.getTransactionMetrics();
      return {
        documents: after.documentsRead.used - before.documentsRead.used,
        bytes: after.bytesRead.used - before.bytesRead.used,
      };
    });
    expect(read.documents).toBeLessThanOrEqual(16);
    expect(read.bytes).toBeLessThanOrEqual(8 * 1024);
  });
});
