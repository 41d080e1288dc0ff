import { createHmac } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { listen, stopListening } from "../listening.ts";
import { startSms, type SmsServer } from "./server.ts";

interface Call {
  url: string;
  signature: string;
  params: Record<string, string>;
}

let folder: string;
let sms: SmsServer;
let endpoint: Server;
let site: string;
let calls: Call[];

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "local-sms-"));
  calls = [];
  endpoint = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += String(chunk)));
    request.on("end", () => {
      const signature = String(request.headers["x-twilio-signature"]);
      const params = Object.fromEntries(new URLSearchParams(body));
      calls.push({ url: `${site}${request.url ?? ""}`, signature, params });
      response.writeHead(500).end();
    });
  });
  site = `http://127.0.0.1:${await listen(endpoint, 0)}`;
  sms = await start();
});

afterEach(async () => {
  await sms.stop();
  await stopListening(endpoint);
  await rm(folder, { recursive: true });
});

const start = () => startSms({ dataDir: folder, port: 0, inboundUrl: `${site}/twilio/inbound` });

async function ask(method: "GET" | "POST", place: string, fields?: Record<string, string>) {
  const credentials = Buffer.from(`${sms.accountSid}:${sms.authToken}`).toString("base64");
  const response = await fetch(`${sms.url}/2010-04-01/Accounts/${sms.accountSid}/${place}`, {
    ...{ method, headers: { authorization: `Basic ${credentials}` } },
    ...(fields === undefined ? {} : { body: new URLSearchParams(fields) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const text = (To: string, Body = "See you at 10:00.") =>
  ask("POST", "Messages.json", {
    To,
    From: sms.from,
    Body,
    StatusCallback: `${site}/twilio/status?row=1`,
  });

const control = (fields: Record<string, unknown>) =>
  fetch(`${sms.url}/control`, {
    ...{ method: "POST", headers: { "content-type": "application/json" } },
    body: JSON.stringify(fields),
  });

/** As Twilio describes it: the address, then every field by name with its value, under the account's token. */
function signatureOf({ url, params }: Call): string {
  const fields = Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHmac("sha1", sms.authToken)
    .update(url + fields.flat().join(""))
    .digest("base64");
}

const PHONE = "+15551230001";

test("a message is taken, goes on its way and arrives, and each step is told once, signed", async () => {
  const { status, body } = await text(PHONE);
  expect(status).toBe(201);
  expect(body).toMatchObject({ status: "queued", price: null, num_segments: "1" });
  await expect
    .poll(() => calls.map(({ params }) => params.MessageStatus))
    .toEqual(["sent", "delivered"]);
  for (const call of calls) {
    expect(call.url).toBe(`${site}/twilio/status?row=1`);
    expect(call.params.MessageSid).toBe(body.sid);
    expect(call.signature).toBe(signatureOf(call));
  }
  const seen = await ask("GET", `Messages/${String(body.sid)}.json`);
  expect(seen.body).toMatchObject({ status: "delivered", price: "-0.00790", price_unit: "USD" });
});

test.each([
  ["a number that is none", "+15005550001", 21211],
  ["a number that is written wrong", "0170 1234", 21211],
  ["a region that is not open", "+15005550003", 21408],
  ["a landline", "+15005550009", 21614],
])("refuses %s with Twilio's number for it", async (_what, to, code) => {
  expect(await text(to)).toMatchObject({ status: 400, body: { code, status: 400 } });
});

test("a phone that is off is told as undelivered, with the reason", async () => {
  await text("+15005550010");
  await expect
    .poll(() => calls.at(-1)?.params)
    .toMatchObject({
      MessageStatus: "undelivered",
      ErrorCode: "30003",
    });
});

test("who answers STOP gets nothing more until START, and both reach our server", async () => {
  await control({ do: "reply", from: PHONE, body: "Stop" });
  await expect.poll(() => calls).toHaveLength(1);
  expect(calls[0]).toMatchObject({
    url: `${site}/twilio/inbound`,
    params: { From: PHONE, To: sms.from, Body: "Stop" },
  });
  expect(calls[0]?.signature).toBe(calls[0] === undefined ? "" : signatureOf(calls[0]));
  expect(await text(PHONE)).toMatchObject({ status: 400, body: { code: 21610 } });
  await control({ do: "reply", from: PHONE, body: "START" });
  expect((await text(PHONE)).status).toBe(201);
});

test.each([
  ["160 letters of GSM", "a".repeat(160), "1"],
  ["161 of them", "a".repeat(161), "2"],
  ["80 signs that count twice", "€".repeat(80), "1"],
  ["70 letters of which one is not GSM's", `한${"a".repeat(69)}`, "1"],
  ["71 of those", `한${"a".repeat(70)}`, "2"],
  ["emoji, which are two each", "🙂".repeat(36), "2"],
])("%s are as many parts as Twilio counts", async (_what, body, parts) => {
  expect((await text(PHONE, body)).body.num_segments).toBe(parts);
});

test("faults come as ordered, and a reply that is lost has had its effect", async () => {
  await control({ do: "fault", name: "errorBefore", next: 1 });
  expect(await text(PHONE)).toMatchObject({ status: 500, body: { code: 20500 } });
  await control({ do: "fault", name: "down", next: 1 });
  await expect(text(PHONE)).rejects.toThrow("fetch failed");
  expect(sms.state.texts).toHaveLength(0);
  await control({ do: "fault", name: "lostReply", next: 1 });
  await expect(text(PHONE)).rejects.toThrow("fetch failed");
  expect(sms.state.texts).toHaveLength(1);
  const refused = await control({ do: "fault", name: "rain" });
  expect(await refused.text()).toContain("A fault is one of");
});

test("its messages and its account outlive it", async () => {
  const { accountSid } = sms;
  await text(PHONE);
  await sms.stop();
  sms = await start();
  expect(sms.accountSid).toBe(accountSid);
  expect((await ask("GET", "Messages.json")).body.messages).toHaveLength(1);
});

test("messages are listed newest first, by number and by day", async () => {
  await text(PHONE, "One");
  await text("+15551230002", "Two");
  await text(PHONE, "Three");
  const bodies = async (query: Record<string, string>) => {
    const { body } = await ask("GET", `Messages.json?${new URLSearchParams(query).toString()}`);
    return (body.messages as { body: string }[]).map((one) => one.body);
  };
  expect(await bodies({})).toEqual(["Three", "Two", "One"]);
  expect(await bodies({ To: PHONE })).toEqual(["Three", "One"]);
  expect(await bodies({ To: PHONE, PageSize: "1" })).toEqual(["Three"]);
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  expect(await bodies({ "DateSent>": day(0) })).toHaveLength(3);
  expect(await bodies({ "DateSent>": day(1) })).toEqual([]);
});

test("a stranger is not served", async () => {
  const url = `${sms.url}/2010-04-01/Accounts/${sms.accountSid}/Messages.json`;
  const response = await fetch(url, { headers: { authorization: `Basic ${btoa("AC1:x")}` } });
  expect(response.status).toBe(401);
  expect(await response.json()).toMatchObject({ code: 20003 });
});
