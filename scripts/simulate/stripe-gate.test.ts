import { describe, expect, test, vi } from "vitest";
import type { Payee } from "../../convex/payments/snapshots.ts";
import { findStripe } from "../../convex/payments/stripe.ts";
import { isLiveKey, isStripeReady } from "../../convex/payments/stripeKey.ts";
import { disconnect, onboard } from "../../local/stripe/accounts.ts";
import { DAY, MINUTE } from "../../local/stripe/stripe.testing.ts";
import { PLATFORM, wireStripe } from "./stripe-wire.testing.ts";

const wire = wireStripe();
describe("a payment", () => {
  test("is created with what the page needs, reserved, and captured with how it was paid", async () => {
    const open = await wire.create();
    expect(open).toEqual({
      ...{ intentId: expect.stringMatching(/^pi_/) as string, account: null, livemode: false },
      ...{ standing: "open", amount: 4000, currency: "eur", received: 0, paymentId: "p1" },
      ...{ clientSecret: expect.stringMatching(/_secret_/) as string, method: null },
      ...{ receiptUrl: null, failure: null },
    });
    const { intentId } = open;
    await wire.pay(open);
    expect(await wire.gate.retrieveIntent({ intentId, account: null })).toMatchObject({
      ...{ standing: "authorized", received: 0, method: { brand: "visa", last4: "4242" } },
    });
    const captured = await wire.gate.captureIntent({ paymentId: "p1", intentId, account: null });
    expect(captured).toMatchObject({ standing: "captured", received: 4000 });
    expect(captured.receiptUrl).toContain("/receipts/ch_");
    // Stripe refuses a second capture anyway; with the key it answers it as it did the first.
    expect(wire.asked.at(-1)?.key).toBe("capture-p1");
    const intent = wire.stripe.service.world.state.intents[intentId];
    expect(intent).toMatchObject({
      ...{ description: "Portfolio review", receiptEmail: "ada@example.com" },
      metadata: { paymentId: "p1", code: "ABCD2345" },
    });
  });

  test("that is cancelled while reserved reserves nothing more", async () => {
    const open = await wire.create();
    await wire.pay(open);
    const cancel = { paymentId: "p1", intentId: open.intentId, account: null };
    expect(await wire.gate.cancelIntent(cancel)).toMatchObject({
      standing: "cancelled",
      received: 0,
    });
    expect(await wire.gate.cancelIntent(cancel)).toMatchObject({ standing: "cancelled" });
  });

  test("takes money at once from a bank that cannot reserve it", async () => {
    const open = await wire.create();
    const intent = { id: open.intentId, client_secret: open.clientSecret };
    const ideal = { "payment_method_data[type]": "ideal", return_url: "http://app.example" };
    await wire.stripe.confirm(intent, ideal);
    await wire.stripe.authenticate(intent, "complete");
    const told = await wire.gate.retrieveIntent({ intentId: open.intentId, account: null });
    expect(told).toMatchObject({ standing: "captured", received: 4000, method: null });
  });

  test("says why it was declined, in a sentence for who pays", async () => {
    const open = await wire.create();
    await wire.pay(open, "4000000000009995");
    const told = await wire.gate.retrieveIntent({ intentId: open.intentId, account: null });
    expect(told).toMatchObject({
      standing: "open",
      failure: { code: "insufficient_funds", message: "Your card has insufficient funds." },
    });
  });

  test("asked for twice is made once", async () => {
    const [first, second] = [await wire.create(), await wire.create()];
    expect(second).toEqual(first);
    expect(Object.keys(wire.stripe.service.world.state.intents)).toHaveLength(1);
    expect(wire.asked.map(({ key }) => key)).toEqual(["payment-p1", "payment-p1"]);
  });
});

describe("who gets the money", () => {
  test("a destination gets all but the fee, and a refund takes back both in proportion", async () => {
    const account = await wire.stripe.connected();
    const payee: Payee = { mode: "destination", account };
    const { intentId } = await wire.paid({ payee, fee: 600 });
    expect(wire.balances()).toEqual({ us: 600, [account]: 3400 });
    const refund = { intentId, account: null, payee, fee: 600 };
    await wire.gate.createRefund({ ...refund, refundId: "r1", amount: 1000 });
    expect(wire.balances()).toEqual({ us: 450, [account]: 2550 });
    await wire.gate.createRefund({ ...refund, refundId: "r2", amount: 3000 });
    expect(wire.balances()).toEqual({ us: 0, [account]: 0 });
  });

  test("an account of one's own takes the money itself, and the platform its fee", async () => {
    const account = await wire.stripe.connected();
    const payee: Payee = { mode: "own", account };
    const told = await wire.paid({ payee, fee: 600 });
    expect(told.account).toBe(account);
    expect(wire.balances()).toEqual({ us: 600, [account]: 3400 });
    const { intentId } = told;
    await wire.gate.createRefund({
      refundId: "r1",
      intentId,
      account,
      amount: 4000,
      payee,
      fee: 600,
    });
    expect(wire.balances()).toEqual({ us: 0, [account]: 0 });
    expect(await wire.gate.listRefunds({ intentId, account })).toMatchObject([{ account }]);
  });

  test("without a fee none is named, and none asked back", async () => {
    const account = await wire.stripe.connected();
    for (const mode of ["destination", "own"] as const) {
      const payee: Payee = { mode, account };
      const told = await wire.paid({ paymentId: mode, payee });
      const refund = {
        refundId: mode,
        intentId: told.intentId,
        account: told.account,
        amount: 4000,
      };
      expect(await wire.gate.createRefund({ ...refund, payee, fee: 0 })).toMatchObject({
        status: "succeeded",
      });
    }
    expect(wire.balances()).toEqual({ us: 0, [account]: 0 });
  });
});

describe("a refund", () => {
  test("is found again by its payment", async () => {
    const { intentId } = await wire.paid();
    const ask = { intentId, account: null, payee: PLATFORM, fee: 0 };
    const first = await wire.gate.createRefund({ ...ask, refundId: "r1", amount: 1000 });
    expect(first).toEqual({
      ...{ stripeRefundId: expect.stringMatching(/^re_/) as string, intentId, account: null },
      ...{ livemode: false, status: "succeeded", amount: 1000, currency: "eur" },
      ...{ failure: null, refundId: "r1" },
    });
    const second = await wire.gate.createRefund({ ...ask, refundId: "r2", amount: 500 });
    expect(await wire.gate.listRefunds({ intentId, account: null })).toEqual([second, first]);
  });

  test("whose answer was lost is made once", async () => {
    const { intentId } = await wire.paid();
    const refund = {
      refundId: "r1",
      intentId,
      account: null,
      amount: 1000,
      payee: PLATFORM,
      fee: 0,
    };
    wire.stripe.next("lostReply");
    await expect(wire.gate.createRefund(refund)).rejects.toMatchObject({ kind: "again" });
    expect(await wire.gate.createRefund(refund)).toMatchObject({ status: "succeeded" });
    expect(await wire.gate.listRefunds({ intentId, account: null })).toHaveLength(1);
  });
});

describe("what is no success", () => {
  test("did not happen when Stripe says so, with its code", async () => {
    const open = await wire.create();
    const capture = { paymentId: "p1", intentId: open.intentId, account: null };
    await expect(wire.gate.captureIntent(capture)).rejects.toMatchObject({
      ...{ name: "StripeFailure", kind: "refused", code: "payment_intent_unexpected_state" },
    });
    await expect(wire.create({ paymentId: "p2", amount: 1 })).rejects.toMatchObject({
      ...{ kind: "refused", code: "amount_too_small" },
    });
  });

  test.each(["errorBefore", "errorAfter", "lostReply"] as const)(
    "may have happened after %s, and is asked again with the same key",
    async (fault) => {
      wire.stripe.next(fault);
      await expect(wire.create()).rejects.toMatchObject({ kind: "again" });
      wire.stripe.pass(DAY);
      expect(await wire.create()).toMatchObject({ standing: "open" });
    },
  );

  test.each([
    ["a page of a proxy", () => new Response("<html>Not here</html>", { status: 404 })],
    ["not found in another form", () => Response.json({ message: "Not found" }, { status: 404 })],
    ["an empty object", () => Response.json({})],
    ["an object without an id", () => Response.json({ object: "payment_intent" })],
    ["another kind of object", () => Response.json({ id: "re_1", object: "refund" })],
    ["nothing", () => new Response("", { status: 200 })],
    ["too many requests", () => Response.json({ error: { type: "api" } }, { status: 429 })],
    [
      "a request that another one is in the way of",
      () => Response.json({ error: {} }, { status: 409 }),
    ],
  ])("may have happened after %s", async (_what, answer) => {
    wire.answer = answer;
    await expect(wire.create()).rejects.toMatchObject({ name: "StripeFailure", kind: "again" });
  });

  test("names no key", async () => {
    vi.stubEnv("STRIPE_SECRET_KEY", "sk_test_wrong");
    const failure = await wire.create().catch((error: unknown) => error as Error);
    expect(failure).toMatchObject({ kind: "refused" });
    expect((failure as Error).message).not.toContain("sk_");
  });

  test("is asked for once, not again behind our back", async () => {
    wire.stripe.next("errorBefore", 5);
    await expect(wire.create()).rejects.toMatchObject({ kind: "again" });
    expect(wire.asked).toHaveLength(1);
  });
});

describe("a connected account", () => {
  test("is made, sent to Stripe's questions, and known to be ready afterwards", async () => {
    const made = await wire.gate.createAccount({ rowId: "a1", email: "maya@example.com" });
    expect(made).toMatchObject({
      chargesEnabled: false,
      detailsSubmitted: false,
      disconnected: false,
    });
    expect(await wire.gate.createAccount({ rowId: "a1", email: "maya@example.com" })).toEqual(made);
    const { accountId } = made;
    const pages = { returnUrl: "http://app.example/back", refreshUrl: "http://app.example/again" };
    const link = await wire.gate.createOnboardingLink({ accountId, ...pages });
    expect(link.url).toMatch(/^http:\/\/stripe\.example\/connect\//);
    expect(link.expiresAt).toBe(wire.stripe.now() + 5 * MINUTE);
    onboard(wire.stripe.service.world, accountId, "half");
    expect(await wire.gate.retrieveAccount({ accountId })).toMatchObject({
      ...{ chargesEnabled: false, requirements: ["individual.verification.document"] },
    });
    onboard(wire.stripe.service.world, accountId, "complete");
    expect(await wire.gate.retrieveAccount({ accountId })).toEqual({
      ...{ accountId, chargesEnabled: true, payoutsEnabled: true, detailsSubmitted: true },
      ...{ requirements: [], disconnected: false },
    });
  });

  test("that was disconnected is answered as that", async () => {
    const accountId = await wire.stripe.connected();
    disconnect(wire.stripe.service.world, accountId);
    expect(await wire.gate.retrieveAccount({ accountId })).toMatchObject({ disconnected: true });
  });
});

describe("where requests go", () => {
  test("nowhere without a key, or with one that is none", () => {
    for (const key of ["", "pk_test_local", "whsec_1"]) {
      vi.stubEnv("STRIPE_SECRET_KEY", key);
      expect(findStripe()).toBeNull();
      expect(isStripeReady()).toBe(false);
    }
  });

  test("to the stand-in with a test key, and with a live key to Stripe alone", async () => {
    expect(isLiveKey()).toBe(false);
    await wire.create();
    vi.stubEnv("STRIPE_SECRET_KEY", "sk_live_something");
    expect(isLiveKey()).toBe(true);
    await wire.create().catch(() => undefined);
    expect(wire.asked.map(({ host }) => host)).toEqual(["stripe.example", "api.stripe.com"]);
  });
});
