import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api, internal } from "../_generated/api";
import type { draftFields } from "../eventTypes/model";
import type { Infer } from "convex/values";
import { CARL, codeOf, draftOf, holdOf, openMarketplace } from "../test.setup";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Monday 1 March 2027, 00:00 UTC; Maya's first slot that day is 09:00 in New York. */
const NOW = Date.UTC(2027, 2, 1);
const FIRST_SLOT = Date.UTC(2027, 2, 1, 14);
const LATER = FIRST_SLOT + 2 * HOUR;

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A marketplace in which Carl has asked for Maya's first slot of a service with these terms. */
async function openWithBooking(terms: Partial<Infer<typeof draftFields>> = {}) {
  const market = await openMarketplace();
  const { t, as, eventType } = market;
  const maya = as("persona-maya");
  const draft = draftOf(eventType, terms);
  await maya.mutation(api.eventTypes.update, { eventTypeId: eventType.id, eventType: draft });
  const request = holdOf(eventType.id, FIRST_SLOT);
  const { bookingId } = await t.mutation(api.bookings.hold, request);
  const link = { bookingId, token: request.token };
  await t.mutation(api.bookings.confirm, { ...link, customer: CARL });
  const see = async () => {
    const booking = await t.query(api.bookings.get, link);
    if (!booking) throw new Error("The booking is gone.");
    return booking;
  };
  const isFree = async (start: number) => {
    const month = { eventTypeId: eventType.id, month: "2027-03" };
    return (await t.query(api.availability.month, month))?.starts.includes(start);
  };
  const advanceTo = async (instant: number) => {
    vi.advanceTimersByTime(instant - Date.now());
    await t.finishInProgressScheduledFunctions();
  };
  return { ...market, maya, bookingId, link, see, isFree, advanceTo };
}

describe("a request", () => {
  test("becomes a booking when its member approves it, once", async () => {
    const { maya, bookingId, see, advanceTo } = await openWithBooking({ approval: true });
    expect(await see()).toMatchObject({ status: "pending", expiresAt: FIRST_SLOT });
    await maya.mutation(api.bookings.approve, { bookingId });
    await maya.mutation(api.bookings.approve, { bookingId });
    expect(await see()).toMatchObject({ status: "confirmed", expiresAt: null });
    await advanceTo(FIRST_SLOT);
    expect((await see()).status).toBe("confirmed");
  });

  test("that is declined frees its time and tells why", async () => {
    const { maya, bookingId, see, isFree } = await openWithBooking({ approval: true });
    expect(await isFree(FIRST_SLOT)).toBe(false);
    await maya.mutation(api.bookings.decline, { bookingId, reason: "I am travelling." });
    expect(await see()).toMatchObject({ status: "declined", cancelReason: "I am travelling." });
    expect(await isFree(FIRST_SLOT)).toBe(true);
    expect(await codeOf(maya.mutation(api.bookings.approve, { bookingId }))).toBe(
      "ILLEGAL_TRANSITION",
    );
  });

  test("that nobody decides ends when it would begin, and can no longer be approved", async () => {
    const { maya, bookingId, see, isFree, advanceTo } = await openWithBooking({ approval: true });
    await advanceTo(FIRST_SLOT);
    expect((await see()).status).toBe("expired");
    expect(await isFree(FIRST_SLOT)).toBe(true);
    expect(await codeOf(maya.mutation(api.bookings.approve, { bookingId }))).toBe(
      "ILLEGAL_TRANSITION",
    );
  });

  test("is decided by its member or the owner, not by its customer or a stranger", async () => {
    const { as, bookingId, see } = await openWithBooking({ approval: true });
    for (const who of [as("persona-jonas"), as("persona-carl")]) {
      expect(await codeOf(who.mutation(api.bookings.approve, { bookingId }))).toBe("NOT_FOUND");
      expect(await codeOf(who.mutation(api.bookings.decline, { bookingId }))).toBe("NOT_FOUND");
    }
    await as("persona-owner").mutation(api.bookings.approve, { bookingId });
    expect((await see()).status).toBe("confirmed");
  });
});

describe("moving a booking", () => {
  test("takes the new place and gives the old one back, in one step", async () => {
    const { t, link, see, isFree } = await openWithBooking();
    await t.mutation(api.bookings.reschedule, { ...link, start: LATER, revision: 1 });
    expect(await see()).toMatchObject({ start: LATER, end: LATER + 30 * MINUTE, revision: 2 });
    expect(await isFree(FIRST_SLOT)).toBe(true);
    expect(await isFree(LATER)).toBe(false);
  });

  test("keeps the buffers it was granted its new place with, so that no two bookings stand closer than both allow", async () => {
    const { t, maya, eventType, link } = await openWithBooking({ bufferAfterMin: 60 });
    const eventTypeId = eventType.id;
    const unbuffered = draftOf(eventType, { bufferAfterMin: 0 });
    await maya.mutation(api.eventTypes.update, { eventTypeId, eventType: unbuffered });
    const neighbour = holdOf(eventTypeId, LATER + 30 * MINUTE);
    await t.mutation(api.bookings.hold, neighbour);
    await t.mutation(api.bookings.reschedule, { ...link, start: LATER, revision: 1 });
    const spans = await t.run(async (ctx) => (await ctx.db.query("busy").collect())[0]?.spans);
    expect(spans?.map(({ bufferAfterMin }) => bufferAfterMin)).toEqual([undefined, undefined]);
  });

  test("may overlap its own old place", async () => {
    const { maya, bookingId, see } = await openWithBooking();
    const start = FIRST_SLOT + 15 * MINUTE;
    await maya.mutation(api.bookings.reschedule, { bookingId, start, revision: 1 });
    expect(await see()).toMatchObject({ start });
  });

  test("from a page that is out of date is refused; the same wish twice is one move", async () => {
    const { t, link, see } = await openWithBooking();
    const wish = { ...link, start: LATER, revision: 1 };
    await t.mutation(api.bookings.reschedule, wish);
    await t.mutation(api.bookings.reschedule, wish);
    const stale = t.mutation(api.bookings.reschedule, { ...wish, start: LATER + HOUR });
    expect(await codeOf(stale)).toBe("STALE_REVISION");
    expect(await see()).toMatchObject({ start: LATER, revision: 2 });
  });

  test("to a time that is taken changes nothing", async () => {
    const { t, eventType, link, see, isFree } = await openWithBooking();
    await t.mutation(api.bookings.hold, holdOf(eventType.id, LATER));
    const taken = t.mutation(api.bookings.reschedule, { ...link, start: LATER, revision: 1 });
    expect(await codeOf(taken)).toBe("SLOT_TAKEN");
    expect(await see()).toMatchObject({ start: FIRST_SLOT, revision: 1 });
    expect(await isFree(FIRST_SLOT)).toBe(false);
  });

  test("binds the customer to hours, notice and number, the member only to overlaps", async () => {
    const terms = { rescheduleNoticeMin: 12 * 60, maxReschedules: 1 };
    const { t, maya, bookingId, link, see, eventType } = await openWithBooking(terms);
    const night = FIRST_SLOT + 14 * HOUR;
    const asCustomer = (start: number, revision: number) =>
      codeOf(t.mutation(api.bookings.reschedule, { ...link, start, revision }));
    expect(await asCustomer(night, 1)).toBe("NOT_AVAILABLE");
    expect(await asCustomer(LATER, 1)).toBe("accepted");
    expect(await see()).toMatchObject({ reschedulesLeft: 0, rescheduleUntil: null });
    expect(await asCustomer(FIRST_SLOT, 2)).toBe("RESCHEDULES_USED_UP");

    await maya.mutation(api.bookings.reschedule, { bookingId, start: night, revision: 2 });
    expect(await see()).toMatchObject({ start: night, revision: 3 });
    await t.mutation(api.bookings.hold, holdOf(eventType.id, LATER));
    const overlap = maya.mutation(api.bookings.reschedule, {
      bookingId,
      start: LATER,
      revision: 3,
    });
    expect(await codeOf(overlap)).toBe("SLOT_TAKEN");
  });

  test("is too late for the customer within the notice of the quote, whatever the service says now", async () => {
    const { t, maya, eventType, link, see } = await openWithBooking({
      rescheduleNoticeMin: 120,
      cancelNoticeMin: 240,
    });
    const draft = draftOf(eventType, { rescheduleNoticeMin: 0, cancelNoticeMin: 0 });
    await maya.mutation(api.eventTypes.update, { eventTypeId: eventType.id, eventType: draft });
    expect(await see()).toMatchObject({
      rescheduleUntil: FIRST_SLOT - 2 * HOUR,
      cancelUntil: FIRST_SLOT - 4 * HOUR,
    });
    vi.setSystemTime(FIRST_SLOT - 2 * HOUR + 1);
    const late = t.mutation(api.bookings.reschedule, { ...link, start: LATER + DAY, revision: 1 });
    expect(await codeOf(late)).toBe("TOO_LATE");
    expect(await codeOf(t.mutation(api.bookings.cancel, link))).toBe("TOO_LATE");
    await maya.mutation(api.bookings.cancel, { bookingId: link.bookingId, reason: "Ill." });
    expect((await see()).status).toBe("cancelled");
  });
});

describe("after the appointment", () => {
  test("a booking completes by itself a day after its end", async () => {
    const { see, advanceTo } = await openWithBooking();
    await advanceTo(FIRST_SLOT + 30 * MINUTE + DAY - 1);
    expect((await see()).status).toBe("confirmed");
    await advanceTo(FIRST_SLOT + 30 * MINUTE + DAY);
    expect((await see()).status).toBe("completed");
  });

  test("a booking that was moved completes by its new time, not by the old one", async () => {
    const { t, link, see, advanceTo } = await openWithBooking();
    await t.mutation(api.bookings.reschedule, { ...link, start: LATER + DAY, revision: 1 });
    await advanceTo(FIRST_SLOT + 30 * MINUTE + DAY);
    expect((await see()).status).toBe("confirmed");
    await advanceTo(LATER + 2 * DAY + 30 * MINUTE);
    expect((await see()).status).toBe("completed");
  });

  test("a customer who did not come is noted once it has begun, and counted once", async () => {
    const { t, maya, bookingId, see, advanceTo } = await openWithBooking();
    expect(await codeOf(maya.mutation(api.bookings.markNoShow, { bookingId }))).toBe("TOO_EARLY");
    await advanceTo(FIRST_SLOT + HOUR);
    await maya.mutation(api.bookings.markNoShow, { bookingId });
    await maya.mutation(api.bookings.markNoShow, { bookingId });
    expect((await see()).status).toBe("no_show");
    const [customer] = await t.run(async (ctx) => await ctx.db.query("customers").collect());
    expect(customer).toMatchObject({ bookingCount: 1, noShowCount: 1 });
  });
});

describe("a booking entered by hand", () => {
  const byHand = { timezone: "Europe/Paris", customer: CARL };

  test("is confirmed at once, outside hours and notice if need be, and its link works", async () => {
    const { t, maya, eventType, isFree } = await openWithBooking();
    vi.setSystemTime(FIRST_SLOT + HOUR);
    const { token } = holdOf(eventType.id, 0);
    const wish = {
      ...byHand,
      eventTypeId: eventType.id,
      start: FIRST_SLOT + HOUR + 7 * MINUTE,
      token,
    };
    const { bookingId, code } = await maya.mutation(api.bookings.create, wish);
    expect(await maya.mutation(api.bookings.create, wish)).toEqual({ bookingId, code });
    const seen = await t.query(api.bookings.get, { bookingId, token });
    expect(seen).toMatchObject({ code, status: "confirmed", start: wish.start });
    expect(await isFree(FIRST_SLOT + HOUR)).toBe(false);
  });

  test("overlaps another only when that is said, and never lies in the past", async () => {
    const { maya, eventType } = await openWithBooking();
    const create = (start: number, allowOverlap?: boolean) => {
      const { token } = holdOf(eventType.id, start);
      const overlap = allowOverlap === undefined ? {} : { allowOverlap };
      const wish = { ...byHand, eventTypeId: eventType.id, start, token, ...overlap };
      return codeOf(maya.mutation(api.bookings.create, wish));
    };
    expect(await create(FIRST_SLOT)).toBe("SLOT_TAKEN");
    expect(await create(FIRST_SLOT, true)).toBe("accepted");
    expect(await create(NOW - HOUR, true)).toBe("NOT_AVAILABLE");
  });

  test("is refused for somebody else's service", async () => {
    const { as, eventType } = await openWithBooking();
    const { token } = holdOf(eventType.id, 0);
    const wish = { ...byHand, eventTypeId: eventType.id, start: LATER, token };
    expect(await codeOf(as("persona-jonas").mutation(api.bookings.create, wish))).toBe("NOT_FOUND");
  });
});

describe("the history of a booking", () => {
  test("tells who did what, when and why", async () => {
    const { t, maya, bookingId, link } = await openWithBooking({ approval: true });
    await maya.mutation(api.bookings.approve, { bookingId });
    vi.setSystemTime(NOW + HOUR);
    const wish = { ...link, start: LATER, revision: 1, reason: "A train." };
    await t.mutation(api.bookings.reschedule, wish);
    await maya.mutation(api.bookings.cancel, { bookingId, reason: "Ill." });
    const history = await maya.query(api.bookings.history, { bookingId });
    expect(history.map(({ what, by, reason, revision }) => [what, by, reason, revision])).toEqual([
      ["held", "customer", "", 1],
      ["requested", "customer", "", 1],
      ["approved", "member", "", 1],
      ["rescheduled", "customer", "A train.", 2],
      ["cancelled", "member", "Ill.", 3],
    ]);
    expect(history[3]).toMatchObject({ at: NOW + HOUR, startTime: LATER, status: "confirmed" });
  });

  test("is not for its customer", async () => {
    const { as, bookingId } = await openWithBooking();
    const seen = as("persona-carl").query(api.bookings.history, { bookingId });
    expect(await codeOf(seen)).toBe("NOT_FOUND");
  });

  test("a job that comes for a booking that is gone does nothing", async () => {
    const { t, bookingId } = await openWithBooking();
    await t.run(async (ctx) => {
      await ctx.db.delete("bookings", bookingId);
    });
    await t.mutation(internal.bookings.jobs.expire, { bookingId });
    await t.mutation(internal.bookings.jobs.expireRequest, { bookingId });
    await t.mutation(internal.bookings.jobs.complete, { bookingId, revision: 1 });
  });
});

describe("the place to meet", () => {
  test("the customer sees where to meet as soon as the member says it", async () => {
    const { t, maya, bookingId, link } = await openWithBooking();
    const say = (meetingUrl: string | null) =>
      maya.mutation(api.bookings.setMeetingUrl, { bookingId, meetingUrl });
    await say("https://meet.example/maya");
    expect((await t.query(api.bookings.get, link))?.meetingUrl).toBe("https://meet.example/maya");
    expect(await codeOf(say("http://meet.example/maya"))).toBe("INVALID_INPUT");
    await say(null);
    expect((await t.query(api.bookings.get, link))?.meetingUrl).toBeNull();
  });
});
