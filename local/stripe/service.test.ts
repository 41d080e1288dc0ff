import { describe, expect, test } from "vitest";
import { emptyState, type StripeState } from "./state.ts";
import { authorized, captured, DAY, HELD, openStripe, PUBLISHABLE_KEY } from "./stripe.testing.ts";

describe("who asks", () => {
  test("nobody gets anything without the key", async () => {
    const stripe = openStripe();
    for (const apiKey of ["", "sk_test_other"]) {
      const answer = await stripe.ask("GET", "payment_intents/pi_1", { apiKey });
      expect(answer).toMatchObject({
        status: 401,
        body: { error: { type: "invalid_request_error" } },
      });
      expect(answer.body.error.message).not.toContain("sk_test");
    }
  });

  test("a browser reaches only the payment whose client secret it has, and never takes or returns money", async () => {
    const stripe = openStripe();
    const mine = await authorized(stripe);
    const theirs = await authorized(stripe);
    const apiKey = PUBLISHABLE_KEY;
    const secret = { client_secret: String(mine.client_secret) };
    const ask = (method: string, path: string, fields: Record<string, string>) =>
      stripe.ask(method, path, { fields, apiKey }).then(({ status }) => status);
    expect(await ask("GET", `payment_intents/${mine.id}`, secret)).toBe(200);
    expect(await ask("GET", `payment_intents/${mine.id}`, {})).toBe(401);
    expect(await ask("GET", `payment_intents/${theirs.id}`, secret)).toBe(401);
    expect(await ask("POST", `payment_intents/${mine.id}/capture`, secret)).toBe(401);
    expect(await ask("POST", "refunds", { payment_intent: mine.id, ...secret })).toBe(401);
  });

  test("what there is not is answered in Stripe's own form", async () => {
    const stripe = openStripe();
    for (const path of ["payment_intents/pi_none", "refunds/re_none", "nowhere", "__proto__"]) {
      const { status, body } = await stripe.get(path);
      expect(status).toBe(404);
      expect(body.error).toMatchObject({ type: "invalid_request_error" });
      expect(body.error.message).toEqual(expect.any(String));
    }
  });
});

describe("an idempotency key", () => {
  test("has one effect, and brings the first answer again", async () => {
    const stripe = openStripe();
    const first = await stripe.post("payment_intents", HELD, { key: "payment-1" });
    const again = await stripe.post("payment_intents", HELD, { key: "payment-1" });
    expect(again.body).toEqual(first.body);
    expect(again.headers["idempotent-replayed"]).toBe("true");
    expect(first.headers).not.toHaveProperty("idempotent-replayed");
    expect(Object.keys(stripe.service.world.state.intents)).toEqual([first.body.id]);
  });

  test("belongs to one request", async () => {
    const stripe = openStripe();
    await stripe.post("payment_intents", HELD, { key: "payment-1" });
    const other = await stripe.post(
      "payment_intents",
      { ...HELD, amount: 1 },
      { key: "payment-1" },
    );
    expect(other).toMatchObject({ status: 400, body: { error: { type: "idempotency_error" } } });
  });

  test("belongs to one account", async () => {
    const stripe = openStripe();
    const account = await stripe.connected();
    const ours = await stripe.post("payment_intents", HELD, { key: "payment-1" });
    const theirs = await stripe.post("payment_intents", HELD, { key: "payment-1", account });
    expect(theirs.body.id).not.toBe(ours.body.id);
  });

  test("is forgotten after a day", async () => {
    const stripe = openStripe();
    const first = await stripe.post("payment_intents", HELD, { key: "payment-1" });
    stripe.pass(DAY - 1);
    const same = await stripe.post("payment_intents", HELD, { key: "payment-1" });
    expect(same.body.id).toBe(first.body.id);
    stripe.pass(1);
    const fresh = await stripe.post("payment_intents", HELD, { key: "payment-1" });
    expect(fresh.body.id).not.toBe(first.body.id);
  });

  test("is not used up by parameters that were refused", async () => {
    const stripe = openStripe();
    await stripe.post("payment_intents", { ...HELD, amount: "x" }, { key: "payment-1" });
    expect((await stripe.post("payment_intents", HELD, { key: "payment-1" })).status).toBe(200);
  });

  test("keeps a refusal that came while it was carried out", async () => {
    const stripe = openStripe();
    const { body } = await stripe.post("payment_intents", HELD);
    const capture = () =>
      stripe.post(`payment_intents/${body.id}/capture`, {}, { key: "capture-1" });
    expect((await capture()).status).toBe(400);
    await stripe.confirm(body);
    expect((await capture()).body.error.code).toBe("payment_intent_unexpected_state");
    stripe.pass(DAY);
    expect((await capture()).body.status).toBe("succeeded");
  });
});

describe("faults on order", () => {
  test("a failure before the work leaves nothing behind, and the key works afterwards", async () => {
    const stripe = openStripe();
    stripe.next("errorBefore");
    const failed = await stripe.post("payment_intents", HELD, { key: "payment-1" });
    expect(failed).toMatchObject({ status: 500, body: { error: { type: "api_error" } } });
    expect(stripe.service.world.state.intents).toEqual({});
    expect((await stripe.post("payment_intents", HELD, { key: "payment-1" })).status).toBe(200);
  });

  test("a failure after the work has its effect, and is the answer for a day", async () => {
    const stripe = openStripe();
    const { id } = await captured(stripe);
    const refund = () =>
      stripe.post("refunds", { payment_intent: id, amount: 1000 }, { key: "refund-1" });
    stripe.next("errorAfter");
    expect((await refund()).status).toBe(500);
    expect((await refund()).status).toBe(500);
    stripe.pass(DAY);
    expect((await refund()).status).toBe(200);
    expect((await stripe.get("refunds", { payment_intent: id })).body.data).toHaveLength(2);
  });

  test("a lost reply has its effect, and the same key brings the reply", async () => {
    const stripe = openStripe();
    stripe.next("lostReply");
    const first = await stripe.post("payment_intents", HELD, { key: "payment-1" });
    expect(first.lost).toBe(true);
    const again = await stripe.post("payment_intents", HELD, { key: "payment-1" });
    expect(again).toMatchObject({ lost: false, status: 200, body: { id: first.body.id } });
  });

  test("a decline strikes the next payment with any card", async () => {
    const stripe = openStripe();
    const { body } = await stripe.post("payment_intents", HELD);
    stripe.next("decline");
    expect((await stripe.confirm(body)).status).toBe(402);
    expect((await stripe.confirm(body)).body.status).toBe("requires_capture");
  });

  test("a refund may be refused for want of money", async () => {
    const stripe = openStripe();
    const { id } = await captured(stripe);
    stripe.next("refundError");
    const refused = await stripe.post("refunds", { payment_intent: id });
    expect(refused.body.error.code).toBe("balance_insufficient");
    expect((await stripe.post("refunds", { payment_intent: id })).status).toBe(200);
  });

  test("a chance strikes as often as the random source says, and browsers meet no broken answers", async () => {
    const stripe = openStripe();
    const { settings } = stripe.service.world.state.faults;
    settings.errorBefore.chance = 0.5;
    expect((await stripe.post("payment_intents", HELD)).status).toBe(200);
    settings.errorBefore.chance = 0.51;
    expect((await stripe.post("payment_intents", HELD)).status).toBe(500);
    settings.errorBefore.chance = 0;
    const { body } = await stripe.post("payment_intents", HELD);
    settings.errorBefore.chance = 1;
    expect((await stripe.confirm(body)).body.status).toBe("requires_capture");
  });
});

test("everything it holds is plain JSON, so that it can be kept and taken up again", async () => {
  const stripe = openStripe();
  const { id } = await captured(stripe);
  await stripe.post("refunds", { payment_intent: id, amount: 100 }, { key: "refund-1" });
  const { state } = stripe.service.world;
  expect(JSON.parse(JSON.stringify(state)) as StripeState).toEqual(state);
  expect(JSON.parse(JSON.stringify(emptyState()))).toEqual(emptyState());
});
