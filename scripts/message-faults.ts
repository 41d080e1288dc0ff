/** Mistakes in how messages are planned, sent and not sent, each one that somebody has made somewhere. The simulation must find all, or a named test beside it. */
import type { Fault } from "./planting.ts";

function fault(what: string, file: string, ...edits: [find: string, put: string][]): Fault {
  return { what, file, edits };
}

const OUTBOX = "convex/messages/outbox.ts";
const PLAN = "convex/messages/plan.ts";
const CLAIM = "convex/messages/claim.ts";
const DELIVER = "convex/messages/deliver.ts";
const JOBS = "convex/messages/jobs.ts";
const FACTS = "convex/messages/facts.ts";
const RESEND = "convex/messages/resend.ts";
const TWILIO = "convex/messages/twilio.ts";
const DECIDE = "core/messages/decide.ts";
const REMINDERS = "core/messages/reminders.ts";
const DELIVERY = "core/messages/delivery.ts";

export const MESSAGE_FAULTS: readonly Fault[] = [
  // What is no longer true
  fault("nobody looks again before a message is sent", CLAIM, [
    "if (refusal) return await nothing(dropRow(ctx, row, refusal));",
    "",
  ]),
  fault("a message speaks of a booking that has moved since", DECIDE, [
    'if (rule.bound === true && state.revision !== message.revision) return "changed";',
    "",
  ]),
  fault("reminders come after the start", DECIDE, [
    "until: ({ start }) => start }",
    "until: ({ start }) => start + FOLLOW_UP_WITHIN_MS }",
  ]),

  // What must not be lost
  fault(
    "messages are written in a transaction of their own, which an action begins",
    PLAN,
    [
      `drafts.push(...(await plannedOf(ctx, booking, settings)));
  await write(ctx, drafts);
}`,
      `drafts.push(...(await plannedOf(ctx, booking, settings)));
  await ctx.scheduler.runAfter(0, internal.messages.plan.begin as never, { drafts } as never);
}

export const begin = internalAction({
  handler: async (ctx, args) => {
    await ctx.runMutation(internal.messages.plan.work as never, args as never);
  },
});

export const work = internalMutation({
  handler: async (ctx, { drafts }: { drafts: Draft[] }) => {
    await write(ctx, drafts);
  },
});`,
    ],
    [
      'import { dropPlanned, write, type Draft } from "./outbox";',
      `import { internal } from "../_generated/api";
import { internalAction, internalMutation } from "../functions";
import { dropPlanned, write, type Draft } from "./outbox";`,
    ],
  ),
  fault("a booking that is moved has no reminders of its new time", PLAN, [
    '"approved", "rescheduled", "reassigned"] as const),\n];',
    '"approved", "reassigned"] as const),\n];',
  ]),
  fault("a message of one revision passes for that of another", OUTBOX, [
    "return [subject, revision, kind,",
    "return [subject, kind,",
  ]),
  fault("a provider's error is taken for a refusal", DELIVERY, [
    "return failure >= 500 ||",
    "return failure >= 600 ||",
  ]),
  fault("the sweep leaves what is on its way where it is", JOBS, [
    "for (const row of lost) await carry(ctx, row);",
    'for (const row of lost) if (row.status === "planned") await carry(ctx, row);',
  ]),

  // What must come once
  fault("mails are sent without an idempotency key", RESEND, ["idempotencyKey: mail.key, ", ""]),
  fault("nobody asks whether a text message has arrived before it is sent again", DELIVER, [
    "retriesSince === null ? null : await lookFor(",
    "retriesSince !== -1 ? null : await lookFor(",
  ]),
  fault("an earlier text message of the same words is taken for this one", TWILIO, [
    'body === text && Date.parse(date_created ?? "") >= since - CLOCKS_DIFFER_MS,',
    "body === text && date_created !== since,",
  ]),
  fault("two tries of one message are made at the same time", CLAIM, [
    'if ((row.claimedUntil ?? 0) > now) return "busy";',
    "",
  ]),

  // When
  fault("reminders are spread beyond their minute", REMINDERS, [
    "const SPREAD_MS = 40_000;",
    "const SPREAD_MS = 90_000;",
  ]),
  fault("reminders are spread to both sides of their time", OUTBOX, [
    "dueAt > now ? dueAt + spreadMs(key) : now",
    "dueAt > now ? dueAt - spreadMs(key) : now",
  ]),
  fault("text messages leave at night", CLAIM, ["if (at > now) {", "if (at < 0) {"]),

  // To whom
  fault("who has switched reminders off gets them", CLAIM, [
    '&& !email) return "not_wanted";',
    '&& !email && row.attempts < 0) return "not_wanted";',
  ]),
  fault("who has unsubscribed is asked how it was", CLAIM, [
    'return about === "other" && !followUps ? "not_wanted" : null;',
    "return null;",
  ]),
  fault("a number that answered STOP gets further text messages", CLAIM, [
    "|| (await isStopped(ctx, reader.address))",
    "",
  ]),
  fault("customers read the member's clock", FACTS, [
    "const zone = booking.timezone;",
    "const zone = booking.memberTimezone;",
  ]),
];
