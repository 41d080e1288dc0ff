import { afterEach, beforeEach, expect, test } from "vitest";
import { openMail, type OpenMail } from "./mail.testing.ts";

let mail: OpenMail;

beforeEach(async () => {
  mail = await openMail();
});

afterEach(async () => {
  await mail.close();
});

async function send(more: Record<string, unknown> = {}): Promise<string> {
  const { data, error } = await mail.client().emails.send({
    ...{ from: "Demo <hello@bookable.example>", to: "ada@example.com", subject: "Your booking" },
    html: `<a href="https://example.com/manage?a=1&amp;b=2">Manage</a> <a href='javascript:alert(1)'>no</a>`,
    ...more,
  });
  expect(error).toBeNull();
  return data?.id ?? "";
}

const types = () => mail.arrived.map(({ type }) => type);
const visit = (place: string) => fetch(`${mail.server().url}${place}`, { redirect: "manual" });

test("a mail is sent and delivered, and both are told, signed, with its tags", async () => {
  const id = await send({ tags: [{ name: "kind", value: "reminder" }] });
  await expect.poll(types).toEqual(["email.sent", "email.delivered"]);
  expect(mail.arrived[1]?.data).toMatchObject({
    ...{ email_id: id, to: ["ada@example.com"], subject: "Your booking" },
    ...{ from: "Demo <hello@bookable.example>", tags: { kind: "reminder" } },
  });
  expect((await mail.mails())[0]).toMatchObject({ lastEvent: "delivered" });
});

test.each([
  ["bounced@resend.dev", ["email.sent", "email.bounced"]],
  ["bounced+booking-7@resend.dev", ["email.sent", "email.bounced"]],
  ["Nobody <bounce.me@example.com>", ["email.sent", "email.bounced"]],
  ["complained@resend.dev", ["email.sent", "email.delivered", "email.complained"]],
  ["suppressed@resend.dev", ["email.sent", "email.suppressed"]],
  ["delivered@resend.dev", ["email.sent", "email.delivered"]],
])("%s has the fate of its name", async (to, expected) => {
  await send({ to });
  await expect.poll(types).toEqual(expected);
});

test("a bounce says why", async () => {
  await send({ to: "bounced@resend.dev" });
  await expect
    .poll(() => mail.arrived[1]?.data.bounce)
    .toMatchObject({
      ...{ type: "Permanent", subType: "General" },
    });
});

test("whatever else can happen to a mail happens on order", async () => {
  const id = await send();
  await expect.poll(types).toHaveLength(2);
  await mail.control({ do: "happen", mail: id, what: "delivery_delayed" });
  await mail.control({ do: "happen", mail: id, what: "failed" });
  await expect
    .poll(types)
    .toEqual([...["email.sent", "email.delivered", "email.delivery_delayed", "email.failed"]]);
  expect((await mail.mails())[0]).toMatchObject({ lastEvent: "failed" });
  expect((await mail.control({ do: "happen", mail: id, what: "rain" })).status).toBe(400);
});

test("who reads a mail has opened it once, and each link followed is told", async () => {
  const id = await send();
  await expect.poll(types).toHaveLength(2);
  const letter = await (await visit(`/mails/${id}/letter`)).text();
  expect(letter).toContain(`/mails/${id}/links/0`);
  expect(letter).not.toContain("example.com/manage");
  await visit(`/mails/${id}/pixel`);
  await visit(`/mails/${id}/pixel`);
  const link = await visit(`/mails/${id}/links/0`);
  expect(link.headers.get("location")).toBe("https://example.com/manage?a=1&b=2");
  await expect
    .poll(types)
    .toEqual([...["email.sent", "email.delivered", "email.opened", "email.clicked"]]);
  expect(mail.arrived[3]?.data.click).toMatchObject({ link: "https://example.com/manage?a=1&b=2" });
  expect((await visit(`/mails/${id}/links/1`)).status).toBe(404);
});

test("an endpoint that fails is told again under the same id, also after a restart, which loses no mail", async () => {
  mail.endpointAnswers(503);
  const id = await send();
  await expect.poll(types).toEqual(["email.sent", "email.delivered"]);
  const { apiKey } = mail.server();
  await mail.restart();
  expect(mail.server().apiKey).toBe(apiKey);
  const [kept] = await mail.mails("?to=ADA@example.com");
  expect(kept).toMatchObject({ id, lastEvent: "delivered" });
  expect(kept?.events[0]?.deliveries[0]).toMatchObject({ status: "waiting", lastStatus: 503 });
  mail.endpointAnswers(200);
  await expect.poll(types, { timeout: 15_000 }).toHaveLength(4);
  const [first, second, ...again] = mail.arrived;
  expect(again).toEqual([first, second]);
});

test("an event can be delivered again, twice and late", async () => {
  const id = await send();
  await expect.poll(types).toHaveLength(2);
  const event = mail.arrived[0]?.id;
  await mail.control({ do: "deliver", mail: id, event });
  await mail.control({ do: "deliverTwice", mail: id, event });
  await mail.control({ do: "deliverLate", mail: id, event });
  await expect.poll(types).toHaveLength(5);
  const waiting = (await mail.mails())[0]?.events[0]?.deliveries.filter(
    ({ status }) => status === "waiting",
  );
  expect(waiting).toHaveLength(1);
});

test("an attachment is kept to the byte, and handed out as a file", async () => {
  const content = Buffer.from([0, 255, 10, 13, 128]);
  const id = await send({ attachments: [{ filename: "día.bin", content }] });
  const response = await visit(`/mails/${id}/attachments/0`);
  expect(Buffer.from(await response.arrayBuffer())).toEqual(content);
  expect(response.headers.get("content-disposition")).toContain("filename*=UTF-8''d%C3%ADa.bin");
});
