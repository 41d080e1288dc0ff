import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api, internal } from "../_generated/api";
import { CARL, codeOf, holdOf } from "../test.setup";
import { HOUR, MINUTE, NOW, openPaid, PAGE } from "./paid.testing";
import {
  answer,
  intentOf,
  latestPayment,
  refundsOf,
  startHold,
  stubStripe,
  tellEvent,
  tellIntent,
} from "./told.testing";

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
  stubStripe();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

const DEPOSIT = { deposit: { kind: "percent", basisPoints: 2_500 } } as const;
type Market = Awaited<ReturnType<typeof openPaid>>;

async function settlings({ t }: Market): Promise<number> {
  return await t.run(async (ctx) => {
    const jobs = await ctx.db.system.query("_scheduled_functions").take(500);
    return jobs.filter(({ name }) => name === "payments/calls:settle").length;
  });
}

describe("a step that Stripe refuses", () => {
  test("is tried again after a while, and not at once for ever", async () => {
    const market = await openPaid();
    const { t, book } = market;
    const { bookingId } = await book();
    await tellIntent(t, bookingId, { standing: "authorized" });
    const payment = await latestPayment(t, bookingId);
    const before = await settlings(market);
    const failed = { kind: "refused", code: "more_permissions_required" } as const;
    const told = intentOf(payment, { standing: "authorized" });
    const outcome = { paymentId: payment._id, told, failed };
    await t.mutation(internal.payments.jobs.recordIntent, outcome);
    expect(await settlings(market)).toBe(before);
    expect((await latestPayment(t, bookingId)).dueAt).toBe(NOW + 2 * MINUTE);
  });

  test.each(["amount_too_small", "account_invalid"])(
    "with %s ends the payment with its hold, since nobody can pay it",
    async (code) => {
      const { t, eventTypeId, start, bookingOf } = await openPaid();
      const link = await startHold(t, holdOf(eventTypeId, start));
      if (code === "account_invalid") await answer(t, link.bookingId, { standing: "open" });
      await t.mutation(api.bookings.startPayment, { ...link, customer: CARL });
      vi.setSystemTime(NOW + 31 * MINUTE);
      await t.mutation(internal.bookings.jobs.expire, { bookingId: link.bookingId });
      expect((await bookingOf(link.bookingId)).status).toBe("held");
      const { _id: paymentId } = await latestPayment(t, link.bookingId);
      const failed = { kind: "refused", code } as const;
      await t.mutation(internal.payments.jobs.recordIntent, { paymentId, told: null, failed });
      expect(await latestPayment(t, link.bookingId)).toMatchObject({ standing: "cancelled" });
      expect((await bookingOf(link.bookingId)).status).toBe("expired");
    },
  );
});

describe("a rest", () => {
  test("that was given back because it was not what was asked for is owed again", async () => {
    const { t, book } = await openPaid(DEPOSIT);
    const link = await book();
    await tellIntent(t, link.bookingId, { standing: "captured" });
    await t.mutation(api.payments.openRest, link);
    await tellIntent(t, link.bookingId, { standing: "captured", currency: "eur" });
    expect((await refundsOf(t, link.bookingId)).map(({ amount }) => amount)).toEqual([7_500]);
    expect(await t.query(api.bookings.get, link)).toMatchObject({ owed: 7_500 });
    expect(await codeOf(t.mutation(api.payments.openRest, link))).toBe("accepted");
  });

  test("whose reservation lapsed is shown to the owner", async () => {
    const { t, as, book } = await openPaid(DEPOSIT);
    const link = await book();
    await tellIntent(t, link.bookingId, { standing: "captured" });
    await t.mutation(api.payments.openRest, link);
    await tellIntent(t, link.bookingId, { standing: "authorized" });
    await tellIntent(t, link.bookingId, { standing: "cancelled" });
    const { page } = await as("persona-owner").query(api.payments.mismatches.list, PAGE);
    expect(page).toMatchObject([{ kind: "money_lost" }]);
  });

  test("that nobody pays is not looked at for ever", async () => {
    const { t, book, start } = await openPaid(DEPOSIT);
    const link = await book();
    await tellIntent(t, link.bookingId, { standing: "captured" });
    await t.mutation(api.payments.openRest, link);
    vi.setSystemTime(start + 400 * 24 * HOUR);
    await answer(t, link.bookingId, { standing: "open" });
    expect((await latestPayment(t, link.bookingId)).want).toBe("drop");
  });

  test("is asked of nobody who did not come", async () => {
    const { t, maya, book, start } = await openPaid(DEPOSIT);
    const link = await book();
    await tellIntent(t, link.bookingId, { standing: "captured" });
    await t.mutation(api.payments.openRest, link);
    await answer(t, link.bookingId, { standing: "open" });
    vi.setSystemTime(start + MINUTE);
    await maya.mutation(api.bookings.markNoShow, { bookingId: link.bookingId });
    expect(await t.query(api.payments.checkout, link)).toBeNull();
  });
});

describe("comparing", () => {
  test("gives back once what stayed with us, though a part of it was to go already", async () => {
    const { t, book } = await openPaid();
    const { bookingId } = await book();
    await tellIntent(t, bookingId, { standing: "captured" });
    const { _id } = await latestPayment(t, bookingId);
    await t.run(async (ctx) => {
      await ctx.db.patch("payments", _id, { keep: 4_000 });
      await ctx.db.patch("bookings", bookingId, { status: "expired" });
    });
    await t.mutation(internal.payments.jobs.compare, { cursor: null });
    const total = (await refundsOf(t, bookingId)).reduce((sum, { amount }) => sum + amount, 0);
    expect(total).toBe(10_000);
    expect(await latestPayment(t, bookingId)).toMatchObject({ keep: 0 });
  });

  test("does not show again what the owner has seen to", async () => {
    const { t, as, book } = await openPaid();
    const { bookingId } = await book();
    await tellIntent(t, bookingId, { standing: "authorized" });
    await tellIntent(t, bookingId, { standing: "cancelled" });
    const owner = as("persona-owner");
    const { page } = await owner.query(api.payments.mismatches.list, PAGE);
    for (const { id } of page) {
      await owner.mutation(api.payments.mismatches.repair, { mismatchId: id });
    }
    await t.mutation(internal.payments.jobs.compare, { cursor: null });
    expect((await owner.query(api.payments.mismatches.list, PAGE)).page).toEqual([]);
  });

  // Convex binds a cursor to the range it was given for, the embedded server does not.
  test("asks for each page by the same range", async () => {
    const { t, book } = await openPaid();
    const { bookingId } = await book();
    const { _id, _creationTime, dueAt, ...row } = await latestPayment(t, bookingId);
    await t.run(async (ctx) => {
      for (let n = 0; n < 120; n++) {
        await ctx.db.insert("payments", { ...row, standing: "cancelled" });
      }
    });
    await t.mutation(internal.payments.jobs.compare, { cursor: null });
    const next = await t.run(async (ctx) => {
      const jobs = await ctx.db.system.query("_scheduled_functions").take(500);
      return jobs.find(({ name }) => name === "payments/jobs:compare");
    });
    expect(next?.args[0]).toMatchObject({ since: NOW - 10 * 24 * HOUR });
  });
});

describe("a dispute that somebody took note of", () => {
  test("is not shown again with every further event of it", async () => {
    const { t, as, book } = await openPaid();
    const { bookingId } = await book();
    await tellIntent(t, bookingId, { standing: "captured" });
    const { intentId = null } = await latestPayment(t, bookingId);
    const dispute = {
      ...{ disputeId: "dp_1", intentId, account: null, status: "open" as const },
      ...{ amount: 10_000, currency: "usd", reason: "fraudulent" },
    };
    await tellEvent(t, { kind: "dispute", dispute });
    const owner = as("persona-owner");
    const { page } = await owner.query(api.payments.mismatches.list, PAGE);
    expect(page).toHaveLength(1);
    for (const { id } of page) {
      await owner.mutation(api.payments.mismatches.repair, { mismatchId: id });
    }
    await tellEvent(t, { kind: "dispute", dispute });
    expect((await owner.query(api.payments.mismatches.list, PAGE)).page).toEqual([]);
  });
});
