import type { FunctionReturnType } from "convex/server";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api } from "../_generated/api";
import { CARL, codeOf, holdOf, openMarketplace } from "../test.setup";
import { NOW } from "../world.testing";

const DAY = 24 * 60 * 60 * 1000;

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("the roads to a booking", () => {
  type Limits = Partial<FunctionReturnType<typeof api.limits.settings>>;

  /** Maya's marketplace with other limits, and a visitor from one address. */
  async function openDemo(limits: Limits) {
    const { t, as, eventType } = await openMarketplace();
    const owner = as("persona-owner");
    const demo = { tenantSlug: "demo" };
    const current = await owner.query(api.limits.settings, demo);
    await owner.mutation(api.limits.save, { ...demo, limits: { ...current, ...limits } });
    const visitor = t.withRequestMetadata({ ip: "203.0.113.7" });
    const month = { eventTypeId: eventType.id, month: "2027-03" };
    const starts = (await t.query(api.availability.month, month))?.starts ?? [];
    // Far enough apart for any buffer.
    const free = starts.filter((start, index) => start > NOW + DAY && index % 4 === 0);
    const place = () => holdOf(eventType.id, free.shift() ?? 0);
    const bookOnline = async (email = CARL.email) => {
      const request = place();
      const { bookingId } = await visitor.mutation(api.bookings.hold, request);
      const link = { bookingId, token: request.token };
      const confirm = { ...link, customer: { ...CARL, email } };
      await visitor.mutation(api.bookings.confirm, confirm);
      return { ...link, again: () => visitor.mutation(api.bookings.confirm, confirm) };
    };
    return { t, as, owner, demo, visitor, place, bookOnline, free };
  }

  test("cancelling gives nothing back, moving and asking again cost nothing", async () => {
    const { visitor, bookOnline, free } = await openDemo({ bookingsPerEmailDay: 2 });
    const first = await bookOnline();
    const second = await bookOnline("Carl+2@example.com");
    await second.again();
    const [start = 0] = free;
    const { again: _, ...link } = first;
    await visitor.mutation(api.bookings.reschedule, { ...link, start, revision: 1 });
    await visitor.mutation(api.bookings.cancel, link);
    free.shift();
    expect(await codeOf(bookOnline())).toBe("RATE_LIMITED");
    vi.advanceTimersByTime(DAY);
    expect(await codeOf(bookOnline())).toBe("accepted");
  });

  test("a refusal for another reason uses nothing up", async () => {
    const { visitor, place, bookOnline } = await openDemo({ attemptsPerAddressHour: 1 });
    const request = place();
    const { bookingId } = await visitor.mutation(api.bookings.hold, request);
    const link = { bookingId, token: request.token };
    const nameless = { ...link, customer: { name: "", email: "carl@example.com" } };
    expect(await codeOf(visitor.mutation(api.bookings.confirm, nameless))).toBe("INVALID_INPUT");
    await visitor.mutation(api.bookings.confirm, { ...link, customer: CARL });
    expect(await codeOf(bookOnline())).toBe("RATE_LIMITED");
  });

  test("asking for the same hold again counts once", async () => {
    const { visitor, place } = await openDemo({ holdsPerAddressHour: 1 });
    const request = place();
    await visitor.mutation(api.bookings.hold, request);
    await visitor.mutation(api.bookings.hold, request);
    expect(await codeOf(visitor.mutation(api.bookings.hold, place()))).toBe("RATE_LIMITED");
  });

  test("members enter whom they like, blocked or not, as often as they like", async () => {
    const { as, owner, demo, place, bookOnline } = await openDemo({ bookingsPerEmailDay: 1 });
    const block = { ...demo, kind: "email" as const, value: CARL.email, reason: "" };
    await owner.mutation(api.limits.addBlock, block);
    expect(await codeOf(bookOnline())).toBe("BLOCKED");
    for (let n = 0; n < 3; n++) {
      const { visitorId: _, ...manual } = place();
      await as("persona-maya").mutation(api.bookings.create, { ...manual, customer: CARL });
    }
  });
});
