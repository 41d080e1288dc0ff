"use node";

import type { Infer } from "convex/values";
import { Resend } from "resend";
import type { Kind } from "../../core/messages/kinds.ts";
import { isTransient } from "../../core/messages/delivery.ts";
import { readEnv } from "../env";
import { senderAddress } from "./services";
import type { outcome } from "./settle";

/** Longer than Resend ever takes, and shorter than a claim lives. */
const TIMEOUT_MS = 20_000;

/** A mail as it leaves; `key` is the same for every try of it. */
export type Mail = {
  key: string;
  /** Comes back with everything Resend tells of it. */
  tag: string;
  /** What kind it is, to count by at Resend. */
  kind: Kind;
  to: string;
  from: { name: string; replyTo: string | null };
  subject: string;
  html: string;
  text: string;
  oneClick: string | null;
  /** An iCalendar file and its METHOD. */
  invite: { file: string; method: string } | null;
};

type Sent = Extract<Infer<typeof outcome>, { kind: "sent" }>;
type Answer = Pick<Sent, "kind" | "providerId"> | Exclude<Infer<typeof outcome>, Sent>;

/** Hand a mail to Resend. Never throws: what is no success says whether another try may be one. */
export async function sendMail(mail: Mail): Promise<Answer> {
  const apiKey = readEnv("RESEND_API_KEY");
  if (apiKey === null) return { kind: "refused", error: "not_set_up" };
  const baseUrl = readEnv("RESEND_API_URL");
  const resend = new Resend(apiKey, baseUrl === null ? {} : { baseUrl });
  const options = { idempotencyKey: mail.key, signal: AbortSignal.timeout(TIMEOUT_MS) };
  try {
    const { data, error } = await resend.emails.send(payloadOf(mail), options);
    if (error) return failureOf(error);
    // Something between us and Resend answered in its place.
    if (typeof data.id !== "string") return { kind: "again", error: "no_id" };
    return { kind: "sent", providerId: data.id };
  } catch {
    return { kind: "again", error: "timeout" };
  }
}

function payloadOf({ tag, kind, to, from, subject, html, text, oneClick, invite }: Mail) {
  return {
    ...{ from: `${quoted(from.name)} <${senderAddress()}>`, to: [to], subject, html, text },
    ...(from.replyTo !== null && { replyTo: from.replyTo }),
    tags: [
      { name: "notification", value: tag },
      { name: "kind", value: kind },
    ],
    ...(oneClick !== null && {
      headers: {
        "List-Unsubscribe": `<${oneClick}>`,
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      },
    }),
    ...(invite && {
      attachments: [
        {
          filename: "invite.ics",
          content: Buffer.from(invite.file, "utf8").toString("base64"),
          contentType: `text/calendar; charset=utf-8; method=${invite.method}`,
        },
      ],
    }),
  };
}

/** A name before an address: no quote, line or bracket of it ends it early (RFC 5322 §3.2.4). */
function quoted(name: string): string {
  const plain = name.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}<>]/gu, " ").replaceAll(/["\\]/g, "\\$&");
  return `"${plain.trim()}"`;
}

function failureOf({ name, statusCode }: { name: string; statusCode: number | null }): Answer {
  // The key was taken with other words: the first try had arrived after all.
  if (name === "invalid_idempotent_request") return { kind: "sent", providerId: "" };
  const failure =
    name === "concurrent_idempotent_requests" ? "concurrent" : (statusCode ?? "network");
  return { kind: isTransient(failure) ? "again" : "refused", error: name };
}
