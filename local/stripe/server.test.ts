import { mkdtemp, rm } from "node:fs/promises";
import { createServer, get, type Server } from "node:http";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { listen, stopListening } from "../listening.ts";
import { startStripe, type StripeServer } from "./server.ts";
import type { StripeState } from "./state.ts";

const APP = "http://127.0.0.1:5173";

interface Arrived {
  path: string;
  id: string;
  type: string;
}

let folder: string;
let stripe: StripeServer;
let endpoint: Server;
let endpointUrl: string;
let arrived: Arrived[];
/** What the endpoint answers from now on. */
let endpointStatus: number;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "local-stripe-"));
  arrived = [];
  endpointStatus = 200;
  endpoint = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += String(chunk)));
    request.on("end", () => {
      const { id, type } = JSON.parse(body) as { id: string; type: string };
      arrived.push({ path: request.url ?? "", id, type });
      response.writeHead(endpointStatus).end();
    });
  });
  endpointUrl = `http://127.0.0.1:${await listen(endpoint, 0)}`;
  stripe = await start();
});

afterEach(async () => {
  await stripe.stop();
  await stopListening(endpoint);
  await rm(folder, { recursive: true });
});

const start = () =>
  startStripe({
    ...{ dataDir: folder, port: 0, appOrigins: [APP] },
    endpoints: { platform: `${endpointUrl}/webhook`, connect: `${endpointUrl}/connect` },
  });

const post = (name: string, fields: Record<string, string> = {}) =>
  fetch(`${stripe.url}/v1/${name}`, {
    method: "POST",
    headers: { authorization: `Bearer ${stripe.secretKey}` },
    body: new URLSearchParams(fields),
  });

const pay = async () => {
  const response = await post("payment_intents", { amount: "4000", currency: "eur" });
  return (await response.json()) as { id: string; client_secret: string };
};

const control = (fields: Record<string, unknown>) =>
  fetch(`${stripe.url}/control`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(fields),
  });

const state = async () => (await (await fetch(`${stripe.url}/state`)).json()) as StripeState;

describe("over HTTP", () => {
  test("Stripe's API is answered, and the endpoint told", async () => {
    const { id } = await pay();
    expect(id).toMatch(/^pi_/);
    await expect
      .poll(() => arrived)
      .toMatchObject([{ path: "/webhook", type: "payment_intent.created" }]);
  });

  test("what it holds outlives it, keys and undelivered events included", async () => {
    endpointStatus = 503;
    const { id } = await pay();
    await expect.poll(() => arrived).toHaveLength(1);
    const { secretKey } = stripe;
    await stripe.stop();
    endpointStatus = 200;
    stripe = await start();
    expect(stripe.secretKey).toBe(secretKey);
    expect(Object.keys((await state()).intents)).toEqual([id]);
    const [delivery] = Object.values((await state()).deliveries);
    expect(delivery).toMatchObject({ status: "waiting", attempts: 1, lastStatus: 503 });
  });

  test("a lost reply cuts the connection, with its effect", async () => {
    await control({ do: "fault", name: "lostReply", next: 1 });
    await expect(pay()).rejects.toThrow("fetch failed");
    expect(Object.keys((await state()).intents)).toHaveLength(1);
  });

  test("a slow answer takes its time", async () => {
    await control({ do: "timing", slowMs: 2_000 });
    await control({ do: "fault", name: "slow", next: 1 });
    const answer = vi.fn();
    const asked = pay().then(answer);
    await expect.poll(async () => Object.keys((await state()).intents)).toHaveLength(1);
    expect(answer).not.toHaveBeenCalled();
    await asked;
    expect(answer).toHaveBeenCalledOnce();
  });

  test("only the marketplace's own screens may call it from a browser", async () => {
    const ask = async (origin: string) => {
      const response = await fetch(`${stripe.url}/v1/payment_intents/pi_1/confirm`, {
        ...{ method: "OPTIONS", headers: { origin } },
      });
      return response.headers.get("access-control-allow-origin");
    };
    expect(await ask(APP)).toBe(APP);
    expect(await ask("http://evil.example")).toBeNull();
  });

  test("another page can neither read it under a name of its own nor press its buttons", async () => {
    const { port } = new URL(stripe.url);
    const headers = { host: `evil.example:${port}` };
    const seen = await new Promise((resolve, reject) => {
      get(`${stripe.url}/state`, { headers }, ({ statusCode }) => {
        resolve(statusCode);
      }).on("error", reject);
    });
    expect(seen).toBe(421);
    const pressed = await fetch(`${stripe.url}/control`, {
      ...{ method: "POST", headers: { origin: "http://evil.example" } },
      body: new URLSearchParams({ do: "calm" }),
    });
    expect(pressed.status).toBe(403);
  });
});

describe("its page", () => {
  test("shows what it holds, and what people wrote as they wrote it", async () => {
    const description = "<script>alert(1)</script> & co";
    await post("payment_intents", { amount: "4000", currency: "eur", description });
    const text = await (await fetch(stripe.url)).text();
    expect(text).toContain("€40.00");
    expect(text).toContain("&lt;script&gt;alert(1)&lt;/script&gt; &amp; co");
    expect(text).not.toContain("<script>alert(1)");
  });

  test("delivers an event again, twice and late", async () => {
    await pay();
    await expect.poll(() => arrived).toHaveLength(1);
    const [event] = Object.keys((await state()).events);
    await control({ do: "deliver", event });
    await control({ do: "deliverTwice", event });
    await control({ do: "timing", lateMs: 3_600_000 });
    await control({ do: "deliverLate", event });
    await expect.poll(() => arrived).toHaveLength(4);
    expect(new Set(arrived.map(({ id }) => id)).size).toBe(1);
    const waiting = Object.values((await state()).deliveries).filter(
      ({ status }) => status === "waiting",
    );
    expect(waiting).toHaveLength(1);
  });

  test("leads back with the reason when a button cannot do what it says", async () => {
    const pressed = await fetch(`${stripe.url}/control`, {
      ...{ method: "POST", redirect: "manual" },
      body: new URLSearchParams({ do: "dispute", charge: "ch_none" }),
    });
    expect(pressed.status).toBe(303);
    const page = await fetch(new URL(pressed.headers.get("location") ?? "", stripe.url));
    expect(await page.text()).toContain("There is no charge &#39;ch_none&#39; here.");
  });

  test.each([
    ["nothing", {}],
    ["what there is not", { do: "__proto__" }],
    ["a fault that there is not", { do: "fault", name: "rain" }],
    ["a chance beyond one", { do: "fault", name: "slow", chance: 2 }],
    ["a refund of what there is not", { do: "refund", intent: "pi_none" }],
  ])("refuses %s with a sentence", async (_what, fields) => {
    const response = await control(fields);
    expect([400, 404]).toContain(response.status);
    const { error } = (await response.json()) as { error: { message: string } };
    expect(error.message).toMatch(/\w+ \w+/);
  });
});

describe("pages for people who were sent to Stripe", () => {
  const visit = (url: string, fields?: Record<string, string>) =>
    fetch(url, {
      redirect: "manual",
      ...(fields === undefined ? {} : { method: "POST", body: new URLSearchParams(fields) }),
    });

  async function link() {
    const account = (await (await post("accounts", { type: "express" })).json()) as { id: string };
    const response = await post("account_links", {
      ...{ account: account.id, type: "account_onboarding" },
      ...{ return_url: `${APP}/back`, refresh_url: `${APP}/again` },
    });
    return { account, url: ((await response.json()) as { url: string }).url };
  }

  test("the questions are answered once, and a link that is used up leads to a fresh one", async () => {
    const { account, url } = await link();
    expect(await (await visit(url)).text()).toContain("Stripe's questions");
    const done = await visit(url, { progress: "complete" });
    expect(done.headers.get("location")).toBe(`${APP}/back`);
    expect((await state()).accounts[account.id]).toMatchObject({ chargesEnabled: true });
    expect((await visit(url)).headers.get("location")).toBe(`${APP}/again`);
  });

  test("who goes on later has answered nothing", async () => {
    const { account, url } = await link();
    await visit(url, { progress: "none" });
    expect((await state()).accounts[account.id]).toMatchObject({ detailsSubmitted: false });
  });

  test("the bank's page leads back with how it went", async () => {
    const intent = await pay();
    const confirmed = await fetch(`${stripe.url}/v1/payment_intents/${intent.id}/confirm`, {
      method: "POST",
      headers: { authorization: `Bearer ${stripe.publishableKey}`, origin: APP },
      body: new URLSearchParams({
        ...{ client_secret: intent.client_secret, return_url: `${APP}/booking?code=A` },
        "payment_method_data[type]": "ideal",
      }),
    });
    const { next_action: next } = (await confirmed.json()) as {
      next_action: { redirect_to_url: { url: string } };
    };
    const { url } = next.redirect_to_url;
    expect(await (await visit(url)).text()).toContain("Pay €40.00?");
    const back = new URL((await visit(url, { result: "complete" })).headers.get("location") ?? "");
    expect(back.pathname).toBe("/booking");
    expect(Object.fromEntries(back.searchParams)).toEqual({
      ...{ code: "A", payment_intent: intent.id, redirect_status: "succeeded" },
      payment_intent_client_secret: intent.client_secret,
    });
    const { charges } = await state();
    const receipt = await visit(`${stripe.url}/receipts/${Object.keys(charges)[0] ?? ""}`);
    expect(await receipt.text()).toContain("€40.00");
  });

  test("a link that never was is refused with a page", async () => {
    for (const place of ["connect/none", "bank/pi_none", "receipts/ch_none", "nowhere"]) {
      const response = await visit(`${stripe.url}/${place}`);
      expect(response.status).toBe(404);
      expect(await response.text()).toContain("This does not work");
    }
  });
});
