import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { everythingIn } from "../surface.testing";
import { startBackend } from "../test.setup";
import { NOW, openPaid } from "./paid.testing";
import { latestPayment, stubStripe } from "./told.testing";

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
  stubStripe();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

type Backend = ReturnType<typeof startBackend>;

const SECRET = "whsec_of_the_tests";
const RUNS = Number(import.meta.env.FUZZ_RUNS ?? 40);
const SEED = Number(import.meta.env.FUZZ_SEED ?? 20270301);

async function signatureOf(body: string, seconds: number, secret = SECRET): Promise<string> {
  const encoder = new TextEncoder();
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", encoder.encode(secret), algorithm, false, [
    "sign",
  ]);
  const bytes = await crypto.subtle.sign("HMAC", key, encoder.encode(`${seconds}.${body}`));
  const hex = [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0"));
  return `t=${seconds},v1=${hex.join("")}`;
}

type Posted = { body: string; signature: string | null; path?: string };

async function post(t: Backend, { body, signature, path = "/stripe/webhook" }: Posted) {
  const headers = signature === null ? undefined : { "stripe-signature": signature };
  const response = await t.fetch(path, { method: "POST", body, ...(headers && { headers }) });
  return response.status;
}

const nowSeconds = NOW / 1000;

/** An event as Stripe would write it: a card was authorised for this payment. */
async function authorizedEvent(t: Backend, bookingId: Parameters<typeof latestPayment>[1]) {
  const { _id: paymentId, amount, currency } = await latestPayment(t, bookingId);
  const intent = {
    ...{ id: `pi_${paymentId}`, object: "payment_intent", status: "requires_capture" },
    ...{ amount, currency, amount_received: 0, livemode: false, last_payment_error: null },
    ...{ latest_charge: null, metadata: { paymentId }, client_secret: "told_to_nobody" },
  };
  return {
    ...{ id: "evt_1", object: "event", type: "payment_intent.amount_capturable_updated" },
    ...{ created: nowSeconds, livemode: false, data: { object: intent } },
  };
}

describe("Stripe's webhook", () => {
  test("confirms what a signed event says was paid", async () => {
    const { t, book, bookingOf } = await openPaid();
    const { bookingId } = await book();
    const body = JSON.stringify(await authorizedEvent(t, bookingId));
    expect(await post(t, { body, signature: await signatureOf(body, nowSeconds) })).toBe(200);
    expect((await bookingOf(bookingId)).status).toBe("confirmed");
  });

  test.each([
    ["without a signature", () => null],
    [
      "signed with another secret",
      async (body: string) => await signatureOf(body, nowSeconds, "x"),
    ],
    ["signed for another body", async () => await signatureOf("{}", nowSeconds)],
    ["signed too long ago", async (body: string) => await signatureOf(body, nowSeconds - 301)],
    ["signed in the future", async (body: string) => await signatureOf(body, nowSeconds + 60)],
  ])("refuses what is %s, and nothing changes", async (_, sign) => {
    const { t, book } = await openPaid();
    const { bookingId } = await book();
    const body = JSON.stringify(await authorizedEvent(t, bookingId));
    const before = await everythingIn(t);
    expect(await post(t, { body, signature: await sign(body) })).toBe(400);
    expect(await everythingIn(t)).toEqual(before);
  });

  test("takes a signed event that is of another mode, and nothing changes", async () => {
    const { t, book } = await openPaid();
    const { bookingId } = await book();
    const live = { ...(await authorizedEvent(t, bookingId)), livemode: true };
    const body = JSON.stringify(live);
    const before = await everythingIn(t);
    expect(await post(t, { body, signature: await signatureOf(body, nowSeconds) })).toBe(200);
    expect(await everythingIn(t)).toEqual(before);
  });

  test("is closed while its secret is not set", async () => {
    const { t } = await openPaid();
    vi.stubEnv("STRIPE_WEBHOOK_SECRET", "");
    expect(await post(t, { body: "{}", signature: await signatureOf("{}", nowSeconds) })).toBe(404);
  });

  test.each(["/stripe/webhook", "/stripe/connect"])(
    "%s answers whatever comes with less than 500, and believes none of it",
    { timeout: 10_000 + 50 * RUNS },
    async (path) => {
      const t = startBackend();
      const before = await everythingIn(t);
      const secret = path === "/stripe/webhook" ? SECRET : "whsec_of_the_tests_too";
      const anyBody = fc.oneof(fc.string({ unit: "binary" }), fc.json(), fc.constant("null"));
      const anyHeader = fc.oneof(fc.string(), fc.constantFrom("t=1,v1=0", "t=,v1=", "v1=x", ","));
      await fc.assert(
        fc.asyncProperty(anyBody, anyHeader, fc.boolean(), async (body, header, isSigned) => {
          const printable = header.replaceAll(/[^\x20-\x7e]/g, "");
          const signature = isSigned ? await signatureOf(body, nowSeconds, secret) : printable;
          const status = await post(t, { body, signature, path });
          expect(status).toBeLessThan(500);
          if (!isSigned) expect(status).toBe(400);
        }),
        { numRuns: RUNS, seed: SEED, endOnFailure: true },
      );
      expect(await everythingIn(t)).toEqual(before);
    },
  );
});
