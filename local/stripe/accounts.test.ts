import { describe, expect, test } from "vitest";
import { disconnect, findLink, onboard, restrict } from "./accounts.ts";
import { payOut, settlePayout } from "./payouts.ts";
import { captured, HELD, MINUTE, openStripe, type Stripe } from "./stripe.testing.ts";

const opened = async (stripe: Stripe) => {
  const { body } = await stripe.post("accounts", {
    ...{ type: "express", email: "maya@example.com", "metadata[rowId]": "a1" },
    ...{ "capabilities[transfers][requested]": true },
  });
  return body;
};

const link = (stripe: Stripe, account: string) =>
  stripe.post("account_links", {
    ...{ account, type: "account_onboarding" },
    ...{ return_url: "http://app.example/back", refresh_url: "http://app.example/again" },
  });

describe("a connected account", () => {
  test("can take nothing before its owner has answered Stripe's questions", async () => {
    const account = await opened(openStripe());
    expect(account).toMatchObject({
      ...{ object: "account", charges_enabled: false, payouts_enabled: false },
      ...{ details_submitted: false, metadata: { rowId: "a1" } },
    });
    const { currently_due: due } = account.requirements as { currently_due: string[] };
    expect(due).toContain("external_account");
  });

  test("can take money once all is answered", async () => {
    const stripe = openStripe();
    const { id } = await opened(stripe);
    onboard(stripe.service.world, id, "complete");
    expect((await stripe.get(`accounts/${id}`)).body).toMatchObject({
      ...{ charges_enabled: true, payouts_enabled: true, details_submitted: true },
      requirements: { currently_due: [] },
    });
  });

  test("says what is missing when it is left half done, or held back later", async () => {
    const stripe = openStripe();
    const { id } = await opened(stripe);
    onboard(stripe.service.world, id, "half");
    const half = (await stripe.get(`accounts/${id}`)).body;
    expect(half).toMatchObject({
      ...{ charges_enabled: false, details_submitted: true },
      requirements: { currently_due: ["individual.verification.document"] },
    });
    onboard(stripe.service.world, id, "complete");
    restrict(stripe.service.world, id);
    expect((await stripe.get(`accounts/${id}`)).body).toEqual(half);
  });

  test("is out of reach after its owner has disconnected it", async () => {
    const stripe = openStripe();
    const account = await stripe.connected();
    disconnect(stripe.service.world, account);
    const answers = [
      await stripe.get(`accounts/${account}`),
      await link(stripe, account),
      await stripe.post("payment_intents", HELD, { account }),
    ];
    for (const { status, body } of answers) {
      expect({ status, code: body.error.code }).toEqual({ status: 403, code: "account_invalid" });
    }
  });
});

describe("an onboarding link", () => {
  test("leads to a page for five minutes", async () => {
    const stripe = openStripe();
    const { id } = await opened(stripe);
    const { body } = await link(stripe, id);
    expect(body).toMatchObject({ object: "account_link" });
    expect(body).not.toHaveProperty("id");
    const token = String(body.url).replace("http://stripe.example/connect/", "");
    expect(findLink(stripe.service.world, token)).toMatchObject({ account: id });
    stripe.pass(5 * MINUTE);
    expect(findLink(stripe.service.world, token)).toBeNull();
  });

  test("is refused without addresses to come back to", async () => {
    const stripe = openStripe();
    const { id } = await opened(stripe);
    const fields = { account: id, type: "account_onboarding", return_url: "nowhere" };
    expect((await stripe.post("account_links", fields)).body.error).toMatchObject({
      param: "return_url",
    });
  });
});

describe("a payout", () => {
  test("sends what lies on an account to its bank, and is listed there, newest first", async () => {
    const stripe = openStripe();
    const account = await stripe.connected();
    await captured(stripe, { "transfer_data[destination]": account });
    const [first] = payOut(stripe.service.world, account);
    settlePayout(stripe.service.world, first?.id ?? "", "paid");
    await captured(stripe, { "transfer_data[destination]": account, amount: 5000 });
    payOut(stripe.service.world, account);
    const { body } = await stripe.get("payouts", {}, { account });
    expect(body.data).toMatchObject([
      { object: "payout", amount: 5000, status: "pending" },
      { object: "payout", amount: 4000, status: "paid" },
    ]);
    expect((await stripe.get("payouts")).body.data).toEqual([]);
  });

  test("that the bank sends back lies on the account again", async () => {
    const stripe = openStripe();
    const account = await stripe.connected();
    await captured(stripe, { "transfer_data[destination]": account });
    const [first] = payOut(stripe.service.world, account);
    settlePayout(stripe.service.world, first?.id ?? "", "failed");
    const { body } = await stripe.get("payouts", { limit: 1 }, { account });
    expect(body.data).toMatchObject([{ status: "failed", failure_code: "account_closed" }]);
    expect(payOut(stripe.service.world, account)).toMatchObject([{ amount: 4000 }]);
  });

  test("is refused when there is nothing, or nothing may leave", async () => {
    const stripe = openStripe();
    const account = await stripe.connected();
    expect(() => payOut(stripe.service.world, account)).toThrow(/Nothing lies/);
    restrict(stripe.service.world, account);
    expect(() => payOut(stripe.service.world, account)).toThrow(/may not be paid out/);
  });
});
