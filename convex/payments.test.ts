import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api, internal } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import {
  answer,
  holdAndStart,
  intentOf,
  latestPayment,
  paymentsOf,
  refundOf,
  refundsOf,
  stubStripe,
  tellEvent,
  tellIntent,
} from "./payments/told.testing";
import { CARL, codeOf, draftOf, holdOf, openMarketplace } from "./test.setup";

/** Monday 1 March 2027. */
const NOW = Date.UTC(2027, 2, 1);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

type Draft = Parameters<typeof draftOf>[1];

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
  stubStripe();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

/** A marketplace whose first member charges 100.00 for a service with these terms. */
async function openPaid(changes: Draft = {}) {
  const { t, as, member, eventType } = await openMarketplace();
  const maya = as("persona-maya");
  const terms = { price: 10_000, currency: "usd", refundTiers: [], deposit: null, ...changes };
  const draft = draftOf(eventType, { ...terms, name: "Paid", slug: "paid-service" });
  const { id } = await maya.mutation(api.eventTypes.create, {
    memberId: member.id,
    eventType: draft,
  });
  const starts = await freeStarts();
  async function freeStarts(): Promise<number[]> {
    const month = await t.query(api.availability.month, { eventTypeId: id, month: "2027-03" });
    return (month?.starts ?? []).filter((start) => start > NOW + 4 * 24 * HOUR);
  }
  const [start] = starts;
  if (start === undefined) throw new Error("The member has no free time.");
  const book = async () => await holdAndStart(t, holdOf(id, start), CARL);
  const bookingOf = async (bookingId: Id<"bookings">) =>
    await t.run(async (ctx) => {
      const row = await ctx.db.get("bookings", bookingId);
      if (!row) throw new Error("The booking is gone.");
      return row;
    });
  return { t, as, maya, member, eventTypeId: id, start, book, bookingOf };
}

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
      const page = { tenantSlug: "demo", paginationOpts: { numItems: 10, cursor: null } };
      const { page: shown } = await as("persona-owner").query(api.payments.mismatches.list, page);
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
    const after = await paymentsOf(t, bookingId);
    await tellEvent(t, told, { eventId: "evt_twice" });
    expect(await paymentsOf(t, bookingId)).toEqual(after);
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

describe("cancelling what was paid", () => {
  const tiers = [
    { hoursBefore: 48, percent: 100 },
    { hoursBefore: 24, percent: 50 },
  ];

  test.each([
    [49, 10_000],
    [48, 10_000],
    [47, 5_000],
    [24, 5_000],
    [23, 0],
  ])("%i hours before gives back %i", async (hours, amount) => {
    const { t, book, start, bookingOf } = await openPaid({ refundTiers: tiers });
    const link = await book();
    await tellIntent(t, link.bookingId, { standing: "captured" });
    vi.setSystemTime(start - hours * HOUR);
    await t.mutation(api.bookings.cancel, link);
    const refunds = await refundsOf(t, link.bookingId);
    expect(refunds.reduce((total, refund) => total + refund.amount, 0)).toBe(amount);
    expect((await bookingOf(link.bookingId)).refundedAmount).toBe(amount);
  });

  test("gives back everything when the member cancels, however late", async () => {
    const { t, maya, book, start } = await openPaid({ refundTiers: tiers });
    const { bookingId } = await book();
    await tellIntent(t, bookingId, { standing: "captured" });
    vi.setSystemTime(start - HOUR);
    await maya.mutation(api.bookings.cancel, { bookingId });
    expect(await refundsOf(t, bookingId)).toMatchObject([{ amount: 10_000, by: "member" }]);
  });

  test("before the money was captured releases it, or gives the policy's share back once it is", async () => {
    const { t, book, start } = await openPaid({ refundTiers: tiers });
    const link = await book();
    await tellIntent(t, link.bookingId, { standing: "authorized" });
    vi.setSystemTime(start - 30 * HOUR);
    await t.mutation(api.bookings.cancel, link);
    expect(await latestPayment(t, link.bookingId)).toMatchObject({ want: "take", keep: 5_000 });
    expect(await refundsOf(t, link.bookingId)).toEqual([]);
    await tellIntent(t, link.bookingId, { standing: "captured" });
    expect(await refundsOf(t, link.bookingId)).toMatchObject([{ amount: 5_000, why: "policy" }]);
  });

  test("after part was given back by hand gives back no more than is left", async () => {
    const { t, maya, book } = await openPaid();
    const link = await book();
    await tellIntent(t, link.bookingId, { standing: "captured" });
    const asked = { bookingId: link.bookingId, amount: 3_000, refunded: 0 };
    await maya.mutation(api.payments.refund, asked);
    await t.mutation(api.bookings.cancel, link);
    const amounts = (await refundsOf(t, link.bookingId)).map(({ amount }) => amount);
    expect(amounts).toEqual([3_000, 7_000]);
  });

  test("can be foretold: reserved money counts, what was paid in person does not", async () => {
    const deposit = { kind: "percent", basisPoints: 2_500 } as const;
    const { t, maya, book, bookingOf } = await openPaid({ refundTiers: tiers, deposit });
    const link = await book();
    const foretold = async () => await t.query(api.payments.returnable, link);
    expect(await foretold()).toEqual({ paid: 0, refunded: 0 });
    await tellIntent(t, link.bookingId, { standing: "authorized" });
    expect(await foretold()).toEqual({ paid: 2_500, refunded: 0 });
    await tellIntent(t, link.bookingId, { standing: "captured" });
    await maya.mutation(api.payments.notePaid, { bookingId: link.bookingId });
    expect(await foretold()).toEqual({ paid: 2_500, refunded: 0 });
    await t.mutation(api.bookings.cancel, link);
    expect(await foretold()).toEqual({ paid: 2_500, refunded: 2_500 });
    expect((await bookingOf(link.bookingId)).refundedAmount).toBe(2_500);
  });
});

describe("giving money back by hand", () => {
  test("twice with one click is one refund, and of two at once one is refused", async () => {
    const { t, maya, book } = await openPaid();
    const { bookingId } = await book();
    await tellIntent(t, bookingId, { standing: "captured" });
    const asked = { bookingId, amount: 6_000, refunded: 0 };
    await maya.mutation(api.payments.refund, asked);
    await maya.mutation(api.payments.refund, asked);
    const other = maya.mutation(api.payments.refund, { ...asked, amount: 5_000 });
    expect(await codeOf(other)).toBe("STALE_REVISION");
    const more = maya.mutation(api.payments.refund, { bookingId, amount: 5_000, refunded: 6_000 });
    expect(await codeOf(more)).toBe("REFUND_TOO_LARGE");
    expect((await refundsOf(t, bookingId)).map(({ amount }) => amount)).toEqual([6_000]);
  });

  test("that a bank refuses later is shown to the owner, who can have it made again", async () => {
    const { t, as, maya, book, bookingOf } = await openPaid();
    const { bookingId } = await book();
    await tellIntent(t, bookingId, { standing: "captured" });
    await maya.mutation(api.payments.refund, { bookingId, amount: 6_000, refunded: 0 });
    const [row] = await refundsOf(t, bookingId);
    if (!row) throw new Error("no refund");
    const payment = await latestPayment(t, bookingId);
    for (const status of ["succeeded", "failed", "succeeded"] as const) {
      const failure = status === "failed" ? "expired_or_canceled_card" : null;
      const refund = refundOf(row, payment, { status, failure });
      await tellEvent(t, { kind: "refund", refund });
    }
    expect((await bookingOf(bookingId)).refundedAmount).toBe(0);
    const owner = as("persona-owner");
    const page = { tenantSlug: "demo", paginationOpts: { numItems: 10, cursor: null } };
    const { page: shown } = await owner.query(api.payments.mismatches.list, page);
    expect(shown).toMatchObject([{ kind: "refund_failed" }]);
    const [mismatch] = shown;
    if (!mismatch) throw new Error("no mismatch");
    await owner.mutation(api.payments.mismatches.repair, { mismatchId: mismatch.id });
    await owner.mutation(api.payments.mismatches.repair, { mismatchId: mismatch.id });
    const statuses = (await refundsOf(t, bookingId)).map(({ status }) => status);
    expect(statuses).toEqual(["failed", "wanted"]);
  });

  test("at Stripe is known here too, and counts", async () => {
    const { t, book, bookingOf } = await openPaid();
    const link = await book();
    await tellIntent(t, link.bookingId, { standing: "captured" });
    const payment = await latestPayment(t, link.bookingId);
    const refund = {
      ...{ stripeRefundId: "re_by_hand", intentId: payment.intentId ?? null, account: null },
      ...{ livemode: false, status: "succeeded" as const, amount: 4_000, currency: "usd" },
      ...{ failure: null, refundId: null },
    };
    await tellEvent(t, { kind: "refund", refund });
    await tellEvent(t, { kind: "refund", refund });
    expect((await bookingOf(link.bookingId)).refundedAmount).toBe(4_000);
    await t.mutation(api.bookings.cancel, link);
    expect((await bookingOf(link.bookingId)).refundedAmount).toBe(10_000);
  });
});

describe("a deposit", () => {
  const deposit = { kind: "percent", basisPoints: 2_500 } as const;

  test("confirms the booking, and the rest is payable by the link until it is paid", async () => {
    const { t, book, bookingOf } = await openPaid({ deposit });
    const link = await book();
    expect((await latestPayment(t, link.bookingId)).amount).toBe(2_500);
    await tellIntent(t, link.bookingId, { standing: "captured" });
    expect((await bookingOf(link.bookingId)).paymentStatus).toBe("deposit_paid");
    const view = await t.query(api.bookings.get, link);
    expect(view).toMatchObject({ owed: 7_500, canPayOnline: true });
    await t.mutation(api.payments.openRest, link);
    await t.mutation(api.payments.openRest, link);
    const payments = await paymentsOf(t, link.bookingId);
    expect(payments.map(({ part, amount }) => [part, amount])).toEqual([
      ["deposit", 2_500],
      ["rest", 7_500],
    ]);
    expect(payments.reduce((total, { fee }) => total + fee, 0)).toBe(1_000);
    await tellIntent(t, link.bookingId, { standing: "captured" });
    expect((await bookingOf(link.bookingId)).paymentStatus).toBe("paid");
    expect(await codeOf(t.mutation(api.payments.openRest, link))).toBe("NOTHING_TO_PAY");
  });

  test("leaves a rest that can be paid at the appointment, which ends the payment by link", async () => {
    const { t, maya, book, bookingOf } = await openPaid({ deposit });
    const link = await book();
    await tellIntent(t, link.bookingId, { standing: "captured" });
    await t.mutation(api.payments.openRest, link);
    await maya.mutation(api.payments.notePaid, { bookingId: link.bookingId });
    await maya.mutation(api.payments.notePaid, { bookingId: link.bookingId });
    expect(await bookingOf(link.bookingId)).toMatchObject({ paidAmount: 10_000 });
    const parts = (await paymentsOf(t, link.bookingId)).map(({ channel, want }) => [channel, want]);
    expect(parts).toEqual([
      ["stripe", "take"],
      ["stripe", "drop"],
      ["in_person", "take"],
    ]);
  });

  test("and rest go back together when the member cancels", async () => {
    const { t, maya, book } = await openPaid({ deposit });
    const link = await book();
    await tellIntent(t, link.bookingId, { standing: "captured" });
    await t.mutation(api.payments.openRest, link);
    await tellIntent(t, link.bookingId, { standing: "captured" });
    await maya.mutation(api.bookings.cancel, { bookingId: link.bookingId });
    const amounts = (await refundsOf(t, link.bookingId)).map(({ amount }) => amount);
    expect(amounts.toSorted()).toEqual([2_500, 7_500]);
  });
});

describe("money that is lost after the booking was confirmed", () => {
  test("is shown to the owner, who can have it asked for again", async () => {
    const { t, as, book } = await openPaid();
    const link = await book();
    await tellIntent(t, link.bookingId, { standing: "authorized" });
    await tellIntent(t, link.bookingId, { standing: "cancelled" });
    const owner = as("persona-owner");
    const page = { tenantSlug: "demo", paginationOpts: { numItems: 10, cursor: null } };
    const { page: shown } = await owner.query(api.payments.mismatches.list, page);
    const [mismatch] = shown;
    expect(mismatch).toMatchObject({ kind: "money_lost" });
    if (!mismatch) return;
    await owner.mutation(api.payments.mismatches.repair, { mismatchId: mismatch.id });
    expect(await t.query(api.payments.checkout, link)).toMatchObject({
      ...{ part: "rest", amount: 10_000 },
    });
  });
});

describe("trying again", () => {
  test("comes after a while each time it fails, and after six failures the owner is told", async () => {
    const { t, as, book } = await openPaid();
    const { bookingId } = await book();
    const { _id: paymentId } = await latestPayment(t, bookingId);
    const failed = { kind: "again", code: "api_error" } as const;
    const dues: number[] = [];
    for (let tries = 0; tries < 6; tries++) {
      await t.mutation(internal.payments.jobs.recordIntent, { paymentId, told: null, failed });
      dues.push(((await latestPayment(t, bookingId)).dueAt ?? 0) - NOW);
    }
    expect(dues).toEqual([2, 4, 8, 16, 32, 64].map((minutes) => minutes * MINUTE));
    const page = { tenantSlug: "demo", paginationOpts: { numItems: 10, cursor: null } };
    const { page: shown } = await as("persona-owner").query(api.payments.mismatches.list, page);
    expect(shown).toMatchObject([{ kind: "payment_stuck", detail: "api_error" }]);
  });

  test("is what the sweep does with what an action has left behind", async () => {
    const { t, book } = await openPaid();
    const { bookingId } = await book();
    await tellIntent(t, bookingId, { standing: "authorized" });
    const scheduled = async () =>
      await t.run(async (ctx) => {
        const jobs = await ctx.db.system.query("_scheduled_functions").take(100);
        return jobs.filter(({ name }) => name === "payments/jobs:settle").length;
      });
    const before = await scheduled();
    await t.mutation(internal.payments.jobs.sweep, {});
    expect(await scheduled()).toBe(before);
    vi.setSystemTime(NOW + 3 * MINUTE);
    await t.mutation(internal.payments.jobs.sweep, {});
    expect(await scheduled()).toBe(before + 1);
  });
});

describe("comparing payments with bookings", () => {
  test("finds nothing to do where all is well", async () => {
    const { t, book } = await openPaid();
    const { bookingId } = await book();
    await tellIntent(t, bookingId, { standing: "captured" });
    const before = await paymentsOf(t, bookingId);
    await t.mutation(internal.payments.jobs.compare, { cursor: null });
    expect(await paymentsOf(t, bookingId)).toEqual(before);
  });

  test("gives back what stayed with us for a booking that ended without it", async () => {
    const { t, book } = await openPaid();
    const { bookingId } = await book();
    await tellIntent(t, bookingId, { standing: "captured" });
    await t.run(async (ctx) => {
      await ctx.db.patch("bookings", bookingId, { status: "expired" });
    });
    await t.mutation(internal.payments.jobs.compare, { cursor: null });
    await t.mutation(internal.payments.jobs.compare, { cursor: null });
    expect(await refundsOf(t, bookingId)).toMatchObject([{ amount: 10_000, why: "given_back" }]);
  });

  test("makes the refund whose row is missing, once", async () => {
    const { t, book } = await openPaid();
    const { bookingId } = await book();
    await tellIntent(t, bookingId, { standing: "captured" });
    const { _id } = await latestPayment(t, bookingId);
    await t.run(async (ctx) => {
      await ctx.db.patch("payments", _id, { keep: 4_000 });
    });
    await t.mutation(internal.payments.jobs.compare, { cursor: null });
    await t.mutation(internal.payments.jobs.compare, { cursor: null });
    expect(await refundsOf(t, bookingId)).toMatchObject([{ amount: 6_000, status: "wanted" }]);
  });
});
