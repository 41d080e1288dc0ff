import { get } from "node:http";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Resend } from "resend";
import { openMail, type OpenMail } from "./mail.testing.ts";

let mail: OpenMail;

beforeEach(async () => {
  mail = await openMail();
});

afterEach(async () => {
  await mail.close();
});

const LETTER = {
  from: "Demo <hello@bookable.example>",
  to: "ada@example.com",
  subject: "Your booking",
  html: "<p>See you soon.</p>",
  text: "See you soon.",
};

const send = (more: Record<string, unknown> = {}, key?: string) =>
  mail
    .client()
    .emails.send({ ...LETTER, ...more }, key === undefined ? {} : { idempotencyKey: key });

describe("the real client", () => {
  test("sends a mail, with headers, tags and attachments, and finds it again", async () => {
    const ics = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n";
    const { data, error } = await send({
      replyTo: "maya@example.com",
      headers: { "List-Unsubscribe": "<https://example.com/u>" },
      tags: [{ name: "kind", value: "confirmation" }],
      attachments: [
        { filename: "invite.ics", content: Buffer.from(ics), contentType: "text/calendar" },
      ],
    });
    expect(error).toBeNull();
    const found = await mail.client().emails.get(data?.id ?? "");
    expect(found.data).toMatchObject({
      ...{ object: "email", html: LETTER.html, text: LETTER.text, to: [LETTER.to] },
      ...{ subject: LETTER.subject, reply_to: ["maya@example.com"], cc: null },
    });
    const [kept] = await mail.mails();
    expect(kept?.headers).toEqual({ "List-Unsubscribe": "<https://example.com/u>" });
    expect(kept?.tags).toEqual([{ name: "kind", value: "confirmation" }]);
    const [attachment] = kept?.attachments ?? [];
    expect(attachment).toMatchObject({ filename: "invite.ics", contentType: "text/calendar" });
    expect(Buffer.from(attachment?.content ?? "", "base64").toString()).toBe(ics);
  });

  test("sends a batch, all or nothing, and lists newest first, page by page", async () => {
    const good = ["one", "two", "three"].map((subject) => ({ ...LETTER, subject }));
    const refused = await mail.client().batch.send([...good, { ...LETTER, to: "nobody" }]);
    expect(refused.error?.name).toBe("validation_error");
    expect(await mail.mails()).toHaveLength(0);

    const { data } = await mail.client().batch.send(good);
    expect(data?.data).toHaveLength(3);
    const first = await mail.client().emails.list({ limit: 2 });
    expect(first.data?.data.map(({ subject }) => subject)).toEqual(["three", "two"]);
    expect(first.data?.has_more).toBe(true);
    const after = first.data?.data[1]?.id ?? "";
    const second = await mail.client().emails.list({ limit: 2, after });
    expect(second.data?.data.map(({ subject }) => subject)).toEqual(["one"]);
  });

  test("sends once for one key, however often it asks, and not another mail for the same key", async () => {
    const first = await send({}, "booking-1/confirmation");
    const again = await send({}, "booking-1/confirmation");
    expect(again.data).toEqual(first.data);
    const other = await send({ subject: "Something else" }, "booking-1/confirmation");
    expect(other.error).toMatchObject({ statusCode: 409, name: "invalid_idempotent_request" });
    expect(await mail.mails()).toHaveLength(1);
  });

  test("is told to wait while the same key is being answered", async () => {
    await mail.control({ do: "timing", slowMs: 400 });
    await mail.control({ do: "fault", name: "slow", next: 1 });
    const first = send({}, "key");
    await expect.poll(() => mail.mails()).toHaveLength(1);
    const second = await send({}, "key");
    expect(second.error).toMatchObject({ statusCode: 409, name: "concurrent_idempotent_requests" });
    const { data } = await first;
    expect((await send({}, "key")).data).toEqual(data);
  });

  test.each([
    ["no recipient", { to: [] }, "missing_required_field"],
    ["no subject", { subject: "" }, "missing_required_field"],
    ["no sender", { from: "" }, "missing_required_field"],
    ["an address that is none", { to: "ada(at)example.com" }, "validation_error"],
    ["two addresses in one", { to: "ada@example.com, eve@example.com" }, "validation_error"],
    ["a name that smuggles an address", { to: "Ada, Eve <a@example.com>" }, "validation_error"],
    ["a line break in the subject", { subject: "Hi\r\nBcc: eve@example.com" }, "validation_error"],
    ["a line break in a header", { headers: { "X-A": "1\r\nBcc: e@e.eu" } }, "validation_error"],
    ["51 recipients", { to: Array(51).fill("a@example.com") }, "validation_error"],
    ["a tag with a space", { tags: [{ name: "kind", value: "a b" }] }, "validation_error"],
    ["neither text nor HTML", { html: undefined, text: undefined }, "validation_error"],
    ["an attachment without content", { attachments: [{ filename: "a" }] }, "invalid_attachment"],
    ["what it does not know", { scheduledAt: "tomorrow" }, "validation_error"],
  ])("is refused %s", async (_what, more, name) => {
    expect((await send(more)).error).toMatchObject({ statusCode: 422, name });
    expect(await mail.mails()).toHaveLength(0);
  });

  test("writes names in quotes and in any script", async () => {
    const { error } = await send({
      to: ['"Lovelace, Ada" <ada@example.com>', "김민지 <min@example.kr>"],
    });
    expect(error).toBeNull();
  });

  test("is known by its key, and told what there is not", async () => {
    const stranger = new Resend("re_wrong", { baseUrl: mail.server().url });
    expect((await stranger.emails.send(LETTER)).error).toMatchObject({
      ...{ statusCode: 403, name: "invalid_api_key" },
    });
    const nobody = await fetch(`${mail.server().url}/emails`, { method: "POST", body: "{}" });
    expect(await nobody.json()).toMatchObject({ statusCode: 401, name: "missing_api_key" });
    const { error } = await mail.client().emails.get("none");
    expect(error).toMatchObject({ statusCode: 404, name: "not_found" });
    expect((await mail.client().domains.list()).error).toMatchObject({ name: "not_found" });
  });
});

describe("faults", () => {
  const order = (name: string, next = 1) => mail.control({ do: "fault", name, next });

  test.each([
    ["errorBefore", { statusCode: 500, name: "internal_server_error" }, 0],
    ["errorAfter", { statusCode: 500, name: "internal_server_error" }, 1],
    ["rateLimit", { statusCode: 429, name: "rate_limit_exceeded" }, 0],
    ["down", { statusCode: null, name: "application_error" }, 0],
    ["lostReply", { statusCode: null, name: "application_error" }, 1],
  ])(
    "%s fails once, and the same key then ends with exactly one mail",
    async (name, error, taken) => {
      await order(name);
      const failed = await send({}, "key");
      expect(failed.error).toMatchObject(error);
      if (name === "rateLimit") expect(failed.headers?.["retry-after"]).toBe("1");
      expect(await mail.mails()).toHaveLength(taken);
      expect((await send({}, "key")).error).toBeNull();
      expect(await mail.mails()).toHaveLength(1);
    },
  );

  test("an event comes twice under one id, or never", async () => {
    await order("eventTwice");
    await send();
    await expect
      .poll(() => mail.arrived.map(({ type }) => type))
      .toEqual([...["email.sent", "email.sent", "email.delivered"]]);
    expect(mail.arrived[0]?.id).toBe(mail.arrived[1]?.id);

    mail.arrived.length = 0;
    await order("eventNever");
    await send();
    await expect.poll(() => mail.arrived.map(({ type }) => type)).toEqual(["email.delivered"]);
  });

  test("all is forgotten at once, mails and faults", async () => {
    await send({}, "key");
    await order("down", 5);
    await mail.control({ do: "reset" });
    expect(await mail.mails()).toHaveLength(0);
    expect((await send({ subject: "Another" }, "key")).error).toBeNull();
  });
});

test("the inbox and the API can be reached by no other name and from no other page", async () => {
  const { url } = mail.server();
  const headers = { host: `evil.example:${new URL(url).port}` };
  const seen = await new Promise((resolve, reject) => {
    get(`${url}/state`, { headers }, ({ statusCode }) => {
      resolve(statusCode);
    }).on("error", reject);
  });
  expect(seen).toBe(421);
  const pressed = await fetch(`${url}/control`, {
    ...{ method: "POST", headers: { origin: "http://evil.example" } },
    body: new URLSearchParams({ do: "reset" }),
  });
  expect(pressed.status).toBe(403);
});
