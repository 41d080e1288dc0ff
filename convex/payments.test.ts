import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api, internal } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import { MINUTE, NOW, openPaid, PAGE } from "./payments/paid.testing";
import {
  answer,
  intentOf,
  latestPayment,
  refundsOf,
  tellEvent,
  tellIntent,
  stubStripe,
} from "./payments/told.testing";
import { everythingIn } from "./surface.testing";
import { CARL, codeOf, holdOf } from "./test.setup";

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
  stubStripe();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

/** Time passes, without the actions that would ask Stripe. */
async function runJobs(
  t: Awaited<ReturnType<typeof openPaid>>["t"],
  bookingId: Id<"bookings">,
): Promise<void> {
  await t.mutation(internal.bookings.jobs.expire, { bookingId });
}

describe("a hold that costs something", () => {
  test("opens a payment of exactly its quote, whatever the service costs later", async () => {
    const { t, maya, eventTypeId, start } = await openPaid();
    const request = holdOf(eventTypeId, start);
    const { bookingId } = await t.mutation(api.bookings.hold, request);
    const [service] = (
      await maya.query(api.eventTypes.listMine, {
        memberId: (await latestPayment(t, bookingId)).memberId,
      })
    ).filter(({ id }) => id === eventTypeId);
    expect(service?.price).toBe(10_000);
    const { amount, fee, part, want } = await latestPayment(t, bookingId);
    expect({ amount, fee, part, want }).toEqual({
      ...{ amount: 10_000, fee: 1_000, part: "price", want: "wait" },
    });
  });

  test("cannot be confirmed without paying", async () => {
    const { t, book } = await openPaid();
    const link = await book();
    const confirm = t.mutation(api.bookings.confirm, { ...link, customer: CARL });
    expect(await codeOf(confirm)).toBe("PAYMENT_REQUIRED");
  });

  test("is refused while nobody can be paid", async () => {
    const { t, eventTypeId, start } = await openPaid();
    vi.stubEnv("STRIPE_SECRET_KEY", "");
    expect(await codeOf(t.mutation(api.bookings.hold, holdOf(eventTypeId, start)))).toBe(
      "PAYMENTS_OFF",
    );
  });

  test("takes no price from a client where the price is fixed", async () => {
    const { t, eventTypeId, start } = await openPaid();
    const cheap = { ...holdOf(eventTypeId, start), price: 1 };
    expect(await codeOf(t.mutation(api.bookings.hold, cheap))).toBe("PRICE_NOT_NAMED");
  });

  test("takes the price a customer names where it is left to them, not below the least", async () => {
    const named = { pricing: "named", minPrice: 500, price: 2_000 } as const;
    const { t, eventTypeId, start } = await openPaid(named);
    const request = holdOf(eventTypeId, start);
    const low = t.mutation(api.bookings.hold, { ...request, price: 499 });
    expect(await codeOf(low)).toBe("PRICE_TOO_LOW");
    const { bookingId, quote } = await t.mutation(api.bookings.hold, { ...request, price: 3_000 });
    expect(quote.price).toBe(3_000);
    expect((await latestPayment(t, bookingId)).amount).toBe(3_000);
  });

  test("is kept longer while somebody pays, and never for more than half an hour", async () => {
    const { t, book } = await openPaid();
    const link = await book();
    for (const minutes of [9, 9, 9]) {
      vi.advanceTimersByTime(minutes * MINUTE);
      await t.mutation(api.bookings.startPayment, { ...link, customer: CARL });
    }
    const booking = await t.query(api.bookings.get, link);
    expect(booking?.expiresAt).toBe(NOW + 30 * MINUTE);
  });
});

describe("money that comes", () => {
  test.each(["authorized", "captured"] as const)(
    "%s confirms the hold it pays for, once",
    async (standing) => {
      const { t, book, bookingOf } = await openPaid();
      const link = await book();
      await tellIntent(t, link.bookingId, { standing });
      await tellIntent(t, link.bookingId, { standing });
      await answer(t, link.bookingId, { standing });
      const booking = await bookingOf(link.bookingId);
      expect(booking).toMatchObject({ status: "confirmed", contact: CARL, revision: 1 });
      expect(booking.paymentStatus).toBe(standing === "captured" ? "paid" : "authorized");
      expect(await latestPayment(t, link.bookingId)).toMatchObject({ want: "take" });
      const view = await t.query(api.bookings.get, link);
      expect(view?.status).toBe("confirmed");
    },
  );

  test("is not captured before a request is approved, and given back when it is declined", async () => {
    const { t, maya, book, bookingOf } = await openPaid({ approval: true });
    const { bookingId } = await book();
    await tellIntent(t, bookingId, { standing: "authorized" });
    expect((await bookingOf(bookingId)).status).toBe("pending");
    expect((await latestPayment(t, bookingId)).want).toBe("wait");
    await maya.mutation(api.bookings.decline, { bookingId });
    expect(await latestPayment(t, bookingId)).toMatchObject({ want: "drop", keep: 0 });
  });

  test("is captured when a request is approved", async () => {
    const { t, maya, book } = await openPaid({ approval: true });
    const { bookingId } = await book();
    await tellIntent(t, bookingId, { standing: "authorized" });
    await maya.mutation(api.bookings.approve, { bookingId });
    expect((await latestPayment(t, bookingId)).want).toBe("take");
  });

  test("of a way to pay that cannot wait goes back in full when a request is declined", async () => {
    const { t, maya, book, bookingOf } = await openPaid({ approval: true });
    const { bookingId } = await book();
    await tellIntent(t, bookingId, { standing: "captured" });
    await maya.mutation(api.bookings.decline, { bookingId });
    expect(await refundsOf(t, bookingId)).toMatchObject([{ amount: 10_000, status: "wanted" }]);
    expect((await bookingOf(bookingId)).paymentStatus).toBe("refunded");
  });

  test("that is late finds its place if it is still free", async () => {
    const { t, book, bookingOf } = await openPaid();
    const { bookingId } = await book();
    vi.setSystemTime(NOW + 20 * MINUTE);
    await runJobs(t, bookingId);
    expect((await bookingOf(bookingId)).status).toBe("held");
    await tellIntent(t, bookingId, { standing: "authorized" });
    expect((await bookingOf(bookingId)).status).toBe("confirmed");
  });

  test("that is late goes back if somebody else has the place", async () => {
    const { t, book, bookingOf, eventTypeId, start, maya } = await openPaid();
    const { bookingId } = await book();
    vi.setSystemTime(NOW + 20 * MINUTE);
    await runJobs(t, bookingId);
    const { visitorId: _, ...request } = holdOf(eventTypeId, start);
    await maya.mutation(api.bookings.create, { ...request, customer: CARL });
    await tellIntent(t, bookingId, { standing: "captured" });
    expect(await refundsOf(t, bookingId)).toMatchObject([
      { amount: 10_000, why: "given_back", status: "wanted" },
    ]);
    expect((await bookingOf(bookingId)).status).not.toBe("confirmed");
  });

  test("for a hold that was given up goes back", async () => {
    const { t, book, bookingOf } = await openPaid();
    const link = await book();
    await t.mutation(api.bookings.release, link);
    await tellIntent(t, link.bookingId, { standing: "authorized" });
    expect((await bookingOf(link.bookingId)).status).toBe("cancelled");
    expect(await latestPayment(t, link.bookingId)).toMatchObject({ want: "drop" });
  });

  test("that nobody began to pay, so that nobody is known to have booked, goes back", async () => {
    const { t, eventTypeId, start, bookingOf } = await openPaid();
    const { bookingId } = await t.mutation(api.bookings.hold, holdOf(eventTypeId, start));
    await tellIntent(t, bookingId, { standing: "authorized" });
    expect((await bookingOf(bookingId)).status).toBe("held");
    expect(await latestPayment(t, bookingId)).toMatchObject({ want: "drop" });
  });

  test.each([{ amount: 9_999 }, { currency: "eur" }])(
    "that differs from the quote (%o) confirms nothing, goes back and is shown to the owner",
    async (difference) => {
      const { t, as, book, bookingOf } = await openPaid();
      const { bookingId } = await book();
      const received = difference.amount ?? 10_000;
      await tellIntent(t, bookingId, { standing: "captured", ...difference, received });
      expect((await bookingOf(bookingId)).status).toBe("held");
      expect(await refundsOf(t, bookingId)).toMatchObject([{ amount: received }]);
      const { page: shown } = await as("persona-owner").query(api.payments.mismatches.list, PAGE);
      expect(shown).toMatchObject([{ kind: "amount_differs", bookingId }]);
    },
  );
});

describe("an event", () => {
  test("of another mode or another account changes nothing", async () => {
    const { t, book, bookingOf } = await openPaid();
    const { bookingId } = await book();
    const payment = await latestPayment(t, bookingId);
    const intent = intentOf(payment, { standing: "authorized" });
    await tellEvent(t, { kind: "intent", intent }, { livemode: true });
    const foreign = { ...intent, account: "acct_of_somebody" };
    await tellEvent(t, { kind: "intent", intent: foreign }, { account: "acct_of_somebody" });
    expect((await bookingOf(bookingId)).status).toBe("held");
    expect(await latestPayment(t, bookingId)).toEqual(payment);
  });

  test("that is told again by the same id changes nothing", async () => {
    const { t, book } = await openPaid();
    const { bookingId } = await book();
    const payment = await latestPayment(t, bookingId);
    const told = { kind: "intent", intent: intentOf(payment, { standing: "authorized" }) } as const;
    await tellEvent(t, told, { eventId: "evt_twice" });
    const after = await everythingIn(t);
    await tellEvent(t, told, { eventId: "evt_twice" });
    expect(await everythingIn(t)).toEqual(after);
  });

  test("about an older failure does not touch money that is there", async () => {
    const { t, book, bookingOf } = await openPaid();
    const { bookingId } = await book();
    await tellIntent(t, bookingId, { standing: "authorized" });
    const failure = { code: "card_declined", message: "Your card was declined." };
    await tellIntent(t, bookingId, { standing: "open", failure });
    expect(await latestPayment(t, bookingId)).toMatchObject({
      ...{ standing: "authorized", failure: null },
    });
    expect((await bookingOf(bookingId)).status).toBe("confirmed");
  });

  test("about a decline is kept for the one who pays, and they can pay again", async () => {
    const { t, book } = await openPaid();
    const link = await book();
    const failure = { code: "card_declined", message: "Your card was declined." };
    await tellIntent(t, link.bookingId, { standing: "open", failure });
    const checkout = await t.query(api.payments.checkout, link);
    expect(checkout).toMatchObject({ failure, clientSecret: "secret_of_the_intent" });
    await tellIntent(t, link.bookingId, { standing: "authorized" });
    expect(await t.query(api.bookings.get, link)).toMatchObject({ status: "confirmed" });
  });
});
