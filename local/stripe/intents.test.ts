import { describe, expect, test } from "vitest";
import {
  authorized,
  captured,
  card,
  DAY,
  HELD,
  HOUR,
  MINUTE,
  openStripe,
} from "./stripe.testing.ts";

const created = async (fields: Record<string, string | number | boolean> = {}) => {
  const stripe = openStripe();
  return { stripe, answer: await stripe.post("payment_intents", { ...HELD, ...fields }) };
};

describe("a payment intent", () => {
  test("is created from an amount and shows nothing paid", async () => {
    const { answer } = await created({ "metadata[paymentId]": "p1", description: "A session" });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      ...{ object: "payment_intent", status: "requires_payment_method", amount: 4000 },
      ...{ currency: "eur", amount_received: 0, livemode: false, latest_charge: null },
      ...{ metadata: { paymentId: "p1" }, description: "A session" },
    });
    expect(answer.body.client_secret).toMatch(new RegExp(`^${answer.body.id}_secret_`));
  });

  test.each([
    ["a fraction of a unit", { amount: "40.5" }, "parameter_invalid_integer"],
    ["no amount", { amount: "" }, "parameter_missing"],
    ["less than the currency's smallest charge", { amount: 49 }, "amount_too_small"],
    ["more than any charge", { amount: 100_000_000 }, "amount_too_large"],
    ["a thousandth that nobody can pay out", { amount: 1005, currency: "kwd" }, undefined],
    ["a currency that there is not", { currency: "xyz" }, undefined],
    ["a parameter it does not know", { colour: "red" }, "parameter_unknown"],
    ["a fee without a connected account", { application_fee_amount: 100 }, undefined],
    [
      "a destination that there is not",
      { "transfer_data[destination]": "acct_no" },
      "account_invalid",
    ],
  ])("is refused with %s", async (_what, fields, code) => {
    const { stripe, answer } = await created(fields);
    expect([400, 403]).toContain(answer.status);
    expect(answer.body.error).toMatchObject({ type: "invalid_request_error" });
    expect(answer.body.error.code).toBe(code);
    expect(stripe.service.world.state.intents).toEqual({});
  });

  test("is refused for a destination that may not take money yet", async () => {
    const stripe = openStripe();
    const { body } = await stripe.post("accounts", { type: "express" });
    const answer = await stripe.post("payment_intents", {
      ...HELD,
      "transfer_data[destination]": body.id,
    });
    expect(answer.body.error.code).toBe("insufficient_capabilities_for_transfer");
  });
});

describe("paying by card", () => {
  test("reserves the money until it is captured", async () => {
    const stripe = openStripe();
    const intent = await authorized(stripe);
    expect(intent).toMatchObject({
      ...{ status: "requires_capture", amount_capturable: 4000, amount_received: 0 },
    });
    const { body } = await stripe.post(`payment_intents/${intent.id}/capture`, {
      "expand[0]": "latest_charge",
    });
    expect(body).toMatchObject({
      status: "succeeded",
      amount_received: 4000,
      amount_capturable: 0,
    });
    expect(body.latest_charge).toMatchObject({
      ...{ object: "charge", captured: true, amount_captured: 4000 },
      payment_method_details: { card: { brand: "visa", last4: "4242" } },
    });
  });

  test("takes the money at once where nothing says manual", async () => {
    const stripe = openStripe();
    const { body } = await stripe.post("payment_intents", { amount: 4000, currency: "eur" });
    expect((await stripe.confirm(body)).body).toMatchObject({ status: "succeeded" });
  });

  test("reserves with capture_method manual for all methods too", async () => {
    const stripe = openStripe();
    const fields = { amount: 4000, currency: "eur", capture_method: "manual" };
    const { body } = await stripe.post("payment_intents", fields);
    expect((await stripe.confirm(body)).body.status).toBe("requires_capture");
  });

  test("captures a part and lets go of the rest", async () => {
    const stripe = openStripe();
    const { id } = await authorized(stripe);
    const part = { amount_to_capture: 1500 };
    const { body } = await stripe.post(`payment_intents/${id}/capture`, part);
    expect(body).toMatchObject({
      status: "succeeded",
      amount_received: 1500,
      amount_capturable: 0,
    });
  });

  test("captures no more than was reserved", async () => {
    const stripe = openStripe();
    const { id } = await authorized(stripe);
    const more = { amount_to_capture: 4001 };
    expect((await stripe.post(`payment_intents/${id}/capture`, more)).status).toBe(400);
  });

  test.each([
    ["4000000000000002", "generic_decline"],
    ["4000000000009995", "insufficient_funds"],
  ])("is declined with %s, and another card can follow", async (number, declineCode) => {
    const { stripe, answer } = await created();
    const declined = await stripe.confirm(answer.body, number);
    expect(declined.status).toBe(402);
    expect(declined.body.error).toMatchObject({
      ...{ type: "card_error", code: "card_declined", decline_code: declineCode },
      payment_intent: { status: "requires_payment_method" },
    });
    const { body } = await stripe.get(`payment_intents/${answer.body.id}`);
    expect(body.last_payment_error).toMatchObject({ code: "card_declined" });
    const second = await stripe.confirm(answer.body);
    expect(second.body).toMatchObject({ status: "requires_capture", last_payment_error: null });
  });

  test.each([
    [
      "a wrong digit",
      { "payment_method_data[card][number]": "4242424242424241" },
      "incorrect_number",
    ],
    ["a card that has expired", { "payment_method_data[card][exp_year]": 2025 }, "expired_card"],
    [
      "a month that there is not",
      { "payment_method_data[card][exp_month]": 13 },
      "invalid_expiry_month",
    ],
    ["a short security code", { "payment_method_data[card][cvc]": "1" }, "invalid_cvc"],
    ["a real card", { "payment_method_data[card][number]": "4111111111111111" }, "card_declined"],
  ])("is refused with %s", async (_what, fields, code) => {
    const { stripe, answer } = await created();
    const refused = await stripe.confirm(answer.body, { ...card("4242424242424242"), ...fields });
    expect(refused).toMatchObject({ status: 402, body: { error: { type: "card_error", code } } });
  });

  test("asks for the cardholder's consent, and goes on when it is given", async () => {
    const { stripe, answer } = await created();
    const waiting = await stripe.confirm(answer.body, "4000002760003184");
    expect(waiting.body).toMatchObject({
      ...{ status: "requires_action", next_action: { type: "use_stripe_sdk" } },
    });
    const { body } = await stripe.authenticate(answer.body, "complete");
    expect(body).toMatchObject({ status: "requires_capture", next_action: null });
  });

  test("ends the attempt when consent is refused", async () => {
    const { stripe, answer } = await created();
    await stripe.confirm(answer.body, "4000002760003184");
    expect((await stripe.authenticate(answer.body, "fail")).body).toMatchObject({
      status: "requires_payment_method",
      last_payment_error: {
        type: "invalid_request_error",
        code: "payment_intent_authentication_failure",
      },
    });
  });

  test("may be declined after consent", async () => {
    const { stripe, answer } = await created();
    await stripe.confirm(answer.body, "4000008260003178");
    const declined = await stripe.authenticate(answer.body, "complete");
    expect(declined).toMatchObject({ status: 402, body: { error: { code: "card_declined" } } });
  });

  test("lapses seven days after it was reserved", async () => {
    const stripe = openStripe();
    const { id } = await authorized(stripe);
    stripe.pass(7 * DAY - 1);
    expect((await stripe.get(`payment_intents/${id}`)).body.status).toBe("requires_capture");
    stripe.pass(1);
    expect((await stripe.get(`payment_intents/${id}`)).body).toMatchObject({
      ...{ status: "canceled", cancellation_reason: "automatic", amount_capturable: 0 },
    });
  });
});

describe("other ways to pay", () => {
  const ideal = { "payment_method_data[type]": "ideal", return_url: "http://app.example/back" };
  const debit = (iban: string) => ({
    "payment_method_data[type]": "sepa_debit",
    "payment_method_data[sepa_debit][iban]": iban,
  });

  test("a bank's page is visited first, and the money is taken at once although cards only reserve", async () => {
    const { stripe, answer } = await created();
    const leaving = await stripe.confirm(answer.body, ideal);
    expect(leaving.body).toMatchObject({
      status: "requires_action",
      next_action: { redirect_to_url: { return_url: "http://app.example/back" } },
    });
    const { body } = await stripe.authenticate(answer.body, "complete");
    expect(body).toMatchObject({ status: "succeeded", amount_received: 4000 });
  });

  test("a debit is processing until the bank agrees", async () => {
    const { stripe, answer } = await created();
    const begun = await stripe.confirm(answer.body, debit("DE89 3704 0044 0532 0130 00"));
    expect(begun.body.status).toBe("processing");
    stripe.pass(3 * MINUTE);
    const { body } = await stripe.get(`payment_intents/${answer.body.id}`);
    expect(body).toMatchObject({ status: "succeeded", amount_received: 4000 });
  });

  test("a debit may fail in the end", async () => {
    const { stripe, answer } = await created();
    await stripe.confirm(answer.body, debit("DE62370400440532013001"));
    stripe.pass(3 * MINUTE);
    const { body } = await stripe.get(`payment_intents/${answer.body.id}`);
    expect(body).toMatchObject({ status: "requires_payment_method", amount_received: 0 });
    expect(body.last_payment_error).toMatchObject({ code: "debit_not_authorized" });
  });

  test("they take euros only", async () => {
    const { stripe, answer } = await created({ currency: "usd" });
    expect((await stripe.confirm(answer.body, ideal)).status).toBe(400);
  });
});

describe("what is out of turn is refused with the intent as it is", () => {
  test("capturing what was not authorised", async () => {
    const { stripe, answer } = await created();
    const refused = await stripe.post(`payment_intents/${answer.body.id}/capture`);
    expect(refused.status).toBe(400);
    expect(refused.body.error).toMatchObject({
      code: "payment_intent_unexpected_state",
      payment_intent: { id: answer.body.id, status: "requires_payment_method" },
    });
  });

  test("capturing, cancelling or paying what is paid", async () => {
    const stripe = openStripe();
    const intent = await captured(stripe);
    const answers = [
      await stripe.post(`payment_intents/${intent.id}/capture`),
      await stripe.post(`payment_intents/${intent.id}/cancel`),
      await stripe.confirm(intent),
    ];
    for (const { body } of answers) {
      expect(body.error).toMatchObject({ code: "payment_intent_unexpected_state" });
    }
  });

  test("paying or capturing what was cancelled", async () => {
    const stripe = openStripe();
    const intent = await authorized(stripe);
    const cancelled = await stripe.post(`payment_intents/${intent.id}/cancel`);
    expect(cancelled.body).toMatchObject({ status: "canceled", amount_capturable: 0 });
    expect((await stripe.confirm(intent)).status).toBe(400);
    expect((await stripe.post(`payment_intents/${intent.id}/capture`)).status).toBe(400);
    stripe.pass(8 * DAY + HOUR);
    expect((await stripe.get(`payment_intents/${intent.id}`)).body.cancellation_reason).toBeNull();
  });
});
