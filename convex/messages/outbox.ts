import { spreadMs } from "../../core/messages/reminders.ts";
import { Workpool } from "@convex-dev/workpool";
import { AT_ONCE, RETRY } from "../../core/messages/delivery.ts";
import { natureOf } from "../../core/messages/kinds.ts";
import { components, internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { isMailOn, isSmsOn } from "./services";

/*
 * The rows of the outbox, from the mutation that causes a message to the pool that carries it. What becomes of a row once it is on its way
 * is decided in `claim.ts` and `settle.ts`.
 */

const POOL = {
  retryActionsByDefault: true,
  defaultRetryBehavior: RETRY,
  logLevel: "ERROR",
} as const;

const urgent = new Workpool(components.urgentMessages, { ...POOL, maxParallelism: AT_ONCE.urgent });
const planned = new Workpool(components.plannedMessages, {
  ...POOL,
  maxParallelism: AT_ONCE.planned,
});

/** A row whose pool has lost it is put into it again after this long. */
export const LOST_AFTER_MS = 10 * 60 * 1000;
/** A booking never gets more messages than this. */
const MAX_MESSAGES = 500;

export type Message = Doc<"notifications">;

/** What a message is, before it is a row. `dueAt` undefined is now. */
export type Draft = Pick<Message, "tenantId" | "kind" | "audience" | "channel" | "revision"> &
  Partial<Pick<Message, "bookingId" | "memberId" | "about">> & {
    /** What it is about, apart from revision, kind and reader. */
    subject: string;
    dueAt?: number;
  };

/** What makes it one message and no other (RULES.md §5.1). */
function keyOf({ subject, revision, kind, about, audience, channel, memberId }: Draft): string {
  const reader = audience === "member" ? `member-${memberId ?? ""}` : "customer";
  return [subject, revision, kind, about ?? "", reader, channel].join("/");
}

function isCarried({ channel }: Pick<Draft, "channel">): boolean {
  return channel === "email" ? isMailOn() : isSmsOn();
}

/** Write messages into the outbox and see to it that each leaves at its time. What is in there already is not written again. */
export async function write(ctx: MutationCtx, drafts: readonly Draft[]): Promise<void> {
  const now = Date.now();
  const due: Id<"notifications">[] = [];
  for (const draft of drafts.filter(isCarried)) {
    const key = keyOf(draft);
    if (await find(ctx, key)) continue;
    const { subject, dueAt = now, ...fields } = draft;
    const leavesAt = dueAt > now ? dueAt + spreadMs(key) : now;
    const row = { ...fields, key, dueAt, status: "planned", attempts: 0, round: 0 } as const;
    const id = await ctx.db.insert("notifications", { ...row, lookAt: leavesAt + LOST_AFTER_MS });
    if (leavesAt > now) await ctx.scheduler.runAt(leavesAt, internal.messages.jobs.wake, { id });
    // Agendas come by the thousand at one minute, as reminders do: no confirmation waits behind them.
    else if (natureOf(draft.kind).about === "other") await planned.enqueueAction(ctx, send, { id });
    else due.push(id);
  }
  if (due.length > 0)
    await urgent.enqueueActionBatch(
      ctx,
      send,
      due.map((id) => ({ id })),
    );
}

const send = internal.messages.deliver.send;

async function find(ctx: MutationCtx, key: string): Promise<Message | null> {
  return await ctx.db
    .query("notifications")
    .withIndex("by_key", (q) => q.eq("key", key))
    .first();
}

/** What a provider tells of a message comes back with this: which one it is, and which sending of it. */
export function tagOf({ _id, round }: Message): string {
  return round === 0 ? _id : `${_id}-${round}`;
}

/** Put a row that is due into the pool of what was planned; the pool waits for its turn, and tries again. */
export async function carry(ctx: MutationCtx, { _id: id }: Message): Promise<void> {
  await ctx.db.patch("notifications", id, { lookAt: Date.now() + LOST_AFTER_MS });
  await planned.enqueueAction(ctx, send, { id });
}

/** Nobody should get it any more. */
export async function dropRow(ctx: MutationCtx, row: Message, reason: string): Promise<void> {
  const change = { status: "dropped", error: reason, lookAt: undefined } as const;
  await ctx.db.patch("notifications", row._id, { ...change, claimedUntil: undefined });
}

/** A booking's messages, the oldest first. */
export async function listOf(ctx: QueryCtx, bookingId: Id<"bookings">): Promise<Message[]> {
  return await ctx.db
    .query("notifications")
    .withIndex("by_bookingId", (q) => q.eq("bookingId", bookingId))
    .take(MAX_MESSAGES);
}

/**
 * Drop what was planned for a booking as it was before: its log says so at once. What is on its way already looks again before each try.
 */
export async function dropPlanned(ctx: MutationCtx, booking: Doc<"bookings">): Promise<void> {
  for (const row of await listOf(ctx, booking._id)) {
    const isStale = row.status === "planned" && row.revision < booking.revision;
    if (isStale && row.dueAt > Date.now()) await dropRow(ctx, row, "changed");
  }
}

/** What somebody may have sent again: everything else is on its way, or has arrived. */
const OVER: readonly Message["status"][] = ["failed", "bounced", "dropped"];

/** Send a message again that did not arrive: it is a new one to the provider. Asked twice, it is sent once. */
export async function sendAgain(ctx: MutationCtx, row: Message): Promise<void> {
  if (!OVER.includes(row.status)) return;
  await ctx.db.patch("notifications", row._id, {
    ...{ status: "planned", attempts: 0, round: row.round + 1, dueAt: Date.now() },
    ...{ error: undefined, firstTriedAt: undefined, claimedUntil: undefined },
    ...{ providerId: undefined, sentAt: undefined, deliveredAt: undefined, failedAt: undefined },
    ...{ parts: undefined, costMicros: undefined, costCurrency: undefined },
  });
  await carry(ctx, row);
}
