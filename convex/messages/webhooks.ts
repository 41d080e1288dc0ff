import { Webhook } from "standardwebhooks";
import { cleanLine } from "../../core/messages/clean.ts";
import { internal } from "../_generated/api";
import type { ActionCtx } from "../_generated/server";
import { readEnv } from "../env";
import { httpAction } from "../functions";
import { isSigned } from "./twilio";

/** The providers' largest messages are far smaller. */
const MAX_BODY = 256 * 1024;

/** Resend's word for what happened, and ours. What is not named changes nothing. */
const RESEND_EVENTS = {
  "email.sent": "sent",
  "email.delivered": "delivered",
  "email.bounced": "bounced",
  "email.failed": "failed",
  "email.opened": "opened",
  "email.clicked": "clicked",
} as const;

const TWILIO_STATUSES = {
  sent: "sent",
  delivered: "delivered",
  undelivered: "bounced",
  failed: "failed",
} as const;

/** Words that carriers have people end and begin text messages with. */
const STOP =
  /^\s*(stop|stopall|unsubscribe|cancel|end|quit|revoke|optout|arret|arrêt|alto|baja)\s*$/i;
const START = /^\s*(start|yes|unstop)\s*$/i;

function refusal(status: number, code: string): Response {
  return Response.json({ code }, { status });
}

type ResendEvent = {
  type?: unknown;
  created_at?: unknown;
  data?: { tags?: unknown; bounce?: { message?: unknown }; failed?: { reason?: unknown } };
};

/** Take Resend's word of a mail: 404 where webhooks are not set up, 400 for what Resend did not sign just now, 200 for everything else. */
export const resendWebhook = httpAction(async (ctx: ActionCtx, request) => {
  const secret = readEnv("RESEND_WEBHOOK_SECRET");
  if (secret === null) return refusal(404, "not_set_up");
  const body = await request.text();
  if (body.length > MAX_BODY) return refusal(413, "too_large");
  const event = verified(secret, body, request.headers);
  if (event === null) return refusal(400, "bad_signature");
  const told = RESEND_EVENTS[event.type as keyof typeof RESEND_EVENTS] as
    (typeof RESEND_EVENTS)[keyof typeof RESEND_EVENTS] | undefined;
  const tag = notificationOf(event.data?.tags);
  if (told === undefined || tag === null) return new Response(null, { status: 200 });
  const error = event.data?.bounce?.message ?? event.data?.failed?.reason;
  await ctx.runMutation(internal.messages.jobs.receive, {
    ...{ tag, told, at: instantOf(event.created_at) },
    ...(typeof error === "string" && { error: cleanLine(error.slice(0, 300)) }),
  });
  return new Response(null, { status: 200 });
});

function verified(secret: string, body: string, headers: Headers): ResendEvent | null {
  try {
    const event = new Webhook(secret).verify(body, {
      "webhook-id": headers.get("svix-id") ?? "",
      "webhook-timestamp": headers.get("svix-timestamp") ?? "",
      "webhook-signature": headers.get("svix-signature") ?? "",
    });
    return typeof event === "object" && event !== null ? event : null;
  } catch {
    return null;
  }
}

/** The tag that `resend.ts` gave the mail; Resend gives tags back as one object. */
function notificationOf(tags: unknown): string | null {
  const tag = (tags as { notification?: unknown } | null | undefined)?.notification;
  return typeof tag === "string" ? tag : null;
}

function instantOf(text: unknown): number {
  const at = typeof text === "string" ? Date.parse(text) : NaN;
  return Number.isNaN(at) ? Date.now() : at;
}

/** A form that Twilio signed for the address it was sent to; null for what it did not sign. */
async function signedForm(request: Request): Promise<URLSearchParams | "too_large" | null> {
  const body = await request.text();
  if (body.length > MAX_BODY) return "too_large";
  const form = new URLSearchParams(body);
  const { pathname, search } = new URL(request.url);
  const address = `${readEnv("CONVEX_SITE_URL") ?? ""}${pathname}${search}`;
  const signature = request.headers.get("x-twilio-signature") ?? "";
  return (await isSigned(address, form, signature)) ? form : null;
}

/** Take Twilio's word of a text message, whose tag is the last part of the address. */
export const twilioStatus = httpAction(async (ctx: ActionCtx, request) => {
  if (readEnv("TWILIO_AUTH_TOKEN") === null) return refusal(404, "not_set_up");
  const form = await signedForm(request);
  if (form === "too_large") return refusal(413, "too_large");
  if (form === null) return refusal(400, "bad_signature");
  const told = TWILIO_STATUSES[form.get("MessageStatus") as keyof typeof TWILIO_STATUSES] as
    (typeof TWILIO_STATUSES)[keyof typeof TWILIO_STATUSES] | undefined;
  if (told === undefined) return new Response(null, { status: 204 });
  const code = form.get("ErrorCode");
  await ctx.runMutation(internal.messages.jobs.receive, {
    ...{ tag: new URL(request.url).pathname.split("/").at(-1) ?? "", told, at: Date.now() },
    ...(code !== null && { error: `twilio_${code.slice(0, 20)}` }),
  });
  return new Response(null, { status: 204 });
});

/** Hear somebody answer a text message: STOP ends them, START begins them again. Twilio itself answers the person. */
export const twilioInbound = httpAction(async (ctx: ActionCtx, request) => {
  if (readEnv("TWILIO_AUTH_TOKEN") === null) return refusal(404, "not_set_up");
  const form = await signedForm(request);
  if (form === "too_large") return refusal(413, "too_large");
  if (form === null) return refusal(400, "bad_signature");
  const words = form.get("Body") ?? "";
  const phone = form.get("From") ?? "";
  const wants = START.test(words);
  if (phone !== "" && (wants || STOP.test(words)))
    await ctx.runMutation(internal.messages.jobs.answered, { phone, wants });
  // An empty answer in Twilio's own language: say nothing back.
  return new Response("<Response/>", { headers: { "content-type": "text/xml" } });
});

const CALENDAR = /^\/calendar\/(booking|member)\/(\w+)\/([\w-]+)\.ics$/;

/** A calendar file or feed, for whoever has its address. */
export const calendarFile = httpAction(async (ctx: ActionCtx, request) => {
  const [, what, id, key] = CALENDAR.exec(new URL(request.url).pathname) ?? [];
  if (id === undefined || key === undefined) return refusal(404, "not_found");
  const kind = what === "member" ? ("member" as const) : ("booking" as const);
  const wanted = { what: kind, id, key, now: Date.now() };
  const file = await ctx.runQuery(internal.messages.jobs.calendar, wanted);
  if (file === null) return refusal(404, "not_found");
  return new Response(file, {
    headers: {
      "content-type": "text/calendar; charset=utf-8",
      "content-disposition": `${what === "member" ? "inline" : "attachment"}; filename="booking.ics"`,
      // It holds names: no cache that people share keeps it.
      "cache-control": "private, max-age=300",
    },
  });
});

const UNSUBSCRIBE = /^\/unsubscribe\/(\w+)\/([\w-]+)$/;

/** A mail program's one click (RFC 8058). */
export const oneClick = httpAction(async (ctx: ActionCtx, request) => {
  const [, subject, key] = UNSUBSCRIBE.exec(new URL(request.url).pathname) ?? [];
  if (subject === undefined || key === undefined) return refusal(404, "not_found");
  const isOurs = await ctx.runMutation(internal.messages.jobs.unsubscribe, { subject, key });
  return isOurs ? new Response(null, { status: 200 }) : refusal(404, "not_found");
});
