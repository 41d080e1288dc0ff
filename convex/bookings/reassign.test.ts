import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import { everythingIn } from "../surface.testing";
import { codeOf, draftOf, holdOf } from "../test.setup";
import { NOW, openWorld, personOf } from "../world.testing";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Ann's booking and request, and bob, who could have them. */
async function openReassigning() {
  const { t, targets } = await openWorld();
  const owner = personOf(t, "home-owner");
  const { own } = targets;
  const bookingOf = async (bookingId: Id<"bookings">) => {
    const booking = await t.run(async (ctx) => await ctx.db.get("bookings", bookingId));
    if (!booking) throw new Error("The booking is gone.");
    return booking;
  };
  const { bookingId } = own.booking;
  const [bob] = await owner.query(api.bookings.listHosts, { bookingId });
  const [service] = bob?.eventTypes ?? [];
  if (!bob || !service) throw new Error("Bob has no service.");
  // What the world has booked with bob lies at the same times.
  for (const status of ["confirmed", "pending"] as const) {
    const { page } = await owner.query(api.bookings.listUpcoming, {
      ...{
        memberId: bob.memberId,
        status,
        from: NOW,
        paginationOpts: { numItems: 9, cursor: null },
      },
    });
    for (const { id } of page) await owner.mutation(api.bookings.cancel, { bookingId: id });
  }
  const toBob = { memberId: bob.memberId, eventTypeId: service.id, revision: 1 };
  const reassign = (
    changes: Partial<typeof toBob & { bookingId: Id<"bookings">; reason: string }>,
  ) => owner.mutation(api.bookings.reassign, { bookingId, ...toBob, ...changes });
  const startsOf = async (eventTypeId: Id<"eventTypes">) =>
    (await t.query(api.availability.month, { eventTypeId, month: "2027-03" }))?.starts ?? [];
  return { t, owner, own, bob, toBob, bookingId, bookingOf, reassign, startsOf, targets };
}

/** Somebody books bob at this start. */
async function bookBob(
  { t, toBob }: Awaited<ReturnType<typeof openReassigning>>,
  start: number,
): Promise<Id<"bookings">> {
  const held = await t.mutation(api.bookings.hold, holdOf(toBob.eventTypeId, start));
  return held.bookingId;
}

describe("giving a booking to another member", () => {
  test("frees the one and blocks the other, keeps time and price, and says so in the history", async () => {
    const world = await openReassigning();
    const { owner, own, bob, bookingId, bookingOf, reassign, startsOf } = world;
    const before = await bookingOf(bookingId);
    expect(await startsOf(own.eventTypeId)).not.toContain(before.startTime);
    await reassign({ reason: "Ann is ill." });
    const after = await bookingOf(bookingId);
    expect(after).toMatchObject({
      ...{ memberId: bob.memberId, status: "confirmed", revision: 2 },
      ...{ startTime: before.startTime, endTime: before.endTime, code: before.code },
      quote: before.quote,
    });
    expect(await startsOf(own.eventTypeId)).toContain(before.startTime);
    expect(await startsOf(world.toBob.eventTypeId)).not.toContain(before.startTime);
    const history = await owner.query(api.bookings.history, { bookingId });
    expect(history.at(-1)).toMatchObject({
      ...{ what: "reassigned", by: "owner", reason: "Ann is ill." },
      ...{ from: "Member ann", to: "Member bob", revision: 2 },
    });
    const { page } = await personOf(world.t, "bob").query(api.bookings.listUpcoming, {
      ...{ memberId: bob.memberId, from: NOW, paginationOpts: { numItems: 10, cursor: null } },
    });
    expect(page.map(({ id }) => id)).toContain(bookingId);
    expect(await codeOf(personOf(world.t, "ann").query(api.bookings.history, { bookingId }))).toBe(
      "NOT_FOUND",
    );
  });

  test("is done once however often it is asked for, and refused to whoever saw an older revision", async () => {
    const { t, own, bookingId, reassign } = await openReassigning();
    await reassign({});
    const after = await everythingIn(t);
    await reassign({});
    expect(await everythingIn(t)).toEqual(after);
    const { memberId, eventTypeId } = own;
    expect(await codeOf(reassign({ memberId, eventTypeId }))).toBe("STALE_REVISION");
    await reassign({ bookingId, memberId, eventTypeId, revision: 2 });
  });

  test("completes once, for the member who has it", async () => {
    const { t, bookingId, bookingOf, reassign } = await openReassigning();
    await reassign({});
    vi.advanceTimersByTime(4 * DAY);
    await t.finishInProgressScheduledFunctions();
    expect(await bookingOf(bookingId)).toMatchObject({ status: "completed", revision: 2 });
  });

  test("keeps the new member's buffers, and overlaps nothing of theirs", async () => {
    const world = await openReassigning();
    const { t, bookingId, bookingOf, reassign, toBob } = world;
    const { startTime } = await bookingOf(bookingId);
    const other = await bookBob(world, startTime);
    const before = await everythingIn(t);
    expect(await codeOf(reassign({}))).toBe("SLOT_TAKEN");
    expect(await everythingIn(t)).toEqual(before);
    await t.run(async (ctx) => {
      await ctx.db.patch("eventTypes", toBob.eventTypeId, { bufferBeforeMin: 25 });
    });
    vi.advanceTimersByTime(11 * MINUTE);
    await t.finishInProgressScheduledFunctions();
    expect(await bookingOf(other)).toMatchObject({ status: "expired" });
    await reassign({});
    expect((await bookingOf(bookingId)).quote.bufferBeforeMin).toBe(25);
  });

  test("overrules the new member's hours, but not the past", async () => {
    const { owner, t, bookingId, bookingOf, reassign, bob } = await openReassigning();
    const { startTime } = await bookingOf(bookingId);
    const date = new Date(startTime).toISOString().slice(0, 10);
    await personOf(t, "bob").mutation(api.availability.setOverride, {
      ...{ memberId: bob.memberId, date, windows: [], reason: "" },
    });
    await reassign({});
    expect((await bookingOf(bookingId)).memberId).toBe(bob.memberId);
    const back = { memberId: bob.memberId, revision: 2 };
    vi.setSystemTime(startTime + 1);
    const hosts = await owner.query(api.bookings.listHosts, { bookingId });
    const [ann] = hosts;
    const late = { ...back, memberId: ann?.memberId ?? back.memberId };
    const eventTypeId = ann?.eventTypes[0]?.id;
    if (!eventTypeId) throw new Error("Ann has no service.");
    expect(await codeOf(reassign({ ...late, eventTypeId }))).toBe("NOT_AVAILABLE");
  });

  test("leaves a request waiting, for the new member to decide, and until it ends", async () => {
    const { t, own, bob, bookingOf, reassign } = await openReassigning();
    const { bookingId } = own.request;
    await reassign({ bookingId });
    expect(await bookingOf(bookingId)).toMatchObject({ status: "pending", memberId: bob.memberId });
    expect(await codeOf(personOf(t, "ann").mutation(api.bookings.approve, { bookingId }))).toBe(
      "NOT_FOUND",
    );
    vi.advanceTimersByTime(3 * DAY);
    await t.finishInProgressScheduledFunctions();
    expect(await bookingOf(bookingId)).toMatchObject({ status: "expired" });
  });

  test("is refused for a hold, a closed booking, and a service that is another's, off or of another length", async () => {
    const { t, own, bookingId, reassign, toBob, targets } = await openReassigning();
    expect(await codeOf(reassign({ bookingId: own.hold.bookingId }))).toBe("ILLEGAL_TRANSITION");
    const { memberId, eventTypeId } = targets.foreign;
    for (const other of [{ memberId, eventTypeId }, { eventTypeId }, { memberId }]) {
      expect(await codeOf(reassign(other))).toBe("NOT_FOUND");
    }
    const bob = personOf(t, "bob");
    const [draft] = await t.query(api.eventTypes.list, { memberId: toBob.memberId });
    if (!draft) throw new Error("Bob has no service.");
    const change = (changes: Parameters<typeof draftOf>[1]) =>
      bob.mutation(api.eventTypes.update, {
        ...{ eventTypeId: toBob.eventTypeId, eventType: draftOf(draft, changes) },
      });
    await change({ durationMin: draft.durationMin + 15 });
    expect(await codeOf(reassign({}))).toBe("NOT_AVAILABLE");
    await change({ active: false });
    expect(await codeOf(reassign({}))).toBe("NOT_FOUND");
    await change({});
    await personOf(t, "ann").mutation(api.bookings.cancel, { bookingId });
    expect(await codeOf(reassign({ revision: 2 }))).toBe("ILLEGAL_TRANSITION");
  });
});

describe("giving away what was paid", () => {
  /** Ann's booking was paid through this account; ann has one of her own. */
  async function openPaid(account: string | null) {
    const world = await openReassigning();
    const { t, own, bookingId, bookingOf } = world;
    const { tenantId } = await bookingOf(bookingId);
    const paymentId = await t.run(async (ctx) => {
      await ctx.db.insert("paymentAccounts", {
        ...{ tenantId, memberId: own.memberId, accountId: "acct_ann", attempts: 0, trouble: null },
        ...{ chargesEnabled: true, payoutsEnabled: true, detailsSubmitted: true },
        ...{ disconnected: false, requirements: [] },
      });
      await ctx.db.insert("paymentAccounts", {
        ...{ tenantId, accountId: "acct_of_the_marketplace", attempts: 0, trouble: null },
        ...{ chargesEnabled: true, payoutsEnabled: true, detailsSubmitted: true },
        ...{ disconnected: false, requirements: [] },
      });
      return await ctx.db.insert("payments", {
        ...{ tenantId, memberId: own.memberId, bookingId, part: "price", channel: "stripe" },
        ...{ amount: 5000, currency: "usd", fee: 0, payee: { mode: "own", account } },
        ...{ want: "take", keep: 5000, standing: "captured", received: 5000, refunded: 0 },
        ...{ method: null, receiptUrl: null, failure: null, attempts: 0, trouble: null },
      });
    });
    const payment = () => t.run(async (ctx) => await ctx.db.get("payments", paymentId));
    return { ...world, paymentId, payment };
  }

  test("is refused while an account of the former member, of now or of before, has the money", async () => {
    const before = await openPaid("acct_ann_had_before");
    expect(await codeOf(before.reassign({}))).toBe("PAID_TO_MEMBER");
    const { t, paymentId, reassign, bob, bookingOf, bookingId } = await openPaid("acct_ann");
    expect(await codeOf(reassign({}))).toBe("PAID_TO_MEMBER");
    await t.run(async (ctx) => {
      await ctx.db.patch("payments", paymentId, { keep: 0, refunded: 5000 });
    });
    await reassign({});
    expect((await bookingOf(bookingId)).memberId).toBe(bob.memberId);
  });

  test("takes the payment along where the marketplace has the money", async () => {
    for (const account of [null, "acct_of_the_marketplace"]) {
      const { reassign, payment, bob } = await openPaid(account);
      await reassign({});
      expect(await payment()).toMatchObject({ memberId: bob.memberId, want: "take", keep: 5000 });
    }
  });
});
