import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { listBalances } from "./balances.ts";
import { closeDispute, openDispute } from "./disputes.ts";
import { settleRefund } from "./refunds.ts";
import type { Refund } from "./state.ts";
import { authorized, captured, openStripe, type Stripe } from "./stripe.testing.ts";

const refundOf = (stripe: Stripe, id: string): Refund => {
  const refund = stripe.service.world.state.refunds[id];
  if (refund === undefined) throw new Error(`There is no refund ${id}.`);
  return refund;
};

const balances = (stripe: Stripe) =>
  Object.fromEntries(
    listBalances(stripe.service.world.state).map(({ account, amount }) => [
      account ?? "us",
      amount,
    ]),
  );

async function destinationCharge(stripe: Stripe, fee: number) {
  const account = await stripe.connected();
  const { id } = await captured(stripe, {
    "transfer_data[destination]": account,
    ...(fee === 0 ? {} : { application_fee_amount: fee }),
  });
  return { account, id };
}

describe("a refund", () => {
  test("gives all back when no amount is named", async () => {
    const stripe = openStripe();
    const { id } = await captured(stripe);
    const { body } = await stripe.post("refunds", {
      payment_intent: id,
      "metadata[refundId]": "r1",
    });
    expect(body).toMatchObject({
      ...{ object: "refund", status: "succeeded", amount: 4000, currency: "eur" },
      ...{ payment_intent: id, metadata: { refundId: "r1" } },
    });
  });

  test("gives parts back, and never more than was received", async () => {
    const stripe = openStripe();
    const { id } = await captured(stripe);
    await stripe.post("refunds", { payment_intent: id, amount: 2500 });
    expect((await stripe.post("refunds", { payment_intent: id, amount: 1501 })).status).toBe(400);
    expect((await stripe.post("refunds", { payment_intent: id, amount: 1500 })).status).toBe(200);
    const none = await stripe.post("refunds", { payment_intent: id, amount: 1 });
    expect(none.body.error.code).toBe("charge_already_refunded");
  });

  test("is refused while the money is only reserved", async () => {
    const stripe = openStripe();
    const { id } = await authorized(stripe);
    const { status, body } = await stripe.post("refunds", { payment_intent: id });
    expect(status).toBe(400);
    expect(body.error.code).toBe("payment_intent_unexpected_state");
  });

  test("is listed by its payment, newest first, page by page", async () => {
    const stripe = openStripe();
    const { id } = await captured(stripe);
    const other = await captured(stripe);
    await stripe.post("refunds", { payment_intent: other.id });
    for (const amount of [100, 200, 300]) {
      await stripe.post("refunds", { payment_intent: id, amount });
    }
    const first = await stripe.get("refunds", { payment_intent: id, limit: 2 });
    const shown = first.body.data as { id: string; amount: number }[];
    expect(shown.map(({ amount }) => amount)).toEqual([300, 200]);
    expect(first.body.has_more).toBe(true);
    const next = await stripe.get("refunds", {
      ...{ payment_intent: id, limit: 2, starting_after: shown[1]?.id ?? "" },
    });
    expect(next.body).toMatchObject({ data: [{ amount: 100 }], has_more: false });
  });

  test("may stay pending, and fail later: then the money can be given back again", async () => {
    const stripe = openStripe();
    const { id } = await captured(stripe);
    stripe.next("refundPending");
    const { body } = await stripe.post("refunds", { payment_intent: id });
    expect(body.status).toBe("pending");
    settleRefund(stripe.service.world, refundOf(stripe, body.id), false);
    const failed = await stripe.get(`refunds/${body.id}`);
    expect(failed.body).toMatchObject({ status: "failed", failure_reason: "lost_or_stolen_card" });
    expect((await stripe.post("refunds", { payment_intent: id })).body.status).toBe("succeeded");
  });
});

describe("money that was shared", () => {
  test("a destination charge leaves the fee with the platform and the rest with the member", async () => {
    const stripe = openStripe();
    const { account } = await destinationCharge(stripe, 600);
    expect(balances(stripe)).toEqual({ us: 600, [account]: 3400 });
  });

  test("a full refund with both reversals leaves nobody with anything", async () => {
    const stripe = openStripe();
    const { account, id } = await destinationCharge(stripe, 600);
    const both = { reverse_transfer: true, refund_application_fee: true };
    await stripe.post("refunds", { payment_intent: id, ...both });
    expect(balances(stripe)).toEqual({ us: 0, [account]: 0 });
  });

  test("a refund without reversals is the platform's loss", async () => {
    const stripe = openStripe();
    const { account, id } = await destinationCharge(stripe, 600);
    await stripe.post("refunds", { payment_intent: id, amount: 1000 });
    expect(balances(stripe)).toEqual({ us: -400, [account]: 3400 });
  });

  test("there is no transfer to reverse and no fee to give back where there was none", async () => {
    const stripe = openStripe();
    const plain = await captured(stripe);
    const shared = await destinationCharge(stripe, 0);
    const answers = [
      await stripe.post("refunds", { payment_intent: plain.id, reverse_transfer: true }),
      await stripe.post("refunds", { payment_intent: shared.id, refund_application_fee: true }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([400, 400]);
  });

  test("a direct charge lies on the member's account, out of the platform's sight", async () => {
    const stripe = openStripe();
    const account = await stripe.connected();
    const { id } = await captured(stripe, { application_fee_amount: 600 }, { account });
    expect(balances(stripe)).toEqual({ us: 600, [account]: 3400 });
    expect((await stripe.get(`payment_intents/${id}`)).body.error.code).toBe("resource_missing");
    expect((await stripe.post("refunds", { payment_intent: id })).status).toBe(404);
    const fields = { payment_intent: id, refund_application_fee: true };
    await stripe.post("refunds", fields, { account });
    expect(balances(stripe)).toEqual({ us: 0, [account]: 0 });
  });

  test("whatever is refunded in whichever parts, no unit is lost or made", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          amount: fc.integer({ min: 50, max: 100_000 }),
          share: fc.double({ min: 0, max: 1, noNaN: true }),
          parts: fc.array(fc.integer({ min: 1, max: 60_000 }), { maxLength: 6 }),
        }),
        async ({ amount, share, parts }) => {
          const stripe = openStripe();
          const account = await stripe.connected();
          const fee = Math.max(1, Math.floor(amount * share));
          const { id } = await captured(stripe, {
            ...{ amount, application_fee_amount: fee, "transfer_data[destination]": account },
          });
          for (const part of parts) {
            await stripe.post("refunds", {
              ...{ payment_intent: id, amount: part },
              ...{ reverse_transfer: true, refund_application_fee: true },
            });
          }
          const { refunds, fees, transfers } = stripe.service.world.state;
          const given = Object.values(refunds).reduce((sum, one) => sum + one.amount, 0);
          const { us = 0, [account]: theirs = 0 } = balances(stripe);
          expect(given).toBeLessThanOrEqual(amount);
          expect(us + theirs).toBe(amount - given);
          expect(theirs).toBeGreaterThanOrEqual(0);
          for (const one of Object.values(fees))
            expect(one.returned).toBeLessThanOrEqual(one.amount);
          for (const one of Object.values(transfers)) expect(one.reversed).toBe(given);
        },
      ),
    );
  });
});

describe("a dispute", () => {
  test("takes the money until it is won", async () => {
    const stripe = openStripe();
    const intent = await captured(stripe);
    const { world } = stripe.service;
    const { id } = openDispute(world, String(intent.latest_charge));
    expect(balances(stripe)).toEqual({ us: 0 });
    expect(() => openDispute(world, String(intent.latest_charge))).toThrow();
    closeDispute(world, id, "won");
    expect(balances(stripe)).toEqual({ us: 4000 });
    expect(() => {
      closeDispute(world, id, "lost");
    }).toThrow();
  });
});
