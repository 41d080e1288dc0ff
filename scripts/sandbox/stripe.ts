import { strict as assert } from "node:assert";
import { findStripe, StripeFailure, type StripeGate } from "../../convex/payments/stripe.ts";
import type { IntentSnapshot } from "../../convex/payments/snapshots.ts";
import type { Sandbox } from "./sandbox.ts";

const PLATFORM = { mode: "platform", account: null } as const;
const run = Date.now().toString(36);

/** What the page does with Stripe.js: pay with one of Stripe's own test cards. */
async function payWith(card: string, { intentId }: IntentSnapshot, key: string): Promise<void> {
  const body = new URLSearchParams({
    payment_method: card,
    return_url: "https://example.com/back",
  });
  const headers = { authorization: `Bearer ${key}` };
  const url = `https://api.stripe.com/v1/payment_intents/${intentId}/confirm`;
  await (await fetch(url, { method: "POST", headers, body })).json();
}

async function create(stripe: StripeGate, paymentId: string): Promise<IntentSnapshot> {
  return await stripe.createIntent({
    ...{ paymentId, amount: 2_000, currency: "eur", payee: PLATFORM, fee: 0 },
    ...{ description: "Booking SANDBOX1", email: null, code: "SANDBOX1" },
  });
}

const CHECKS: Record<string, (stripe: StripeGate, key: string) => Promise<void>> = {
  "a payment repeated under its key is the same one": async (stripe) => {
    const [first, second] = [await create(stripe, `a-${run}`), await create(stripe, `a-${run}`)];
    assert.equal(first.intentId, second.intentId);
    assert.equal(first.standing, "open");
    const cancel = { paymentId: `a-${run}`, intentId: first.intentId, account: null };
    assert.equal((await stripe.cancelIntent(cancel)).standing, "cancelled");
  },
  "a card is reserved, captured, and given back once": async (stripe, key) => {
    const paymentId = `b-${run}`;
    const { intentId } = await create(stripe, paymentId).then(async (open) => {
      await payWith("pm_card_visa", open, key);
      return open;
    });
    const reserved = await stripe.retrieveIntent({ intentId, account: null });
    assert.equal(reserved.standing, "authorized");
    const captured = await stripe.captureIntent({ paymentId, intentId, account: null });
    assert.deepEqual([captured.standing, captured.received], ["captured", 2_000]);
    assert.deepEqual(captured.method, { brand: "visa", last4: "4242" });
    const part = { intentId, account: null, amount: 500, payee: PLATFORM, fee: 0 };
    const refund = { ...part, refundId: `c-${run}` };
    const [once, again] = [await stripe.createRefund(refund), await stripe.createRefund(refund)];
    assert.equal(once.stripeRefundId, again.stripeRefundId);
    assert.equal((await stripe.listRefunds({ intentId, account: null })).length, 1);
  },
  "a declined card leaves the payment open, with a reason": async (stripe, key) => {
    const open = await create(stripe, `d-${run}`);
    await payWith("pm_card_chargeDeclined", open, key);
    const { intentId } = open;
    const told = await stripe.retrieveIntent({ intentId, account: null });
    assert.equal(told.standing, "open");
    assert.equal(told.failure?.code, "card_declined");
    await stripe.cancelIntent({ paymentId: `d-${run}`, intentId, account: null });
  },
  "what was never made is refused": async (stripe) => {
    const asked = stripe.retrieveIntent({ intentId: "pi_of_nobody", account: null });
    await assert.rejects(
      asked,
      (error) => error instanceof StripeFailure && error.kind === "refused",
    );
  },
};

/** Stripe's test mode: leaves one payment that was given back and one that was cancelled in the test account. */
export function stripeSandbox(): Sandbox {
  const key = process.env.STRIPE_SECRET_KEY ?? "";
  delete process.env.STRIPE_API_URL;
  const stripe = findStripe();
  if (stripe === null || !key.startsWith("sk_test_"))
    return { missing: "STRIPE_SECRET_KEY names no key of Stripe's test mode (sk_test_…)." };
  const checks = Object.entries(CHECKS);
  return { checks: checks.map(([what, check]) => [what, async () => await check(stripe, key)]) };
}
