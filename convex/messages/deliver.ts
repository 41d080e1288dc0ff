"use node";

import { v, type Infer } from "convex/values";
import { smsOf } from "../../core/messages/sms.ts";
import { partsOf } from "../../core/messages/sms-parts.ts";
import { wordsOf } from "../../core/messages/words.ts";
import { internal } from "../_generated/api";
import { internalAction } from "../functions";
import { withoutKeys } from "../links";
import { nullable } from "../validators";
import type { Order } from "./claim";
import { inviteFile } from "./invite";
import { renderMail } from "./mail/render";
import { sendMail } from "./resend";
import { drawing, type Sample } from "./sample";
import type { outcome } from "./settle";
import { findSent, priceOf, sendSms } from "./twilio";

type Outcome = Infer<typeof outcome>;

/** Twilio knows a price a while after the delivery; it is asked for so often, so long apart. */
const PRICE_TRIES = 4;
const PRICE_AFTER_MS = 10 * 60 * 1000;

/**
 * One try to send a message. It is claimed first, in a mutation that looks again whether anybody should still get it. Throws after a try
 * that may succeed later, so that the pool tries again.
 */
export const send = internalAction({
  args: { id: v.id("notifications") },
  returns: v.null(),
  handler: async (ctx, { id }): Promise<null> => {
    const order: Order | "busy" | null = await ctx.runMutation(internal.messages.jobs.claim, {
      id,
    });
    if (!order) return null;
    if (order === "busy") throw new Error("Another try is on its way.");
    const told = await carry(order);
    const isWorthAnother = await ctx.runMutation(internal.messages.jobs.settle, { id, told });
    if (isWorthAnother) throw new Error("The message could not be sent yet.");
    return null;
  },
});

/** Ask what a text message has cost, once it is delivered. */
export const price = internalAction({
  args: { id: v.id("notifications"), sid: v.string(), tries: v.optional(v.number()) },
  returns: v.null(),
  handler: async (ctx, { id, sid, tries = 0 }) => {
    const told = await priceOf(sid).catch(() => null);
    if (told) await ctx.runMutation(internal.messages.jobs.notePrice, { id, ...told });
    else if (tries < PRICE_TRIES) {
      const again = { id, sid, tries: tries + 1 };
      await ctx.scheduler.runAfter(PRICE_AFTER_MS, internal.messages.deliver.price, again);
    }
    return null;
  },
});

async function carry(order: Order): Promise<Outcome> {
  try {
    return await (order.channel === "email" ? carryMail(order) : carrySms(order));
  } catch (error) {
    // A message that cannot be written will not be written by trying again.
    console.error(error);
    return { kind: "refused", error: "cannot_be_written" };
  }
}

async function carryMail(order: Order): Promise<Outcome> {
  const { tag, key, to, facts, business, invite, oneClick } = order;
  const words = wordsOf(facts);
  const { html, text } = await renderMail(words, { locale: facts.locale, business });
  const { subject } = words;
  const answer = await sendMail({
    ...{ tag, kind: facts.kind, key, to, subject, html, text, oneClick },
    from: { name: business.name, replyTo: business.email },
    invite: invite && { file: inviteFile(invite), method: invite.method },
  });
  return answer.kind === "sent" ? { ...answer, subject, text: withoutKeys(text) } : answer;
}

async function carrySms({ tag, to, facts, retriesSince }: Order): Promise<Outcome> {
  const text = smsOf(facts);
  const earlier = retriesSince === null ? null : await lookFor({ to, text, since: retriesSince });
  if (earlier === "unknown") return { kind: "again", error: "network" };
  const answer = earlier ? { kind: "sent" as const, ...earlier } : await sendSms({ tag, to, text });
  return answer.kind === "sent" ? { ...answer, subject: "", text: withoutKeys(text) } : answer;
}

async function lookFor(sent: { to: string; text: string; since: number }) {
  return await findSent(sent).catch(() => "unknown" as const);
}

/** What words make of a message, without sending it. */
export const draw = internalAction({
  // Facts have the shape of core/messages/facts.ts; they come from `jobs.sample` alone.
  args: { sample: v.any() },
  returns: drawing,
  handler: async (_ctx, { sample }: { sample: Sample }) => await drawn(sample),
});

/** Send a mail that is only looked at; why it could not be sent, or null. */
export const sendSample = internalAction({
  args: { sample: v.any() },
  returns: nullable(v.string()),
  handler: async (_ctx, { sample }: { sample: Sample }) => {
    const { subject, html, text } = await drawn(sample);
    const { name, email } = sample.business;
    const answer = await sendMail({
      ...{
        tag: "test",
        kind: sample.facts.kind,
        key: `test/${crypto.randomUUID()}`,
        to: sample.to ?? "",
      },
      ...{ subject, html, text, oneClick: null, invite: null },
      from: { name, replyTo: email },
    });
    return answer.kind === "sent" ? null : answer.error;
  },
});

async function drawn({ channel, facts, business }: Sample): Promise<Infer<typeof drawing>> {
  if (channel === "sms") {
    const text = smsOf(facts);
    return { subject: "", html: "", text, parts: partsOf(text).parts };
  }
  const words = wordsOf(facts);
  const { html, text } = await renderMail(words, { locale: facts.locale, business });
  return { subject: words.subject, html, text, parts: 0 };
}
