import fc from "fast-check";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { everythingIn } from "../surface.testing";
import { startBackend } from "../test.setup";
import type { Backend } from "../world.testing";
import { closeUp, DORA, DORAS_PHONE, HOUR, NOW, openAtNow, openDesk } from "./desk.testing";
import { openMailbox } from "./mailbox.testing";

beforeEach(openAtNow);
afterEach(closeUp);

const SECRET = `whsec_${btoa("a secret of thirty-two bytes ...")}`;
const RUNS = Number(import.meta.env.FUZZ_RUNS ?? 40);
const SEED = Number(import.meta.env.FUZZ_SEED ?? 20270301);
const ERROR = 500;

type Event = { type: string; created_at: string; data: Record<string, unknown> };

function eventOf(type: string, tag: string, data: Record<string, unknown> = {}): Event {
  const created_at = new Date(Date.now()).toISOString();
  return { type, created_at, data: { email_id: "mail-1", tags: { notification: tag }, ...data } };
}

type Signing = { secret?: string; at?: number };

async function postResend(
  t: Backend,
  body: string,
  { secret = SECRET, at = Date.now() }: Signing = {},
): Promise<number> {
  const headers = {
    "svix-id": "msg_1",
    "svix-timestamp": String(Math.floor(at / 1000)),
    "svix-signature": new Webhook(secret).sign("msg_1", new Date(at), body),
  };
  return (await t.fetch("/resend/webhook", { method: "POST", body, headers })).status;
}

const tell = async (t: Backend, event: Event, signing?: Signing) =>
  await postResend(t, JSON.stringify(event), signing);

/** A mail that Resend took. */
async function openSent() {
  const desk = await openDesk();
  const { bookingId } = await desk.book();
  await desk.told();
  const rowNow = async () => await desk.rowOf(bookingId, { kind: "confirmation" });
  return { ...desk, tag: (await rowNow())._id, rowNow };
}

describe("Resend's webhook", () => {
  test("moves a mail on, keeps when it was opened and clicked, and says why it came back", async () => {
    const { t, tag, rowNow } = await openSent();
    expect(await tell(t, eventOf("email.delivered", tag))).toBe(200);
    expect(await rowNow()).toMatchObject({ status: "delivered", deliveredAt: Date.now() });
    vi.setSystemTime(Date.now() + HOUR);
    await tell(t, eventOf("email.opened", tag));
    await tell(t, eventOf("email.clicked", tag));
    expect(await rowNow()).toMatchObject({
      ...{ status: "delivered", openedAt: Date.now(), clickedAt: Date.now() },
    });
    await tell(t, eventOf("email.bounced", tag, { bounce: { message: "No such mailbox." } }));
    expect(await rowNow()).toMatchObject({ status: "bounced", error: "No such mailbox." });
  });

  test("may tell in any order and twice: what is known for certain stays", async () => {
    const { t, tag, rowNow } = await openSent();
    const delivered = eventOf("email.delivered", tag);
    await tell(t, delivered);
    vi.setSystemTime(Date.now() + HOUR);
    await tell(t, eventOf("email.sent", tag));
    await tell(t, eventOf("email.delivered", tag));
    await tell(t, eventOf("email.delivery_delayed", tag));
    const { status, deliveredAt } = await rowNow();
    expect({ status, deliveredAt }).toEqual({
      ...{ status: "delivered", deliveredAt: Date.parse(delivered.created_at) },
    });
  });

  test.each([
    ["delivered", {}],
    ["bounced", { error: "No such mailbox." }],
  ])("may say %s before we know that the mail was taken", async (status, known) => {
    const desk = await openDesk();
    const { bookingId } = await desk.book();
    const { _id: tag } = await desk.rowOf(bookingId, { kind: "confirmation" });
    const fetch = desk.mailbox.fetch.bind(desk.mailbox);
    vi.spyOn(desk.mailbox, "fetch").mockImplementation(async (address, init) => {
      const bounce = { message: "No such mailbox." };
      await tell(desk.t, eventOf(`email.${status}`, tag, status === "bounced" ? { bounce } : {}));
      return await fetch(address, init);
    });
    await desk.told();
    const row = await desk.rowOf(bookingId, { kind: "confirmation" });
    expect(row).toMatchObject({ status, ...known });
    expect(row.providerId).toMatch(/^mail-/);
    expect(row).not.toHaveProperty("lookAt");
  });

  test.each([
    ["signed with another secret", { secret: `whsec_${btoa("another secret of 32 bytes .....")}` }],
    ["signed too long ago", { at: NOW - HOUR }],
    ["signed in the future", { at: NOW + HOUR }],
  ])("refuses what is %s, and nothing changes", async (_, signing) => {
    const { t, tag } = await openSent();
    const before = await everythingIn(t);
    expect(await tell(t, eventOf("email.bounced", tag), signing)).toBe(400);
    expect(await everythingIn(t)).toEqual(before);
  });

  test("refuses a body that was changed after it was signed, and one without a signature", async () => {
    const { t, tag } = await openSent();
    const body = JSON.stringify(eventOf("email.bounced", tag));
    const signature = new Webhook(SECRET).sign("msg_1", new Date(Date.now()), body);
    const headers = {
      ...{ "svix-id": "msg_1", "svix-timestamp": String(Math.floor(Date.now() / 1000)) },
      "svix-signature": signature,
    };
    const changed = { method: "POST", body: body.replace("bounced", "opened "), headers };
    expect((await t.fetch("/resend/webhook", changed)).status).toBe(400);
    expect((await t.fetch("/resend/webhook", { method: "POST", body })).status).toBe(400);
  });

  test("takes what is none of ours, and nothing changes", async () => {
    const { t, tag, book } = await openSent();
    const { bookingId } = await book({ customer: DORA });
    const before = await everythingIn(t);
    const strange = [
      ...[eventOf("email.received", tag), eventOf("contact.created", tag)],
      ...[eventOf("email.bounced", "none"), eventOf("email.bounced", bookingId)],
      ...[eventOf("email.bounced", `${tag}-1`), eventOf("email.bounced", `${tag}-`)],
      { ...eventOf("email.bounced", tag), data: { tags: [{ name: "notification", value: tag }] } },
      { ...eventOf("email.bounced", tag), data: {} },
    ];
    for (const event of strange) expect(await tell(t, event)).toBe(200);
    for (const body of ["null", "[]", "{}", '"text"', '{"type":"__proto__"}'])
      expect([200, 400]).toContain(await postResend(t, body));
    expect(await everythingIn(t)).toEqual(before);
  });
});

/** As Twilio's documentation says, from the address, the sorted names and the values. */
async function signedByTwilio(url: string, form: Record<string, string>, token = "token") {
  const text = Object.keys(form)
    .toSorted()
    .reduce((signed, name) => signed + name + (form[name] ?? ""), url);
  const encoder = new TextEncoder();
  const algorithm = { name: "HMAC", hash: "SHA-1" };
  const usages: ["sign"] = ["sign"];
  const key = await crypto.subtle.importKey("raw", encoder.encode(token), algorithm, false, usages);
  const mac = new Uint8Array(await crypto.subtle.sign("HMAC", key, encoder.encode(text)));
  return btoa(Array.from(mac, (byte) => String.fromCharCode(byte)).join(""));
}

async function postTwilio(
  t: Backend,
  path: string,
  { form, token, host }: { form: Record<string, string>; token?: string; host?: string },
) {
  const url = `${host ?? "https://api.openhours.example"}${path}`;
  const headers = {
    "content-type": "application/x-www-form-urlencoded",
    "x-twilio-signature": await signedByTwilio(url, form, token),
  };
  const body = new URLSearchParams(form).toString();
  return await t.fetch(path, { method: "POST", body, headers });
}

describe("Twilio's word of a text message", () => {
  test("moves it on, in any order, and keeps the code of what went wrong", async () => {
    const { t, tag, rowNow } = await openSent();
    const path = `/twilio/status/${tag}`;
    const news = (MessageStatus: string) => ({
      form: { MessageSid: "SM1", MessageStatus, ErrorCode: "30003", To: DORAS_PHONE },
    });
    expect((await postTwilio(t, path, news("queued"))).status).toBe(204);
    expect(await rowNow()).toMatchObject({ status: "sent" });
    expect((await postTwilio(t, path, news("undelivered"))).status).toBe(204);
    await postTwilio(t, path, news("sent"));
    expect(await rowNow()).toMatchObject({ status: "bounced", error: "twilio_30003" });
  });

  test.each([
    ["another token", { token: "guessed" }],
    ["another address", { host: "https://elsewhere.example" }],
  ])("is refused when it is signed for %s", async (_, signing) => {
    const { t, tag } = await openSent();
    const before = await everythingIn(t);
    const form = { MessageStatus: "failed" };
    const { status } = await postTwilio(t, `/twilio/status/${tag}`, { form, ...signing });
    expect(status).toBe(400);
    expect(await everythingIn(t)).toEqual(before);
  });
});

describe("an answer to a text message", () => {
  const say = async (t: Backend, Body: string) =>
    await postTwilio(t, "/twilio/inbound", { form: { From: DORAS_PHONE, Body, To: "+1500" } });
  const stopsIn = async (t: Backend) =>
    (await t.run(async (ctx) => await ctx.db.query("smsStops").collect())).map(
      ({ phone }) => phone,
    );

  test.each(["STOP", " stop \n", "Unsubscribe", "ARRÊT"])("%j ends them", async (words) => {
    openMailbox();
    const t = startBackend();
    const answer = await say(t, words);
    expect(await answer.text()).toBe("<Response/>");
    await say(t, words);
    expect(await stopsIn(t)).toEqual([DORAS_PHONE]);
    await say(t, "start");
    expect(await stopsIn(t)).toEqual([]);
  });

  test.each(["please stop by at ten", "thank you", ""])("%j changes nothing", async (words) => {
    openMailbox();
    const t = startBackend();
    expect((await say(t, words)).status).toBe(200);
    expect(await stopsIn(t)).toEqual([]);
  });
});

const ROUTES = ["/resend/webhook", "/twilio/status/x", "/twilio/inbound"];

describe("every webhook", () => {
  test.each(ROUTES)("%s is not there where its service is not set up", async (path) => {
    const t = startBackend();
    expect((await t.fetch(path, { method: "POST", body: "{}" })).status).toBe(404);
  });

  test.each(ROUTES)("%s refuses a body without end", async (path) => {
    openMailbox();
    const t = startBackend();
    const body = "x".repeat(300_000);
    expect((await t.fetch(path, { method: "POST", body })).status).toBe(413);
  });

  test("answers anything at all without failing and without a trace", async () => {
    openMailbox();
    const t = startBackend();
    const before = await everythingIn(t);
    const anything = fc.record({
      path: fc.oneof(
        fc.constantFrom(...ROUTES, "/calendar/booking/a/b.ics", "/unsubscribe/a/b"),
        fc.webPath().map((path) => `/twilio/status/${path}`),
        fc.webPath().map((path) => `/calendar${path}`),
        fc.webPath().map((path) => `/unsubscribe${path}`),
      ),
      method: fc.constantFrom("POST", "GET"),
      body: fc.oneof(fc.string({ unit: "binary" }), fc.json(), fc.webQueryParameters()),
      isSigned: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(anything, async ({ path, method, body, isSigned }) => {
        const at = new Date(Date.now());
        const headers: Record<string, string> = isSigned
          ? {
              ...{ "svix-id": "msg_1", "svix-timestamp": String(Math.floor(NOW / 1000)) },
              "svix-signature": new Webhook(SECRET).sign("msg_1", at, body),
              "x-twilio-signature": btoa("x".repeat(20)),
            }
          : {};
        const request = method === "GET" ? { method, headers } : { method, headers, body };
        expect((await t.fetch(path, request)).status).toBeLessThan(ERROR);
      }),
      { numRuns: RUNS, seed: SEED },
    );
    expect(await everythingIn(t)).toEqual(before);
  });
});
