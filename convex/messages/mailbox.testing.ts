import { vi } from "vitest";
import type { Backend } from "../world.testing";

/* A Resend and a Twilio that only remember, behind the real clients. */

export type SentMail = {
  key: string;
  to: string[];
  from: string;
  reply_to?: string;
  subject: string;
  html: string;
  text: string;
  headers?: Record<string, string>;
  tags: { name: string; value: string }[];
  attachments?: { filename: string; content: string; content_type: string }[];
};

export type SentSms = { to: string; body: string; statusCallback: string | null; at: number };

/** How one request ends: answered, refused, or taken without an answer that arrives. */
export type Fate = "ok" | "lost" | { status: number; name?: string };

const OURS = ["resend.example", "twilio.example"];

/** What the providers got. A key that comes again within a day is the same mail, as at Resend. */
export class Mailbox {
  readonly mails: SentMail[] = [];
  readonly texts: SentSms[] = [];
  /** Asked for each request; all are answered unless it says otherwise. */
  fate: () => Fate = () => "ok";
  requests = 0;
  readonly #known = new Map<string, { id: string; body: string; at: number }>();

  async fetch(address: string, init: RequestInit = {}): Promise<Response> {
    const { pathname, hostname } = new URL(address);
    // Nobody else is there.
    if (!OURS.includes(hostname)) throw new TypeError("fetch failed");
    this.requests += 1;
    const fate = this.fate();
    if (typeof fate === "object") {
      const { status, name = "application_error" } = fate;
      return Response.json({ statusCode: status, name, message: "No." }, { status });
    }
    const answer = pathname.endsWith("/emails")
      ? this.#takeMail(init)
      : await this.#takeSms(address, init);
    if (fate === "lost") throw new TypeError("fetch failed");
    return answer;
  }

  #takeMail(init: RequestInit): Response {
    const body = typeof init.body === "string" ? init.body : "";
    const key = new Headers(init.headers).get("idempotency-key") ?? "";
    const known = this.#known.get(key);
    if (known && Date.now() - known.at < 24 * 60 * 60 * 1000) {
      if (known.body === body) return Response.json({ id: known.id });
      const name = "invalid_idempotent_request";
      return Response.json({ statusCode: 409, name, message: "Other words." }, { status: 409 });
    }
    const id = `mail-${this.mails.length + 1}`;
    this.#known.set(key, { id, body, at: Date.now() });
    this.mails.push({ key, ...(JSON.parse(body) as Omit<SentMail, "key">) });
    return Response.json({ id });
  }

  async #takeSms(address: string, init: RequestInit): Promise<Response> {
    if (init.method !== "POST") return Response.json({ messages: this.#listed(address) });
    const form = new URLSearchParams(await new Response(init.body).text());
    const body = form.get("Body") ?? "";
    const statusCallback = form.get("StatusCallback");
    this.texts.push({ to: form.get("To") ?? "", body, statusCallback, at: Date.now() });
    return Response.json({ sid: `SM${this.texts.length}`, num_segments: "1" }, { status: 201 });
  }

  #listed(address: string): unknown[] {
    const to = new URL(address).searchParams.get("To");
    return this.texts
      .map(({ to: number, body, at }, index) => ({
        ...{ sid: `SM${index + 1}`, body, number, num_segments: "1" },
        date_created: new Date(at).toUTCString().replace("GMT", "+0000"),
      }))
      .filter(({ number }) => number === to);
  }

  /** The subjects of the mails to somebody, the oldest first. */
  subjectsTo(address: string): string[] {
    return this.mails.filter(({ to }) => to.includes(address)).map(({ subject }) => subject);
  }
}

/** Sets mail and text messages up as a deployment would, with a provider that remembers. */
export function openMailbox(): Mailbox {
  const mailbox = new Mailbox();
  vi.stubEnv("RESEND_API_KEY", "re_test");
  vi.stubEnv("RESEND_API_URL", "http://resend.example");
  vi.stubEnv("RESEND_WEBHOOK_SECRET", `whsec_${btoa("a secret of thirty-two bytes ...")}`);
  vi.stubEnv("MAIL_FROM", "Open Hours <hello@openhours.example>");
  vi.stubEnv("TWILIO_ACCOUNT_SID", "AC_test");
  vi.stubEnv("TWILIO_AUTH_TOKEN", "token");
  vi.stubEnv("TWILIO_API_URL", "http://twilio.example");
  vi.stubEnv("TWILIO_FROM", "+15005550006");
  vi.stubEnv("LINK_SECRET", "a secret for links");
  vi.stubEnv("SITE_URL", "https://openhours.example");
  vi.stubEnv("CONVEX_SITE_URL", "https://api.openhours.example");
  vi.stubGlobal("fetch", (address: string, init?: RequestInit) => mailbox.fetch(address, init));
  return mailbox;
}

export const MINUTE = 60_000;

/** Lets time pass, and everything happen that is due in it; hours in which nothing is due cost nothing. */
export async function pass(t: Backend, ms: number): Promise<void> {
  let isOver = false as boolean;
  setTimeout(() => {
    isOver = true;
  }, ms);
  while (!isOver) {
    await vi.advanceTimersToNextTimerAsync();
    await t.finishInProgressScheduledFunctions();
  }
}
