import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api } from "./_generated/api";
import { stubStripe } from "./payments/told.testing";
import { CARL, codeOf, draftOf, holdOf, openMarketplace } from "./test.setup";

const MINUTE = 60_000;
/** Monday 1 March 2027, 00:00 UTC; Maya's first slot that day is 09:00 in New York. */
const NOW = Date.UTC(2027, 2, 1);
const FIRST_SLOT = Date.UTC(2027, 2, 1, 14);

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

async function everything(t: Awaited<ReturnType<typeof openMarketplace>>["t"]) {
  return await t.run(async (ctx) => ({
    bookings: await ctx.db.query("bookings").collect(),
    busy: await ctx.db.query("busy").collect(),
    customers: await ctx.db.query("customers").collect(),
    scheduled: await ctx.db.system.query("_scheduled_functions").collect(),
  }));
}

async function openMarketplaceWithBooking() {
  const market = await openMarketplace();
  const request = holdOf(market.eventType.id, FIRST_SLOT);
  const { bookingId } = await market.t.mutation(api.bookings.hold, request);
  const link = { bookingId, token: request.token };
  await market.t.mutation(api.bookings.confirm, { ...link, customer: CARL });
  return { ...market, link };
}

describe("holding a slot", () => {
  test("takes it from everybody else at once, in the list and in the next hold", async () => {
    const { t, eventType } = await openMarketplace();
    const month = { eventTypeId: eventType.id, month: "2027-03" };
    expect((await t.query(api.availability.month, month))?.starts).toContain(FIRST_SLOT);

    const held = await t.mutation(api.bookings.hold, holdOf(eventType.id, FIRST_SLOT));
    expect(held).toMatchObject({
      start: FIRST_SLOT,
      end: FIRST_SLOT + 30 * MINUTE,
      expiresAt: NOW + 10 * MINUTE,
      quote: { price: 0, currency: "usd" },
    });
    expect((await t.query(api.availability.month, month))?.starts).not.toContain(FIRST_SLOT);
    const again = t.mutation(api.bookings.hold, holdOf(eventType.id, FIRST_SLOT));
    expect(await codeOf(again)).toBe("SLOT_TAKEN");
  });

  test("of two hundred simultaneous requests exactly one wins and the others leave no trace", async () => {
    const { t, eventType } = await openMarketplace();
    const requests = Array.from({ length: 200 }, () => holdOf(eventType.id, FIRST_SLOT));
    const codes = await Promise.all(
      requests.map((request) => codeOf(t.mutation(api.bookings.hold, request))),
    );
    expect(codes.filter((code) => code === "accepted")).toHaveLength(1);
    expect(codes.filter((code) => code === "SLOT_TAKEN")).toHaveLength(199);
    const { bookings, busy, scheduled } = await everything(t);
    expect(bookings).toHaveLength(1);
    expect(busy.flatMap(({ spans }) => spans)).toHaveLength(1);
    expect(scheduled).toHaveLength(1);
  });

  test("asked again with the same token gives the first answer and holds nothing twice", async () => {
    const { t, eventType } = await openMarketplace();
    const request = holdOf(eventType.id, FIRST_SLOT);
    const first = await t.mutation(api.bookings.hold, request);
    vi.advanceTimersByTime(MINUTE);
    expect(await t.mutation(api.bookings.hold, request)).toEqual(first);
    expect((await everything(t)).bookings).toHaveLength(1);
  });

  test("a token that holds one slot is refused for another", async () => {
    const { t, eventType } = await openMarketplace();
    const request = holdOf(eventType.id, FIRST_SLOT);
    await t.mutation(api.bookings.hold, request);
    const other = { ...request, start: FIRST_SLOT + 60 * MINUTE };
    expect(await codeOf(t.mutation(api.bookings.hold, other))).toBe("TOKEN_REUSED");
  });

  test("what the list never offered is refused as such: off the grid, at night, too soon, past, too far", async () => {
    const { t, eventType } = await openMarketplace();
    vi.setSystemTime(FIRST_SLOT - 60 * MINUTE);
    const wrong: [number, string][] = [
      [FIRST_SLOT + 127 * MINUTE, "off_grid"],
      [Date.UTC(2027, 2, 2, 4), "closed"],
      [FIRST_SLOT + 30 * MINUTE, "notice"],
      [FIRST_SLOT - 7 * 24 * 60 * MINUTE, "past"],
      [Date.UTC(2027, 8, 1, 14), "horizon"],
      [FIRST_SLOT + 0.5, "off_grid"],
      [Number.NaN, "off_grid"],
      [1e300, "off_grid"],
    ];
    for (const [start, reason] of wrong) {
      const refused = t.mutation(api.bookings.hold, holdOf(eventType.id, start));
      await expect(refused, reason).rejects.toMatchObject({
        data: { code: "NOT_AVAILABLE", reason },
      });
    }
    expect((await everything(t)).bookings).toEqual([]);
  });

  test("every slot on offer can be held, and the buffer after it is kept free", async () => {
    const { t, eventType } = await openMarketplace();
    const month = { eventTypeId: eventType.id, month: "2027-03" };
    let offered = (await t.query(api.availability.month, month))?.starts ?? [];
    const held: number[] = [];
    while (held.length < 12) {
      const start = offered.find((candidate) => candidate >= NOW + 120 * MINUTE);
      if (start === undefined) break;
      await t.mutation(api.bookings.hold, holdOf(eventType.id, start));
      held.push(start);
      offered = (await t.query(api.availability.month, month))?.starts ?? [];
    }
    expect(held).toHaveLength(12);
    for (const [index, start] of held.entries()) {
      const previous = held[index - 1];
      if (previous !== undefined) expect(start - previous).toBeGreaterThanOrEqual(45 * MINUTE);
    }
  });

  test("a visitor may hold five slots at a time, and one more after releasing one", async () => {
    const { t, eventType } = await openMarketplace();
    const visitor = { visitorId: "one-visitor" };
    const requests = [0, 1, 2, 3, 4, 5].map((n) =>
      holdOf(eventType.id, FIRST_SLOT + n * 24 * 60 * MINUTE, visitor),
    );
    // The demonstration member works Monday to Friday, so the sixth day is the Monday after.
    const [first, ...others] = requests;
    const last = others.pop();
    if (!first || !last) throw new Error("six requests");
    last.start = FIRST_SLOT + 7 * 24 * 60 * MINUTE;
    const { bookingId } = await t.mutation(api.bookings.hold, first);
    for (const request of others) await t.mutation(api.bookings.hold, request);
    expect(await codeOf(t.mutation(api.bookings.hold, last))).toBe("TOO_MANY_HOLDS");
    await t.mutation(api.bookings.release, { bookingId, token: first.token });
    expect(await codeOf(t.mutation(api.bookings.hold, last))).toBe("accepted");
  });

  test("refuses a zone nobody knows, a weak token and a strange visitor id", async () => {
    const { t, eventType } = await openMarketplace();
    const request = holdOf(eventType.id, FIRST_SLOT);
    const hold = (changes: object) =>
      codeOf(t.mutation(api.bookings.hold, { ...request, ...changes }));
    expect(await hold({ timezone: "Mars/Olympus" })).toBe("UNKNOWN_ZONE");
    expect(await hold({ token: "short" })).toBe("INVALID_INPUT");
    expect(await hold({ token: "<script>aaaaaaaaaaaaaaaaaaaaaaaaaaa" })).toBe("INVALID_INPUT");
    expect(await hold({ visitorId: "" })).toBe("INVALID_INPUT");
    expect((await everything(t)).bookings).toEqual([]);
  });
});

describe("a hold that runs out", () => {
  test("expires by itself after ten minutes and gives the slot back", async () => {
    const { t, eventType } = await openMarketplace();
    await t.mutation(api.bookings.hold, holdOf(eventType.id, FIRST_SLOT));
    vi.advanceTimersByTime(10 * MINUTE);
    await t.finishInProgressScheduledFunctions();
    const { bookings, busy } = await everything(t);
    expect(bookings.map(({ status }) => status)).toEqual(["expired"]);
    expect(busy).toEqual([]);
  });

  test("blocks nobody from its expiry instant on, even before the schedule has cleared it away", async () => {
    const { t, eventType } = await openMarketplace();
    await t.mutation(api.bookings.hold, holdOf(eventType.id, FIRST_SLOT));
    vi.setSystemTime(NOW + 10 * MINUTE - 1);
    const early = t.mutation(api.bookings.hold, holdOf(eventType.id, FIRST_SLOT));
    expect(await codeOf(early)).toBe("SLOT_TAKEN");
    vi.setSystemTime(NOW + 10 * MINUTE);
    const inTime = t.mutation(api.bookings.hold, holdOf(eventType.id, FIRST_SLOT));
    expect(await codeOf(inTime)).toBe("accepted");
  });

  test("cannot be confirmed any more", async () => {
    const { t, eventType } = await openMarketplace();
    const request = holdOf(eventType.id, FIRST_SLOT);
    const { bookingId } = await t.mutation(api.bookings.hold, request);
    vi.setSystemTime(NOW + 10 * MINUTE);
    const late = t.mutation(api.bookings.confirm, {
      bookingId,
      token: request.token,
      customer: CARL,
    });
    expect(await codeOf(late)).toBe("HOLD_EXPIRED");
    expect((await everything(t)).customers).toEqual([]);
  });

  test("an old expiry does not end a booking that was confirmed in time", async () => {
    const { t, link } = await openMarketplaceWithBooking();
    vi.advanceTimersByTime(11 * MINUTE);
    await t.finishInProgressScheduledFunctions();
    expect((await t.query(api.bookings.get, link))?.status).toBe("confirmed");
    expect((await everything(t)).busy).toHaveLength(1);
  });
});

describe("confirming a hold", () => {
  test("gives an eight-character code, a customer, and a booking that the member sees", async () => {
    const { t, as, member, eventType } = await openMarketplace();
    const request = holdOf(eventType.id, FIRST_SLOT);
    const { bookingId } = await t.mutation(api.bookings.hold, request);
    const customer = { ...CARL, email: "Carl@Example.com", message: "Looking forward to it." };
    const confirm = { bookingId, token: request.token, customer };
    const answer = await t.mutation(api.bookings.confirm, confirm);
    expect(answer.status).toBe("confirmed");
    expect(answer.code).toMatch(/^[A-Z0-9]{8}$/);
    expect(await t.mutation(api.bookings.confirm, confirm)).toEqual(answer);

    const maya = as("persona-maya");
    const range = { memberId: member.id, from: FIRST_SLOT, to: FIRST_SLOT + 1 };
    const [seen] = await maya.query(api.bookings.listForMember, range);
    expect(seen).toMatchObject({
      code: answer.code,
      status: "confirmed",
      contact: { email: "carl@example.com" },
    });
    const { customers } = await everything(t);
    expect(customers).toHaveLength(1);
    expect(customers[0]).toMatchObject({ email: "carl@example.com", bookingCount: 1 });
  });

  test("names every field that is wrong and changes nothing", async () => {
    const { t, eventType } = await openMarketplace();
    const request = holdOf(eventType.id, FIRST_SLOT);
    const { bookingId } = await t.mutation(api.bookings.hold, request);
    const before = await everything(t);
    const customer = { name: "X", email: "nobody", phone: "call me", message: "a".repeat(501) };
    const refused = t.mutation(api.bookings.confirm, { bookingId, token: request.token, customer });
    await expect(refused).rejects.toMatchObject({
      data: {
        code: "INVALID_INPUT",
        problems: [
          { field: "name", problem: "too_short" },
          { field: "email", problem: "malformed" },
          { field: "phone", problem: "malformed" },
          { field: "message", problem: "too_long" },
        ],
      },
    });
    expect(await everything(t)).toEqual(before);
  });

  test("waits for the member where the service wants approval, and blocks the time meanwhile", async () => {
    const { t, as, eventType } = await openMarketplace();
    await as("persona-maya").mutation(api.eventTypes.update, {
      eventTypeId: eventType.id,
      eventType: draftOf(eventType, { approval: true }),
    });
    const request = holdOf(eventType.id, FIRST_SLOT);
    const { bookingId } = await t.mutation(api.bookings.hold, request);
    const answer = await t.mutation(api.bookings.confirm, {
      bookingId,
      token: request.token,
      customer: CARL,
    });
    expect(answer.status).toBe("pending");
    const rival = t.mutation(api.bookings.hold, holdOf(eventType.id, FIRST_SLOT));
    expect(await codeOf(rival)).toBe("SLOT_TAKEN");
  });

  test("is refused before payment where the service has a price", async () => {
    stubStripe();
    const { t, as, eventType } = await openMarketplace();
    await as("persona-maya").mutation(api.eventTypes.update, {
      eventTypeId: eventType.id,
      eventType: draftOf(eventType, { price: 5000 }),
    });
    const request = holdOf(eventType.id, FIRST_SLOT);
    const { bookingId, quote } = await t.mutation(api.bookings.hold, request);
    expect(quote.price).toBe(5000);
    const unpaid = t.mutation(api.bookings.confirm, {
      bookingId,
      token: request.token,
      customer: CARL,
    });
    expect(await codeOf(unpaid)).toBe("PAYMENT_REQUIRED");
  });

  test("keeps the price the hold was made with, whatever the member changes meanwhile", async () => {
    const { t, eventType, link } = await openMarketplaceWithBooking();
    await t.run(async (ctx) => {
      await ctx.db.patch("eventTypes", eventType.id, { price: 9900, durationMin: 120 });
    });
    expect(await t.query(api.bookings.get, link)).toMatchObject({
      price: 0,
      end: FIRST_SLOT + 30 * MINUTE,
      eventType: { durationMin: 30 },
    });
  });
});

describe("the manage link", () => {
  test("shows its booking, and nothing for a wrong token, a wrong id or nonsense", async () => {
    const { t, link } = await openMarketplaceWithBooking();
    expect(await t.query(api.bookings.get, link)).toMatchObject({
      contact: CARL,
      cancelUntil: FIRST_SLOT,
    });
    expect(await t.query(api.bookings.get, { ...link, token: `${link.token}x` })).toBeNull();
    expect(await t.query(api.bookings.get, { ...link, bookingId: "nonsense" })).toBeNull();
  });

  test("is stored as a hash only", async () => {
    const { t, link } = await openMarketplaceWithBooking();
    expect(JSON.stringify(await everything(t))).not.toContain(link.token);
  });
});

describe("cancelling", () => {
  test("frees the time, keeps who did it and why, and happens once", async () => {
    const { t, eventType, link } = await openMarketplaceWithBooking();
    await t.mutation(api.bookings.cancel, { ...link, reason: "I am ill." });
    await t.mutation(api.bookings.cancel, { ...link, reason: "Again." });
    expect(await t.query(api.bookings.get, link)).toMatchObject({
      status: "cancelled",
      revision: 2,
      cancelledBy: "customer",
      cancelReason: "I am ill.",
      cancelUntil: null,
    });
    const { busy, customers } = await everything(t);
    expect(busy).toEqual([]);
    expect(customers[0]?.cancellationCount).toBe(1);
    expect(await codeOf(t.mutation(api.bookings.hold, holdOf(eventType.id, FIRST_SLOT)))).toBe(
      "accepted",
    );
  });

  test("is open to its member and the owner, and to nobody else", async () => {
    const { t, as, link } = await openMarketplaceWithBooking();
    const { bookingId } = link;
    for (const stranger of [t, as("persona-jonas"), as("persona-carl")]) {
      expect(await codeOf(stranger.mutation(api.bookings.cancel, { bookingId }))).toBe("NOT_FOUND");
    }
    const wrongToken = t.mutation(api.bookings.cancel, {
      bookingId,
      token: "wrong-token-wrong-token-wr",
    });
    expect(await codeOf(wrongToken)).toBe("NOT_FOUND");
    await as("persona-owner").mutation(api.bookings.cancel, { bookingId });
    expect(await t.query(api.bookings.get, link)).toMatchObject({ cancelledBy: "owner" });
  });
});

describe("lists of bookings", () => {
  test("a member's lists are closed to strangers and show no abandoned holds", async () => {
    const { t, as, member, eventType } = await openMarketplaceWithBooking();
    await t.mutation(api.bookings.hold, holdOf(eventType.id, FIRST_SLOT + 60 * MINUTE));
    const range = { memberId: member.id, from: NOW, to: NOW + 90 * 24 * 60 * MINUTE };
    expect(await codeOf(t.query(api.bookings.listForMember, range))).toBe("SIGN_IN_REQUIRED");
    const jonas = as("persona-jonas");
    expect(await codeOf(jonas.query(api.bookings.listForMember, range))).toBe("NOT_FOUND");
    const maya = as("persona-maya");
    expect(await maya.query(api.bookings.listForMember, range)).toHaveLength(1);
    expect(await maya.query(api.bookings.listRecent, { memberId: member.id })).toHaveLength(1);
    const upcoming = await maya.query(api.bookings.listUpcoming, {
      memberId: member.id,
      from: NOW,
      paginationOpts: { numItems: 10, cursor: null },
    });
    expect(upcoming.page).toHaveLength(1);
  });

  test("a signed-in customer finds own bookings, and only those", async () => {
    const { t, as, eventType } = await openMarketplaceWithBooking();
    const carl = as("persona-carl");
    const request = holdOf(eventType.id, FIRST_SLOT + 60 * MINUTE);
    const { bookingId } = await carl.mutation(api.bookings.hold, request);
    await carl.mutation(api.bookings.confirm, { bookingId, token: request.token, customer: CARL });
    const page = { paginationOpts: { numItems: 10, cursor: null } };
    const mine = await carl.query(api.bookings.listMine, page);
    expect(mine.page.map(({ id }) => id)).toEqual([bookingId]);
    expect(await codeOf(t.query(api.bookings.listMine, page))).toBe("SIGN_IN_REQUIRED");
  });

  test("the member's notes stay with the member", async () => {
    const { t, as, member, link } = await openMarketplaceWithBooking();
    const note = { bookingId: link.bookingId, notes: "Knows my sister." };
    await as("persona-maya").mutation(api.bookings.setNotes, note);
    expect(await codeOf(as("persona-carl").mutation(api.bookings.setNotes, note))).toBe(
      "NOT_FOUND",
    );
    expect(JSON.stringify(await t.query(api.bookings.get, link))).not.toContain("sister");
    const range = { memberId: member.id, from: FIRST_SLOT, to: FIRST_SLOT + 1 };
    const [seen] = await as("persona-maya").query(api.bookings.listForMember, range);
    expect(seen?.notes).toBe("Knows my sister.");
  });
});
