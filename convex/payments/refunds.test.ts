import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { errorOf } from "../../core/errors";
import { api } from "../_generated/api";
import { HOUR, openPaid, PAGE, NOW } from "./paid.testing";
import {
  latestPayment,
  paymentsOf,
  refundOf,
  refundsOf,
  tellEvent,
  tellIntent,
  stubStripe,
} from "./told.testing";
import { codeOf } from "../test.setup";

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
  stubStripe();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
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

  test("is refused, with the amount, where less would come back than one was told", async () => {
    const { t, book, start, bookingOf } = await openPaid({ refundTiers: tiers });
    const link = await book();
    await tellIntent(t, link.bookingId, { standing: "captured" });
    vi.setSystemTime(start - 48 * HOUR + 1);
    const tooLate = t.mutation(api.bookings.cancel, { ...link, refund: 10_000 });
    expect(await tooLate.catch(errorOf)).toMatchObject({ code: "REFUND_CHANGED", amount: 5_000 });
    expect(await bookingOf(link.bookingId)).toMatchObject({
      status: "confirmed",
      refundedAmount: 0,
    });
    await t.mutation(api.bookings.cancel, { ...link, refund: 5_000 });
    expect((await bookingOf(link.bookingId)).refundedAmount).toBe(5_000);
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
    const { page: shown } = await owner.query(api.payments.mismatches.list, PAGE);
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
