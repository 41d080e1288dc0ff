import { describe, expect, test } from "vitest";
import { readEvent } from "../../convex/payments/stripe.ts";
import { disconnect, onboard } from "../../local/stripe/accounts.ts";
import { openDispute } from "../../local/stripe/disputes.ts";
import { sign } from "../../local/stripe/events.ts";
import { settleRefund } from "../../local/stripe/refunds.ts";
import { DAY } from "../../local/stripe/stripe.testing.ts";
import { PLATFORM, wireStripe } from "./stripe-wire.testing.ts";

const wire = wireStripe();
describe("an event", () => {
  const secret = "whsec_platform";
  const read = (change: { body?: string; signature?: string; now?: number } = {}) => {
    const hook = wire.stripe.hooks.at(-1);
    return readEvent({
      ...{
        body: hook?.body ?? "",
        signature: hook?.signature ?? "",
        secret,
        now: wire.stripe.now(),
      },
      ...change,
    });
  };
  const delivered = async () => {
    await wire.stripe.service.deliverDue();
    return await Promise.all(
      wire.stripe.hooks.map(async ({ body, signature, to }) => {
        const read = await readEvent({
          body,
          signature,
          secret: `whsec_${to}`,
          now: wire.stripe.now(),
        });
        if (!read.ok) throw new Error(read.reason);
        return read.event;
      }),
    );
  };

  test("of a payment tells how it stands, without its secret", async () => {
    await wire.paid();
    const events = await delivered();
    const captured = events.find(({ type }) => type === "payment_intent.succeeded");
    expect(captured).toMatchObject({
      ...{ eventId: expect.stringMatching(/^evt_/) as string, account: null, livemode: false },
      createdAt: wire.stripe.now(),
      about: {
        kind: "intent",
        intent: { standing: "captured", paymentId: "p1", clientSecret: null },
      },
    });
    expect(events.find(({ type }) => type === "charge.captured")?.about).toEqual({
      kind: "nothing",
    });
  });

  test("tells refunds, disputes, accounts and payouts", async () => {
    const account = await wire.stripe.connected();
    const { world } = wire.stripe.service;
    const { intentId } = await wire.paid({ payee: { mode: "own", account } });
    const refund = { intentId, account, payee: PLATFORM, fee: 0 };
    wire.stripe.next("refundPending");
    await wire.gate.createRefund({ ...refund, refundId: "r1", amount: 1000 });
    const [made] = Object.values(world.state.refunds);
    if (made !== undefined) settleRefund(world, made, false);
    openDispute(world, Object.keys(world.state.charges)[0] ?? "");
    onboard(world, account, "complete");
    disconnect(world, account);
    const abouts = (await delivered()).map(({ type, about }) => ({ type, about }));
    const about = (type: string) => abouts.find((one) => one.type === type)?.about;
    expect(about("refund.created")).toMatchObject({
      refund: { status: "pending", refundId: "r1", account, livemode: false },
    });
    expect(about("refund.failed")).toMatchObject({
      refund: { status: "failed", failure: "lost_or_stolen_card" },
    });
    expect(about("charge.dispute.created")).toMatchObject({
      dispute: { status: "open", intentId, account, amount: 4000, reason: "fraudulent" },
    });
    expect(about("account.updated")).toMatchObject({ account: { accountId: account } });
    expect(about("account.application.deauthorized")).toMatchObject({
      account: { accountId: account, disconnected: true },
    });
  });

  test("is believed only with the secret's signature over the very same bytes", async () => {
    await wire.create();
    await wire.stripe.service.deliverDue();
    expect((await read()).ok).toBe(true);
    const body = wire.stripe.hooks.at(-1)?.body ?? "";
    const refused = { ok: false, reason: "signature" };
    expect(await read({ body: body.replace("4000", "4001") })).toEqual(refused);
    expect(await read({ body: `${body} ` })).toEqual(refused);
    expect(await read({ signature: await sign(body, "whsec_other", wire.stripe.now()) })).toEqual(
      refused,
    );
    for (const signature of ["", "t=1", "v1=00", "t=x,v1=00", "nonsense", "t=1,v1="]) {
      expect(await read({ signature })).toEqual(refused);
    }
  });

  test("is believed with any one of several signatures, as while a secret is replaced", async () => {
    await wire.create();
    await wire.stripe.service.deliverDue();
    const [time = "", right = ""] = (wire.stripe.hooks.at(-1)?.signature ?? "").split(",");
    const old = "v1=".padEnd(67, "0");
    expect((await read({ signature: [time, old, right].join(",") })).ok).toBe(true);
  });

  test("is taken for 300 seconds, and from a clock that is five seconds ahead", async () => {
    await wire.create();
    await wire.stripe.service.deliverDue();
    const at = async (seconds: number) => {
      const result = await read({ now: wire.stripe.now() + seconds * 1000 });
      return result.ok ? "taken" : result.reason;
    };
    expect(await Promise.all([300, 301, -5, -6].map(at))).toEqual(["taken", "age", "taken", "age"]);
  });

  test("does not grow younger by a second time in its header", async () => {
    await wire.create();
    await wire.stripe.service.deliverDue();
    const old = wire.stripe.hooks.at(-1)?.signature ?? "";
    wire.stripe.pass(DAY);
    const now = `t=${wire.stripe.now() / 1000}`;
    for (const signature of [`${now},${old}`, `${old},${now}`]) {
      expect(await read({ signature })).toEqual({ ok: false, reason: "signature" });
    }
  });

  test.each([
    ["no JSON", "{"],
    ["no object", "null"],
    ["something else", '{"object":"charge","id":"ch_1"}'],
    [
      "an event without its object",
      '{"object":"event","id":"evt_1","type":"payment_intent.created"}',
    ],
    [
      "an event whose object is another",
      JSON.stringify({
        ...{ object: "event", id: "evt_1", type: "payout.paid", livemode: false, created: 1 },
        data: { object: { object: "refund", id: "re_1" } },
      }),
    ],
  ])("that is signed and is %s is malformed", async (_what, body) => {
    const signature = await sign(body, secret, wire.stripe.now());
    expect(await read({ body, signature })).toEqual({ ok: false, reason: "malformed" });
  });
});
