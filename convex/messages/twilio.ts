import { isTransient } from "../../core/messages/delivery.ts";
import { readEnv } from "../env";
import { isSame } from "../links";

/** Longer than Twilio takes, and shorter than a claim lives. */
const TIMEOUT_MS = 15_000;
const MICROS = 1_000_000;
/** No two clocks of servers differ by more; two messages of one booking are further apart. */
const CLOCKS_DIFFER_MS = 30_000;
/** Twilio's code for a number that answered STOP. */
const STOPPED = 21_610;

type Answer =
  | { kind: "sent"; providerId: string; parts: number }
  | { kind: "again"; error: string }
  | { kind: "refused"; error: string; isStop: boolean };

type TwilioMessage = {
  sid: string;
  body: string;
  num_segments: string;
  date_created: string | null;
  price: string | null;
  price_unit: string | null;
};

function address(path: string): string {
  const base = readEnv("TWILIO_API_URL") ?? "https://api.twilio.com";
  return `${base}/2010-04-01/Accounts/${readEnv("TWILIO_ACCOUNT_SID") ?? ""}/${path}`;
}

async function ask(path: string, form?: URLSearchParams): Promise<Response> {
  const sid = readEnv("TWILIO_ACCOUNT_SID") ?? "";
  const token = readEnv("TWILIO_AUTH_TOKEN") ?? "";
  return await fetch(address(path), {
    ...(form && { method: "POST", body: form }),
    headers: { authorization: `Basic ${btoa(`${sid}:${token}`)}` },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
}

/** Hand a text message to Twilio, which knows no key for a second try: look for it first with `findSent`. Never throws. */
export async function sendSms({
  tag,
  to,
  text,
}: {
  tag: string;
  to: string;
  text: string;
}): Promise<Answer> {
  const from = readEnv("TWILIO_FROM") ?? "";
  const site = readEnv("CONVEX_SITE_URL");
  const form = new URLSearchParams({
    ...{ To: to, Body: text },
    // A messaging service chooses its number itself, such as a short code.
    ...(from.startsWith("MG") ? { MessagingServiceSid: from } : { From: from }),
    ...(site !== null && { StatusCallback: `${site}/twilio/status/${tag}` }),
  });
  try {
    const response = await ask("Messages.json", form);
    const body = (await response.json()) as Partial<TwilioMessage> & { code?: number };
    if (!response.ok) return failureOf(response.status, body.code);
    if (typeof body.sid !== "string") return { kind: "again", error: "no_id" };
    return { kind: "sent", providerId: body.sid, parts: Number(body.num_segments) || 1 };
  } catch {
    return { kind: "again", error: "network" };
  }
}

function failureOf(status: number, code: number | undefined): Answer {
  const error = code === undefined ? `http_${status}` : `twilio_${code}`;
  if (isTransient(status)) return { kind: "again", error };
  return { kind: "refused", error, isStop: code === STOPPED };
}

/**
 * A message of the same words to the same number since an earlier try: that try had arrived, only its answer was lost. Null when there is
 * none. Throws when Twilio cannot be asked.
 */
export async function findSent({
  to,
  text,
  since,
}: {
  to: string;
  text: string;
  since: number;
}): Promise<{ providerId: string; parts: number } | null> {
  const day = new Date(since).toISOString().slice(0, 10);
  const query = new URLSearchParams({ To: to, "DateSent>": day, PageSize: "100" });
  const response = await ask(`Messages.json?${query.toString()}`);
  if (!response.ok) throw new Error(`Twilio answered ${response.status}.`);
  const { messages } = (await response.json()) as { messages: TwilioMessage[] };
  // Twilio looks by the day, and writes whole seconds of its own clock; an earlier reminder of the same words is another message.
  const same = messages.find(
    ({ body, date_created }) =>
      body === text && Date.parse(date_created ?? "") >= since - CLOCKS_DIFFER_MS,
  );
  return same ? { providerId: same.sid, parts: Number(same.num_segments) || 1 } : null;
}

/** What a sent message cost; null while Twilio does not know yet. Throws when Twilio cannot be asked. */
export async function priceOf(
  sid: string,
): Promise<{ costMicros: number; currency: string; parts: number } | null> {
  const response = await ask(`Messages/${encodeURIComponent(sid)}.json`);
  if (!response.ok) throw new Error(`Twilio answered ${response.status}.`);
  const { price, price_unit, num_segments } = (await response.json()) as TwilioMessage;
  if (price === null) return null;
  const costMicros = Math.round(Math.abs(Number(price)) * MICROS);
  return { costMicros, currency: price_unit ?? "USD", parts: Number(num_segments) || 1 };
}

/** Whether Twilio signed this form for this address with our token: HMAC-SHA1 over the address and the sorted fields. */
export async function isSigned(
  url: string,
  form: URLSearchParams,
  signature: string,
): Promise<boolean> {
  const token = readEnv("TWILIO_AUTH_TOKEN");
  if (token === null) return false;
  const names = [...new Set(form.keys())].sort();
  const fields = names.map((name) =>
    [...new Set(form.getAll(name))]
      .sort()
      .map((value) => name + value)
      .join(""),
  );
  const text = new TextEncoder();
  const algorithm = { name: "HMAC", hash: "SHA-1" };
  const key = await crypto.subtle.importKey("raw", text.encode(token), algorithm, false, ["sign"]);
  const mac = await crypto.subtle.sign("HMAC", key, text.encode(url + fields.join("")));
  return isSame(btoa(String.fromCharCode(...new Uint8Array(mac))), signature);
}
