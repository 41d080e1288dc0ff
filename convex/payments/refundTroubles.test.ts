import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api, internal } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import { codeOf } from "../test.setup";
import { HOUR, NOW, openPaid, PAGE } from "./paid.testing";
import {
  latestPayment,
  refundOf,
  refundsOf,
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

type Market = Awaited<ReturnType<typeof openPaid>>;

/** 30.00 of 100.00 were given back by hand, and the bank has sent them back. */
async function withFailedRefund({ t, maya, book }: Market) {
  const link = await book();
  const { bookingId } = link;
  await tellIntent(t, bookingId, { standing: "captured" });
  await maya.mutation(api.payments.refund, { bookingId, amount: 3_000, refunded: 0 });
  const [row] = await refundsOf(t, bookingId);
  if (!row) throw new Error("There is no refund.");
  const told = { status: "failed", failure: "lost_or_stolen_card" } as const;
  const refund = refundOf(row, await latestPayment(t, bookingId), told);
  await tellEvent(t, { kind: "refund", refund });
  return link;
}

async function goesBack({ t }: Market, bookingId: Id<"bookings">): Promise<number> {
  const rows = await refundsOf(t, bookingId);
  const standing = rows.filter(({ status }) => status !== "failed");
  return standing.reduce((total, { amount }) => total + amount, 0);
}

async function repairAll({ as }: Market): Promise<void> {
  const owner = as("persona-owner");
  const { page } = await owner.query(api.payments.mismatches.list, PAGE);
  for (const { id } of page) {
    await owner.mutation(api.payments.mismatches.repair, { mismatchId: id });
  }
}

describe("after a refund that its bank sent back", () => {
  test("giving the same by hand gives that and no more", async () => {
    const market = await openPaid();
    const { bookingId } = await withFailedRefund(market);
    const again = { bookingId, amount: 3_000, refunded: 0 };
    await market.maya.mutation(api.payments.refund, again);
    expect(await goesBack(market, bookingId)).toBe(3_000);
  });

  test.each([
    [1, 5_000],
    [200, 3_000],
  ])(
    "cancelling with half of it back until %i hours before, and repairing, gives %i in all",
    async (hoursBefore, amount) => {
      const market = await openPaid({ refundTiers: [{ hoursBefore, percent: 50 }] });
      const link = await withFailedRefund(market);
      await market.t.mutation(api.bookings.cancel, link);
      await repairAll(market);
      expect(await goesBack(market, link.bookingId)).toBe(amount);
    },
  );
});

describe("a refund by hand", () => {
  test("finer than its currency is refused, since Stripe would refuse it for ever", async () => {
    const { t, maya, book } = await openPaid({ price: 500_000, currency: "isk" });
    const { bookingId } = await book();
    await tellIntent(t, bookingId, { standing: "captured" });
    const finer = maya.mutation(api.payments.refund, { bookingId, amount: 150, refunded: 0 });
    expect(await codeOf(finer)).toBe("REFUND_TOO_LARGE");
    expect(await refundsOf(t, bookingId)).toEqual([]);
  });
});

describe("a refund made at Stripe", () => {
  test("that is pending there is looked after", async () => {
    const { t, book } = await openPaid();
    const { bookingId } = await book();
    await tellIntent(t, bookingId, { standing: "captured" });
    const { intentId = null } = await latestPayment(t, bookingId);
    const refund = {
      ...{ stripeRefundId: "re_by_hand", intentId, account: null, livemode: false },
      ...{ status: "pending" as const, amount: 4_000, currency: "usd" },
      ...{ failure: null, refundId: null },
    };
    await tellEvent(t, { kind: "refund", refund });
    const [row] = await refundsOf(t, bookingId);
    const asked = { refundId: row?._id as Id<"refunds">, now: NOW };
    expect(row?.dueAt).toBeGreaterThan(NOW);
    expect(await t.query(internal.payments.jobs.nextRefund, asked)).toMatchObject({
      ...{ isToBeMade: false, mayExist: true, stripeRefundId: "re_by_hand" },
    });
  });
});

describe("a refund whose answer was lost", () => {
  test("is looked for a day later, when Stripe has forgotten its key, and not made again", async () => {
    const { t, maya, book } = await openPaid();
    const { bookingId } = await book();
    await tellIntent(t, bookingId, { standing: "captured" });
    await maya.mutation(api.payments.refund, { bookingId, amount: 3_000, refunded: 0 });
    const [row] = await refundsOf(t, bookingId);
    const refundId = row?._id as Id<"refunds">;
    const { intentId } = await latestPayment(t, bookingId);
    const made = {
      ...{ id: "re_made", object: "refund", status: "succeeded", amount: 3_000, currency: "usd" },
      ...{ payment_intent: intentId, metadata: { refundId } },
    };
    const asked: (string | undefined)[] = [];
    vi.stubGlobal("fetch", (_address: string, { method }: RequestInit) => {
      asked.push(method);
      const list = { object: "list", data: [made], has_more: false, url: "/v1/refunds" };
      return Promise.resolve(Response.json(method === "GET" ? list : made));
    });
    vi.setSystemTime(NOW + 48 * HOUR);
    await t.action(internal.payments.calls.settleRefund, { refundId });
    expect(asked).toEqual(["GET"]);
    expect(await refundsOf(t, bookingId)).toMatchObject([
      { status: "succeeded", stripeRefundId: "re_made" },
    ]);
  });
});
