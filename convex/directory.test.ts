import { getDocumentSize } from "convex/values";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { startsOfDay } from "../core/availability/day-summary";
import { WEEKDAYS } from "../core/time/calendar";
import { api, internal } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import { findStarts } from "./availability/model";
import { DAYS_AHEAD, pageFree } from "./directory/model";
import { CARL, codeOf, draftOf, holdOf, openMarketplace } from "./test.setup";

const DAY = 86_400_000;
const MINUTE = 60_000;
/** Monday 1 March 2027. */
const NOW = Date.UTC(2027, 2, 1);
const TODAY = NOW / DAY;

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
});
afterEach(() => {
  vi.useRealTimers();
});

type Marketplace = Awaited<ReturnType<typeof openMarketplace>>;

function askFree({ t }: Marketplace, day: string, at?: number) {
  const paginationOpts = { numItems: 25, cursor: null };
  return t.query(api.directory.listFree, {
    tenantSlug: "demo",
    day,
    paginationOpts,
    ...(at !== undefined && { at }),
  });
}

/** Every row of every member against the slot rule, for every day in sight. */
async function expectInStep({ t }: Marketplace, members?: Id<"memberSettings">[]) {
  await t.run(async (ctx) => {
    const today = Math.floor(Date.now() / DAY);
    const all = await ctx.db.query("memberSettings").collect();
    for (const member of all.filter(({ _id }) => members?.includes(_id) ?? true)) {
      const eventType = await ctx.db
        .query("eventTypes")
        .withIndex("by_memberId_and_active_and_order", (q) =>
          q.eq("memberId", member._id).eq("active", true),
        )
        .first();
      const range = { from: today * DAY, to: (today + DAYS_AHEAD + 1) * DAY };
      const wanted = eventType && { eventType, durationMin: undefined };
      const starts = (wanted && (await findStarts(ctx, wanted, range))?.starts) ?? [];
      const rows = await ctx.db
        .query("freeDays")
        .withIndex("by_memberId_and_day", (q) => q.eq("memberId", member._id).gte("day", today))
        .collect();
      const listed = rows.flatMap(({ day, free }) => startsOfDay(free, day));
      expect(listed, member.slug).toEqual(starts);
    }
  });
}

describe("the directory by time", () => {
  test("says for every member and day what the slot rule says", async () => {
    await expectInStep(await openMarketplace());
  });

  test("follows holds, bookings, cancellations and expiries", async () => {
    const market = await openMarketplace();
    const { t, eventType } = market;
    const start = Date.UTC(2027, 2, 2, 14);
    const isFree = async () =>
      (await askFree(market, "2027-03-02", start)).page.some(
        ({ memberId }) => memberId === market.member.id,
      );
    expect(await isFree()).toBe(true);
    const request = holdOf(eventType.id, start);
    const { bookingId } = await t.mutation(api.bookings.hold, request);
    expect(await isFree()).toBe(false);
    await t.mutation(api.bookings.confirm, { bookingId, token: request.token, customer: CARL });
    expect(await isFree()).toBe(false);
    await expectInStep(market, [market.member.id]);
    await t.mutation(api.bookings.cancel, { bookingId, token: request.token });
    expect(await isFree()).toBe(true);
    await t.mutation(api.bookings.hold, holdOf(eventType.id, start));
    vi.advanceTimersByTime(10 * MINUTE);
    await t.finishInProgressScheduledFunctions();
    expect(await isFree()).toBe(true);
    await expectInStep(market, [market.member.id]);
  });

  test("follows hours, overrides, time off, rules and services", async () => {
    const market = await openMarketplace();
    const { as, member, eventType } = market;
    const maya = as("persona-maya");
    const own = { memberId: member.id };
    const windows = [{ start: "06:00", end: "08:00" }];
    const changes = [
      () =>
        maya.mutation(api.availability.setOverride, {
          ...own,
          date: "2027-03-06",
          windows,
          reason: "",
        }),
      () =>
        maya.mutation(api.availability.addTimeOff, {
          ...own,
          firstDate: "2027-03-10",
          lastDate: "2027-03-20",
          reason: "",
        }),
      () =>
        maya.mutation(api.availability.addRule, {
          ...own,
          rule: {
            name: "Sundays",
            kind: "open",
            pattern: "weekly",
            days: ["sunday"],
            windows,
            priority: 1,
          },
        }),
      () =>
        maya.mutation(api.eventTypes.update, {
          eventTypeId: eventType.id,
          eventType: draftOf(eventType, {
            durationMin: 90,
            caps: [{ per: "week", count: 2, minutes: null }],
          }),
        }),
      () => maya.mutation(api.eventTypes.remove, { eventTypeId: eventType.id }),
    ];
    for (const change of changes) {
      await change();
      await expectInStep(market, [member.id]);
    }
  });

  test("follows a weekly cap into the other days of its week", async () => {
    const market = await openMarketplace();
    const { t, as, eventType } = market;
    await as("persona-maya").mutation(api.eventTypes.update, {
      eventTypeId: eventType.id,
      eventType: draftOf(eventType, { caps: [{ per: "week", count: 1, minutes: null }] }),
    });
    await t.mutation(api.bookings.hold, holdOf(eventType.id, Date.UTC(2027, 2, 8, 14)));
    await expectInStep(market, [market.member.id]);
    const friday = await askFree(market, "2027-03-12");
    expect(friday.page.map(({ memberId }) => memberId)).not.toContain(market.member.id);
  });

  test("stays equal to the slot rule whatever hours a member chooses", async () => {
    const market = await openMarketplace();
    const maya = market.as("persona-maya");
    const quarter = fc.integer({ min: 0, max: 95 });
    const window = fc.tuple(quarter, quarter).filter(([a, b]) => a !== b);
    const zone = fc.constantFrom(
      "Asia/Kolkata",
      "America/St_Johns",
      "Pacific/Apia",
      "Australia/Lord_Howe",
      "UTC",
    );
    const clock = (q: number) =>
      `${String(Math.floor(q / 4)).padStart(2, "0")}:${String((q % 4) * 15).padStart(2, "0")}`;
    const day = fc.option(window, { nil: null });
    const hours = fc.record({
      days: fc.tuple(day, day, day, day, day, day, day),
      zone,
      durationMin: fc.integer({ min: 5, max: 200 }),
      intervalMin: fc.integer({ min: 5, max: 90 }),
    });
    await fc.assert(
      fc.asyncProperty(hours, async ({ days, zone: timezone, ...numbers }) => {
        const before = await maya.query(api.members.settings, { tenantSlug: "demo" });
        if (!before) throw new Error("no settings");
        const { id: _id, revision, ...settings } = before;
        const weekly = { ...settings.weeklySchedule };
        WEEKDAYS.forEach((name, index) => {
          const chosen = days[index];
          weekly[name] = chosen
            ? [{ start: clock(Math.min(...chosen)), end: clock(Math.max(...chosen)) }]
            : [];
        });
        const next = { ...settings, ...numbers, timezone, weeklySchedule: weekly };
        await maya.mutation(api.members.save, { tenantSlug: "demo", settings: next, revision });
        await expectInStep(market, [market.member.id]);
      }),
      { numRuns: 12 },
    );
  });

  test("each night brings one more day into sight and lets the past go", async () => {
    const market = await openMarketplace();
    vi.setSystemTime(NOW + 3 * DAY);
    await market.t.mutation(internal.directory.jobs.extend, { cursor: null });
    await expectInStep(market);
    const days = await market.t.run(async (ctx) =>
      (await ctx.db.query("freeDays").collect()).map(({ day }) => day),
    );
    expect(Math.min(...days)).toBe(TODAY + 3);
  });

  test("a page of twenty-five members takes at most two index ranges and five KiB", async () => {
    const market = await openMarketplace();
    const read = await market.t.run(async (ctx) => {
      const [tenant] = await ctx.db.query("tenants").collect();
      const [row] = await ctx.db.query("freeDays").collect();
      if (!tenant || !row) throw new Error("nothing to copy");
      const { _id, _creationTime, ...fields } = row;
      for (let n = 0; n < 60; n++)
        await ctx.db.insert("freeDays", { ...fields, day: 1, free: "540/30x4 780/30x8" });
      const before = await ctx.meta.getTransactionMetrics();
      const paginationOpts = { numItems: 25, cursor: null };
      const { page } = await pageFree(ctx, tenant, { day: 1, at: undefined, paginationOpts });
      const after = await ctx.meta.getTransactionMetrics();
      expect(page).toHaveLength(25);
      return {
        // One range more than measured: the query also finds the tenant by its address.
        ranges: after.databaseQueries.used - before.databaseQueries.used + 1,
        bytes: after.bytesRead.used - before.bytesRead.used + getDocumentSize(tenant),
      };
    });
    expect(read.ranges).toBeLessThanOrEqual(2);
    expect(read.bytes).toBeLessThanOrEqual(5 * 1024);
  });

  test("a day that is none is refused", async () => {
    const market = await openMarketplace();
    for (const day of ["2027-02-30", "tomorrow", ""]) {
      expect(await codeOf(askFree(market, day))).toBe("INVALID_INPUT");
    }
  });
});

describe("when the clocks of the world change", () => {
  async function bookOne(market: Marketplace) {
    const request = holdOf(market.eventType.id, Date.UTC(2027, 2, 2, 14));
    const { bookingId } = await market.t.mutation(api.bookings.hold, request);
    await market.t.mutation(api.bookings.confirm, {
      bookingId,
      token: request.token,
      customer: CARL,
    });
    return bookingId;
  }

  const listChanges = ({ t }: Marketplace) =>
    t.run(async (ctx) => await ctx.db.query("wallTimeChanges").collect());

  test("a booking keeps its instant when its member moves, and the owner gets to know", async () => {
    const market = await openMarketplace();
    const bookingId = await bookOne(market);
    const maya = market.as("persona-maya");
    const before = await maya.query(api.members.settings, { tenantSlug: "demo" });
    if (!before) throw new Error("no settings");
    const { id: _id, revision, ...settings } = before;
    const moved = { ...settings, timezone: "Europe/Madrid" };
    await maya.mutation(api.members.save, { tenantSlug: "demo", settings: moved, revision });
    expect(await listChanges(market)).toMatchObject([
      { bookingId, oldOffsetMin: -300, newOffsetMin: 60 },
    ]);
    const [booking] = await market.t.run(async (ctx) => await ctx.db.query("bookings").collect());
    expect(booking?.startTime).toBe(Date.UTC(2027, 2, 2, 14));
  });

  test("the owner sees the moved booking by its code until it is cancelled, and nobody else sees any", async () => {
    const market = await openMarketplace();
    const bookingId = await bookOne(market);
    const [maya, owner] = [market.as("persona-maya"), market.as("persona-owner")];
    const before = await maya.query(api.members.settings, { tenantSlug: "demo" });
    if (!before) throw new Error("no settings");
    const { id: _id, revision, ...settings } = before;
    const moved = { ...settings, timezone: "Europe/Madrid" };
    await maya.mutation(api.members.save, { tenantSlug: "demo", settings: moved, revision });
    const asked = { tenantSlug: "demo", from: NOW };
    const [booking] = await market.t.run(async (ctx) => await ctx.db.query("bookings").collect());
    expect(await owner.query(api.availability.listWallTimeChanges, asked)).toMatchObject([
      { bookingId, code: booking?.code, oldOffsetMin: -300, newOffsetMin: 60 },
    ]);
    expect(await codeOf(maya.query(api.availability.listWallTimeChanges, asked))).toBe("NOT_FOUND");
    await maya.mutation(api.bookings.cancel, { bookingId });
    expect(await owner.query(api.availability.listWallTimeChanges, asked)).toEqual([]);
  });

  test("a member who moves again and again leaves one line, and none after coming home", async () => {
    const market = await openMarketplace();
    const bookingId = await bookOne(market);
    const maya = market.as("persona-maya");
    const moveTo = async (timezone: string) => {
      const before = await maya.query(api.members.settings, { tenantSlug: "demo" });
      if (!before) throw new Error("no settings");
      const { id: _id, revision, ...settings } = before;
      const moved = { ...settings, timezone };
      await maya.mutation(api.members.save, { tenantSlug: "demo", settings: moved, revision });
    };
    for (const zone of ["Europe/Madrid", "Asia/Tokyo", "Europe/Madrid", "Asia/Kolkata"]) {
      await moveTo(zone);
    }
    expect(await listChanges(market)).toMatchObject([
      { bookingId, oldOffsetMin: -300, newOffsetMin: 330 },
    ]);
    await moveTo("America/New_York");
    expect(await listChanges(market)).toEqual([]);
  });

  test("rules of older data are compiled again, and the bookings they move are listed", async () => {
    const market = await openMarketplace();
    const bookingId = await bookOne(market);
    await market.t.run(async (ctx) => {
      const [schedule] = await ctx.db
        .query("schedules")
        .withIndex("by_memberId", (q) => q.eq("memberId", market.member.id))
        .collect();
      if (!schedule) throw new Error("no schedule");
      const rules = {
        ...schedule.schedule.rules,
        version: "1999a",
        offsets: schedule.schedule.rules.offsets.map((offset) => offset + 60),
      };
      await ctx.db.patch("schedules", schedule._id, { schedule: { ...schedule.schedule, rules } });
    });
    const free = () => market.t.run(async (ctx) => await ctx.db.query("freeDays").collect());
    const dated = (await free()).map((row) => row.free);
    await market.t.mutation(internal.directory.jobs.extend, { cursor: null });
    expect((await free()).map((row) => row.free)).not.toEqual(dated);
    await market.t.mutation(internal.availability.jobs.refreshZoneRules, { cursor: null });
    expect(await listChanges(market)).toMatchObject([
      { bookingId, oldOffsetMin: -240, newOffsetMin: -300 },
    ]);
    expect((await free()).map((row) => row.free)).toEqual(dated);
    await market.t.mutation(internal.availability.jobs.refreshZoneRules, { cursor: null });
    expect(await listChanges(market)).toHaveLength(1);
  });

  test("rules that end soon are extended, without a word about bookings that stay", async () => {
    const market = await openMarketplace();
    await bookOne(market);
    vi.setSystemTime(NOW + 60 * DAY);
    await market.t.mutation(internal.availability.jobs.refreshZoneRules, { cursor: null });
    const ends = await market.t.run(async (ctx) =>
      (await ctx.db.query("schedules").collect()).map(({ schedule }) => schedule.rules.to),
    );
    for (const end of ends) expect(end).toBeGreaterThan(NOW + 60 * DAY + 730 * DAY);
    expect(await listChanges(market)).toEqual([]);
  });
});
