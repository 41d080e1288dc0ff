import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api, internal } from "../_generated/api";
import { CARL, codeOf, draftOf, holdOf, openMarketplace } from "../test.setup";

const MINUTE = 60_000;
const NOW = Date.UTC(2027, 2, 1);
const FIRST_SLOT = Date.UTC(2027, 2, 1, 14);

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
});
afterEach(() => {
  vi.useRealTimers();
});

async function statusesIn(t: Awaited<ReturnType<typeof openMarketplace>>["t"]) {
  const bookings = await t.run(async (ctx) => await ctx.db.query("bookings").collect());
  return bookings.map(({ status }) => status);
}

describe("the end of a hold", () => {
  test("comes again when the schedule was ahead of the clock: a hold that nobody ended blocked its time for ever", async () => {
    const { t, eventType } = await openMarketplace();
    const { bookingId } = await t.mutation(api.bookings.hold, holdOf(eventType.id, FIRST_SLOT));
    // The hold's own job runs, but a moment too early by this transaction's clock.
    vi.setSystemTime(NOW + 10 * MINUTE - 1);
    await t.run(async (ctx) => {
      const [job] = await ctx.db.system.query("_scheduled_functions").collect();
      if (job) await ctx.scheduler.cancel(job._id);
    });
    await t.mutation(internal.bookings.jobs.expire, { bookingId });
    expect(await statusesIn(t)).toEqual(["held"]);
    vi.advanceTimersByTime(1);
    await t.finishInProgressScheduledFunctions();
    expect(await statusesIn(t)).toEqual(["expired"]);
  });

  test("of a request comes again, too", async () => {
    const { t, as, eventType } = await openMarketplace();
    await as("persona-maya").mutation(api.eventTypes.update, {
      eventTypeId: eventType.id,
      eventType: draftOf(eventType, { approval: true }),
    });
    const request = holdOf(eventType.id, FIRST_SLOT);
    const { bookingId } = await t.mutation(api.bookings.hold, request);
    await t.mutation(api.bookings.confirm, { bookingId, token: request.token, customer: CARL });
    vi.setSystemTime(FIRST_SLOT - 1);
    await t.run(async (ctx) => {
      const jobs = await ctx.db.system.query("_scheduled_functions").collect();
      for (const job of jobs) await ctx.scheduler.cancel(job._id);
    });
    await t.mutation(internal.bookings.jobs.expireRequest, { bookingId });
    expect(await statusesIn(t)).toEqual(["pending"]);
    vi.advanceTimersByTime(1);
    await t.finishInProgressScheduledFunctions();
    expect(await statusesIn(t)).toEqual(["expired"]);
  });
});

describe("a visitor's live holds", () => {
  test("are counted, not those that are over and wait to be cleared away", async () => {
    const { t, eventType } = await openMarketplace();
    const holdOn = (day: number, hour: number) => {
      const start = FIRST_SLOT + (day * 24 + hour) * 60 * MINUTE;
      return codeOf(
        t.mutation(api.bookings.hold, holdOf(eventType.id, start, { visitorId: "one-visitor" })),
      );
    };
    for (let day = 0; day < 5; day++) expect(await holdOn(day, 0)).toBe("accepted");
    vi.setSystemTime(NOW + 10 * MINUTE);
    for (let day = 0; day < 5; day++) expect(await holdOn(day, 1)).toBe("accepted");
    expect(await holdOn(7, 0)).toBe("TOO_MANY_HOLDS");
  });
});

describe("a token", () => {
  test("that holds a slot in one length is refused for another length", async () => {
    const { t, as, eventType } = await openMarketplace();
    await as("persona-maya").mutation(api.eventTypes.update, {
      eventTypeId: eventType.id,
      eventType: draftOf(eventType, { otherDurationsMin: [60] }),
    });
    const request = holdOf(eventType.id, FIRST_SLOT);
    await t.mutation(api.bookings.hold, request);
    const longer = t.mutation(api.bookings.hold, { ...request, durationMin: 60 });
    expect(await codeOf(longer)).toBe("TOKEN_REUSED");
    const same = t.mutation(api.bookings.hold, { ...request, durationMin: 30 });
    expect(await codeOf(same)).toBe("accepted");
  });

  test("of a booking entered by hand is refused for another start, and a customer's hold is no such booking", async () => {
    const { t, as, eventType } = await openMarketplace();
    const maya = as("persona-maya");
    const { visitorId: _, ...entry } = { ...holdOf(eventType.id, FIRST_SLOT), customer: CARL };
    await maya.mutation(api.bookings.create, entry);
    const later = maya.mutation(api.bookings.create, { ...entry, start: FIRST_SLOT + 60 * MINUTE });
    expect(await codeOf(later)).toBe("TOKEN_REUSED");
    const hold = holdOf(eventType.id, FIRST_SLOT + 120 * MINUTE);
    await t.mutation(api.bookings.hold, hold);
    const { visitorId: _id, ...taken } = { ...hold, customer: CARL };
    expect(await codeOf(maya.mutation(api.bookings.create, taken))).toBe("TOKEN_REUSED");
  });
});

describe("a start that is not on offer", () => {
  test("is closed for customers, whether by time off, a date's own hours or the night", async () => {
    const { t, as, member, eventType } = await openMarketplace();
    const maya = as("persona-maya");
    const day = 24 * 60 * MINUTE;
    const off = { firstDate: "2027-03-02", lastDate: "2027-03-02", reason: "" };
    await maya.mutation(api.availability.addTimeOff, { memberId: member.id, ...off });
    const windows = [{ start: "20:00", end: "21:00" }];
    const override = { memberId: member.id, date: "2027-03-03", windows, reason: "" };
    await maya.mutation(api.availability.setOverride, override);
    for (const start of [FIRST_SLOT + day, FIRST_SLOT + 2 * day, FIRST_SLOT - 8 * 60 * MINUTE]) {
      const refused = t.mutation(api.bookings.hold, holdOf(eventType.id, start));
      await expect(refused).rejects.toMatchObject({
        data: { code: "NOT_AVAILABLE", reason: "closed" },
      });
    }
  });

  test("lies beyond the calendar for members, too: no job can be scheduled for it", async () => {
    const { as, eventType } = await openMarketplace();
    for (const start of [Date.UTC(2036, 0, 1), 8.64e15 - MINUTE, -8.64e15 + MINUTE]) {
      const { visitorId: _, ...entry } = { ...holdOf(eventType.id, start), customer: CARL };
      const created = as("persona-maya").mutation(api.bookings.create, entry);
      expect(await codeOf(created)).toBe("NOT_AVAILABLE");
    }
  });
});
