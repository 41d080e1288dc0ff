import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api, internal } from "../_generated/api";
import { MINUTE, NOW, openPaid, PAGE } from "./paid.testing";
import { latestPayment, paymentsOf, refundsOf, tellIntent, stubStripe } from "./told.testing";

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
  stubStripe();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

describe("money that is lost after the booking was confirmed", () => {
  test("is shown to the owner, who can have it asked for again", async () => {
    const { t, as, book } = await openPaid();
    const link = await book();
    await tellIntent(t, link.bookingId, { standing: "authorized" });
    await tellIntent(t, link.bookingId, { standing: "cancelled" });
    const owner = as("persona-owner");
    const { page: shown } = await owner.query(api.payments.mismatches.list, PAGE);
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
    const { page: shown } = await as("persona-owner").query(api.payments.mismatches.list, PAGE);
    expect(shown).toMatchObject([{ kind: "payment_stuck", detail: "api_error" }]);
  });

  test("is what the sweep does with what an action has left behind", async () => {
    const { t, book } = await openPaid();
    const { bookingId } = await book();
    await tellIntent(t, bookingId, { standing: "authorized" });
    const scheduled = async () =>
      await t.run(async (ctx) => {
        const jobs = await ctx.db.system.query("_scheduled_functions").take(100);
        return jobs.filter(({ name }) => name === "payments/calls:settle").length;
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
