import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { onboard } from "./accounts.ts";
import { openDispute } from "./disputes.ts";
import {
  authorized,
  captured,
  DAY,
  HELD,
  HOUR,
  MINUTE,
  openStripe,
  type Stripe,
} from "./stripe.testing.ts";

const arrived = (stripe: Stripe) =>
  stripe.hooks.map(({ to, body }) => ({
    to,
    ...(JSON.parse(body) as { id: string; type: string; account?: string; created: number }),
  }));
const types = (stripe: Stripe) => arrived(stripe).map(({ type }) => type);

describe("an event", () => {
  test("leaves only after the answer, whole and signed", async () => {
    const stripe = openStripe();
    const { body } = await stripe.post("payment_intents", HELD, { key: "payment-p1" });
    expect(stripe.hooks).toEqual([]);
    await stripe.service.deliverDue();
    const [hook] = stripe.hooks;
    expect(JSON.parse(hook?.body ?? "")).toMatchObject({
      ...{ object: "event", type: "payment_intent.created", livemode: false },
      ...{ created: stripe.now() / 1000, data: { object: body } },
      request: { idempotency_key: "payment-p1" },
    });
    const time = stripe.now() / 1000;
    const mac = createHmac("sha256", "whsec_platform").update(`${time}.${hook?.body ?? ""}`);
    expect(hook?.signature).toBe(`t=${time},v1=${mac.digest("hex")}`);
  });

  test("tells each step of a payment", async () => {
    const stripe = openStripe();
    const account = await stripe.connected();
    const fields = { "transfer_data[destination]": account, application_fee_amount: 100 };
    const { id } = await captured(stripe, fields);
    await stripe.post("refunds", { payment_intent: id });
    await stripe.service.deliverDue();
    expect(types(stripe)).toEqual([
      "payment_intent.created",
      "charge.succeeded",
      "payment_intent.amount_capturable_updated",
      "transfer.created",
      "application_fee.created",
      "charge.captured",
      "payment_intent.succeeded",
      "refund.created",
      "charge.refunded",
    ]);
  });

  test("tells declines, consent, debits, cancelling and disputes", async () => {
    const stripe = openStripe();
    const declined = await stripe.post("payment_intents", HELD);
    await stripe.confirm(declined.body, "4000000000000002");
    await stripe.confirm(declined.body, "4000002760003184");
    const debited = await stripe.post("payment_intents", HELD);
    await stripe.confirm(debited.body, {
      "payment_method_data[type]": "sepa_debit",
      "payment_method_data[sepa_debit][iban]": "DE89370400440532013000",
    });
    const { id } = await authorized(stripe);
    await stripe.post(`payment_intents/${id}/cancel`);
    const { latest_charge: charge } = await captured(stripe);
    openDispute(stripe.service.world, String(charge));
    await stripe.service.deliverDue();
    expect(types(stripe)).toEqual(
      expect.arrayContaining([
        "payment_intent.payment_failed",
        "payment_intent.requires_action",
        "payment_intent.processing",
        "payment_intent.canceled",
        "charge.dispute.created",
      ]),
    );
  });

  test("of a connected account goes to the other endpoint and names the account", async () => {
    const stripe = openStripe();
    const account = await stripe.connected();
    await stripe.post("payment_intents", HELD, { account });
    onboard(stripe.service.world, account, "half");
    await stripe.service.deliverDue();
    expect(arrived(stripe)).toMatchObject([
      { to: "connect", type: "payment_intent.created", account },
      { to: "connect", type: "account.updated", account },
    ]);
  });

  test("is listed and found again for thirty days", async () => {
    const stripe = openStripe();
    await stripe.post("payment_intents", HELD);
    const { body } = await stripe.get("events");
    const [event] = body.data as { id: string }[];
    expect((await stripe.get(`events/${event?.id ?? ""}`)).body).toEqual(event);
    stripe.pass(30 * DAY);
    expect((await stripe.get("events")).body.data).toEqual([]);
    expect(stripe.service.world.state.deliveries).toEqual({});
  });
});

describe("a delivery", () => {
  test("that fails is made again, ever more rarely, until the endpoint takes it", async () => {
    const stripe = openStripe();
    stripe.endpointAnswers(() => 500);
    await stripe.post("payment_intents", HELD);
    const pauses: number[] = [];
    for (let attempt = 0; attempt < 4; attempt += 1) {
      await stripe.service.deliverDue();
      const pause = (stripe.service.waiting()[0]?.dueAt ?? 0) - stripe.now();
      pauses.push(pause);
      stripe.pass(pause);
    }
    expect(pauses).toEqual([5_000, 10_000, 20_000, 40_000]);
    stripe.endpointAnswers(() => 200);
    await stripe.service.deliverDue();
    expect(stripe.service.waiting()).toEqual([]);
    expect(new Set(arrived(stripe).map(({ id }) => id)).size).toBe(1);
    expect(new Set(stripe.hooks.map(({ signature }) => signature)).size).toBe(5);
  });

  test("is given up after three days", async () => {
    const stripe = openStripe();
    stripe.endpointAnswers(() => 0);
    await stripe.post("payment_intents", HELD);
    for (let hours = 0; hours < 80; hours += 1) {
      await stripe.service.deliverDue();
      stripe.pass(HOUR);
    }
    expect(stripe.service.waiting()).toEqual([]);
    expect(Object.values(stripe.service.world.state.deliveries)).toMatchObject([
      { status: "given_up", lastStatus: 0 },
    ]);
  });

  test("can be ordered twice, late, and out of order", async () => {
    const stripe = openStripe();
    stripe.next("eventTwice");
    await stripe.post("payment_intents", HELD);
    stripe.next("eventLate");
    await stripe.post("payment_intents", { ...HELD, amount: 5000 });
    stripe.next("eventReordered");
    await stripe.post("payment_intents", { ...HELD, amount: 6000 });
    await stripe.post("payment_intents", { ...HELD, amount: 7000 });
    const amounts = () =>
      stripe.hooks.map(
        ({ body }) =>
          (JSON.parse(body) as { data: { object: { amount: number } } }).data.object.amount,
      );
    await stripe.service.deliverDue();
    expect(amounts()).toEqual([4000, 4000, 7000]);
    stripe.pass(10_000);
    await stripe.service.deliverDue();
    expect(amounts()).toEqual([4000, 4000, 7000, 6000]);
    stripe.pass(MINUTE);
    await stripe.service.deliverDue();
    expect(amounts()).toEqual([4000, 4000, 7000, 6000, 5000]);
  });
});
