import { RETRY } from "../../core/messages/delivery.ts";
import type { Facts } from "../../core/messages/facts.ts";
import { isSmsKind, natureOf } from "../../core/messages/kinds.ts";
import { decide } from "../../core/messages/decide.ts";
import { smsAt } from "../../core/messages/quiet-hours.ts";
import { DAY_MS, MINUTE_MS } from "../../core/time/calendar.ts";
import { zoneRules } from "../../core/time/zones.ts";
import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import * as Limits from "../limits/model";
import { unsubscribing } from "./addresses";
import { refusalOfAgenda } from "./agenda";
import { factsOf, readerOf, type Reader, type Sources } from "./facts";
import type { Invite } from "./invite";
import { inviteOf } from "./invites";
import { dropRow, LOST_AFTER_MS, tagOf, type Message } from "./outbox";
import { giveUp } from "./settle";
import { isStopped, useOne } from "./sms";

/*
 * The look again: the one place that decides whether a message may leave, in the mutation that claims it for a try. Whatever was cancelled,
 * moved or switched off before this mutation is heard; who cancels after it is too late by less than the time of one call.
 */

/** One try ends, or counts as lost, within this time; calls to a provider end before it. */
const LEASE_MS = MINUTE_MS;
/** Providers know a message again by its key for a day. After that a try whose end nobody knows is not made again. */
const KEY_LIVES_MS = 23 * 60 * MINUTE_MS;

/** A message that is to be sent now, with all it is made of. */
export type Order = {
  /** Comes back with whatever the provider tells of it. */
  tag: string;
  channel: Message["channel"];
  /** The same for every try of this message. */
  key: string;
  to: string;
  facts: Facts;
  business: { name: string; email: string | null; logoUrl: string | null; color: string | null };
  invite: Invite | null;
  /** Where a mail program ends such messages with one click (RFC 8058). */
  oneClick: string | null;
  /** When the first try was made; null for the first. */
  retriesSince: number | null;
};

/** Claim a message for a try; null when there is nothing to send, "busy" while another try of it is on its way or its end unknown. */
export async function claim(
  ctx: MutationCtx,
  id: Id<"notifications">,
): Promise<Order | "busy" | null> {
  const row = await ctx.db.get("notifications", id);
  const now = Date.now();
  if (!row || (row.status !== "planned" && row.status !== "sending")) return null;
  if ((row.claimedUntil ?? 0) > now) return "busy";
  const lost = reasonToGiveUp(row, now);
  if (lost) return await nothing(giveUp(ctx, row, lost));
  const tenant = await ctx.db.get("tenants", row.tenantId);
  if (tenant?.status !== "active") return await nothing(dropRow(ctx, row, "closed"));
  const booking = row.bookingId ? await ctx.db.get("bookings", row.bookingId) : null;
  const member = row.memberId ? await ctx.db.get("memberSettings", row.memberId) : null;
  const refusal = await refusalOf(ctx, row, { booking, member });
  if (refusal) return await nothing(dropRow(ctx, row, refusal));
  const reader = await readerOf(ctx, row, { booking, member });
  if (!reader) return await nothing(dropRow(ctx, row, "no_address"));
  const sources = { row, tenant, reader, member, booking };
  if (row.channel === "sms" && !(await maySms(ctx, sources))) return null;
  await begin(ctx, row, reader);
  return await orderOf(ctx, sources);
}

async function nothing(done: Promise<void>): Promise<null> {
  await done;
  return null;
}

function reasonToGiveUp({ attempts, firstTriedAt }: Message, now: number): string | null {
  if (attempts >= RETRY.maxAttempts) return "tried_too_often";
  return firstTriedAt !== undefined && now - firstTriedAt > KEY_LIVES_MS ? "end_unknown" : null;
}

/** Why nobody should get it any more: the booking is not what it was, or its reader does not want it. */
async function refusalOf(
  ctx: MutationCtx,
  row: Message,
  { booking, member }: Pick<Sources, "booking" | "member">,
): Promise<string | null> {
  if (row.kind === "agenda") return await refusalOfAgenda(ctx, member, Number(row.about));
  if (row.bookingId !== undefined && !booking) return "gone";
  if (!booking) return null;
  const { status, revision, startTime: start, endTime: end, expiresAt = null } = booking;
  const state = { status, revision, start, end, expiresAt };
  const decided = decide(row, state, Date.now());
  if (!decided.send) return decided.reason;
  if (isUndone(row, booking)) return "changed";
  if (row.audience === "member") return null;
  const customer = booking.customerId && (await ctx.db.get("customers", booking.customerId));
  if (!customer) return null;
  const { choices } = booking;
  const email = customer.preferences.email && choices?.email !== false;
  const followUps = customer.preferences.followUps && choices?.followUps !== false;
  const { about } = natureOf(row.kind);
  if (about === "reminder" && row.channel === "email" && !email) return "not_wanted";
  return about === "other" && !followUps ? "not_wanted" : null;
}

/** Whether what it tells was taken back in a way that status and revision do not say: the hold lasts longer, the booking has come back. */
function isUndone({ kind, about, memberId }: Message, booking: Doc<"bookings">): boolean {
  if (kind === "hold_expiring") return about !== String(booking.expiresAt);
  return kind === "member_reassigned" && memberId === booking.memberId;
}

/** Whether a text message may leave now. Where it may later, it is planned for then. */
async function maySms(
  ctx: MutationCtx,
  { row, tenant, reader, booking }: Sources,
): Promise<boolean> {
  const now = Date.now();
  if (!booking || !isSmsKind(row.kind)) throw new Error(`A ${row.kind} cannot be a text message.`);
  const rules = zoneRules(reader.zone, now - 2 * DAY_MS, now + 4 * DAY_MS);
  // News says by when it has to be read (plan.ts); for a reminder that is the start.
  const start = row.kind === "reminder" ? booking.startTime : Number(row.about);
  const at = smsAt({ kind: row.kind, dueAt: row.dueAt, now, start, rules });
  if (at === null) {
    await dropRow(ctx, row, "quiet_hours");
    return false;
  }
  if (at > now) {
    await ctx.db.patch("notifications", row._id, { status: "planned", lookAt: at + LOST_AFTER_MS });
    await ctx.scheduler.runAt(at, internal.messages.jobs.wake, { id: row._id });
    return false;
  }
  // What waits for the morning is looked at then: who has switched it on again by that time gets it.
  if (booking.contact?.wantsSms !== true || (await isStopped(ctx, reader.address))) {
    await dropRow(ctx, row, "not_wanted");
    return false;
  }
  // A further try of the same message is counted already.
  const excess = row.attempts === 0 ? await excessOf(ctx, tenant, reader) : null;
  if (excess) await dropRow(ctx, row, excess);
  return excess === null;
}

/** Whose text messages are used up: the number's of a day, or the plan's of a month; null where one more is counted for both. */
async function excessOf(
  ctx: MutationCtx,
  tenant: Doc<"tenants">,
  { address }: Reader,
): Promise<"number_quota" | "quota" | null> {
  if (!(await Limits.admitText(ctx, address))) return "number_quota";
  return (await useOne(ctx, tenant)) ? null : "quota";
}

async function begin(ctx: MutationCtx, row: Message, { address }: Reader): Promise<void> {
  const now = Date.now();
  const backoffMs = RETRY.initialBackoffMs * RETRY.base ** row.attempts;
  await ctx.db.patch("notifications", row._id, {
    ...{ status: "sending", attempts: row.attempts + 1, recipient: address },
    ...{ claimedUntil: now + LEASE_MS, firstTriedAt: row.firstTriedAt ?? now },
    // The pool waits up to half longer than its backoff; then the sweep looks what became of it.
    lookAt: now + 1.5 * backoffMs + LOST_AFTER_MS,
  });
}

async function orderOf(ctx: MutationCtx, sources: Sources): Promise<Order> {
  const { row, tenant, reader, booking, member } = sources;
  const facts = await factsOf(ctx, sources);
  const { name, email = null, brand } = tenant;
  const subject = row.audience === "member" ? member?._id : booking?.customerId;
  const isOther = natureOf(row.kind).about === "other";
  const leaving = isOther && subject !== undefined ? await unsubscribing(subject) : null;
  return {
    ...{ tag: tagOf(row), channel: row.channel, to: reader.address, facts },
    key: row.round === 0 ? row.key : `${row.key}#${row.round}`,
    business: { name, email, logoUrl: brand.logoUrl ?? null, color: brand.color ?? null },
    invite:
      row.channel === "email" && booking ? inviteOf(row, facts, { booking, tenant, reader }) : null,
    oneClick: leaving?.oneClick ?? null,
    retriesSince: row.attempts > 0 ? (row.firstTriedAt ?? null) : null,
  };
}
