import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api, internal } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import { answer, stubStripe } from "../payments/told.testing";
import { CARL, draftOf, holdOf, openMarketplace } from "../test.setup";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Monday 1 March 2027. */
const NOW = Date.UTC(2027, 2, 1);

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.useRealTimers();
});

async function openBusy() {
  const { t, as, eventType } = await openMarketplace();
  const starts = async (id: Id<"eventTypes">) =>
    (await t.query(api.availability.month, { eventTypeId: id, month: "2027-03" }))?.starts ?? [];
  const hold = async (id = eventType.id) => {
    const [start = 0] = (await starts(id)).filter((each) => each > Date.now() + 2 * DAY);
    const request = holdOf(id, start);
    const { bookingId } = await t.mutation(api.bookings.hold, request);
    return { bookingId, token: request.token };
  };
  const pass = async (ms: number) => {
    vi.advanceTimersByTime(ms);
    await t.finishInProgressScheduledFunctions();
  };
  const sweep = async () => {
    await t.mutation(internal.bookings.jobs.sweep, { cursor: null });
    await t.finishAllScheduledFunctions(() => vi.advanceTimersByTime(0));
  };
  const rows = async () =>
    await t.run(async (ctx) => ({
      bookings: (await ctx.db.query("bookings").take(999)).map(({ _id }) => _id),
      events: (await ctx.db.query("bookingEvents").take(999)).map(({ bookingId }) => bookingId),
      decisions: (await ctx.db.query("decisions").take(999)).map(({ bookingId }) => bookingId),
    }));
  return { t, as, eventType, hold, pass, sweep, rows };
}

describe("the sweep of abandoned holds", () => {
  test("removes holds that ran out or were given back two days ago, with their history, and nothing else", async () => {
    const { t, hold, pass, sweep, rows } = await openBusy();
    const booked = await hold();
    await t.mutation(api.bookings.confirm, { ...booked, customer: CARL });
    const cancelled = await hold();
    await t.mutation(api.bookings.confirm, { ...cancelled, customer: CARL });
    await t.mutation(api.bookings.cancel, { ...cancelled });
    const released = await hold();
    await t.mutation(api.bookings.release, released);
    const expired = await hold();
    await pass(11 * MINUTE);
    await pass(2 * DAY - 12 * MINUTE);
    const before = await rows();
    await sweep();
    expect(await rows()).toEqual(before);
    const fresh = await hold();
    await pass(2 * MINUTE);
    await sweep();
    const after = await rows();
    const gone = new Set([released.bookingId, expired.bookingId]);
    const kept = [booked, cancelled, fresh].map(({ bookingId }) => bookingId);
    expect(after.bookings).toEqual(kept);
    expect(after.events).toEqual(
      before.events.filter((id) => !gone.has(id)).concat(fresh.bookingId),
    );
    expect(after.decisions).toEqual(kept);
  });

  test("keeps what may still be paid, and goes with its payment once Stripe has cancelled that", async () => {
    stubStripe();
    const { t, as, eventType, hold, pass, sweep, rows } = await openBusy();
    const paid = await as("persona-maya").mutation(api.eventTypes.create, {
      memberId: eventType.memberId,
      eventType: draftOf(eventType, { name: "Paid", slug: "paid", price: 5000 }),
    });
    const { bookingId } = await hold(paid.id);
    await pass(11 * MINUTE);
    await pass(3 * DAY);
    const status = await t.run(async (ctx) => (await ctx.db.get("bookings", bookingId))?.status);
    expect(status).toBe("expired");
    await sweep();
    expect((await rows()).bookings).toEqual([bookingId]);
    await answer(t, bookingId, { standing: "cancelled" });
    await sweep();
    expect(await rows()).toEqual({ bookings: [], events: [], decisions: [] });
    expect(await t.run(async (ctx) => await ctx.db.query("payments").take(9))).toEqual([]);
  });

  test("goes through any number of them, batch by batch", async () => {
    const { t, hold, pass, sweep, rows } = await openBusy();
    const model = await hold();
    await pass(11 * MINUTE);
    await t.run(async (ctx) => {
      const booking = await ctx.db.get("bookings", model.bookingId);
      if (!booking) throw new Error("The hold is gone.");
      const { _id, _creationTime, ...fields } = booking;
      for (let n = 0; n < 250; n++) await ctx.db.insert("bookings", { ...fields, code: `X${n}` });
    });
    await pass(3 * DAY);
    await sweep();
    expect(await rows()).toEqual({ bookings: [], events: [], decisions: [] });
  });
});

describe("changes of many members", () => {
  test("are forgotten after ninety days", async () => {
    const { t, as, eventType, pass } = await openBusy();
    const change = { kind: "override" as const, date: "2027-03-19", windows: [], reason: "" };
    const apply = () =>
      as("persona-owner").mutation(api.availability.bulk.apply, {
        ...{ tenantSlug: "demo", memberIds: [eventType.memberId], change },
      });
    const changes = () => t.run(async (ctx) => (await ctx.db.query("bulkChanges").take(99)).length);
    await apply();
    await pass(89 * DAY);
    await t.mutation(internal.availability.jobs.clearBulkChanges, {});
    expect(await changes()).toBe(1);
    await pass(2 * DAY);
    await t.mutation(internal.availability.jobs.clearBulkChanges, {});
    expect(await changes()).toBe(0);
  });
});
