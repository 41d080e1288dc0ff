import { senderOf } from "../../core/network/address.ts";
import { mailboxOf } from "../../core/text/fields.ts";
import { DAY_MS } from "../../core/time/calendar.ts";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { fail } from "../errors";
import { hash } from "../hash";
import { refuseBlockedAddress, refuseBlockedMailbox } from "./blocks";
import { takePlace } from "./windows";

/*
 * How much of a business's time anybody may ask for (RULES.md §6.1), in one place for every road that leads to a booking. What counts
 * is what was accepted: a call that is refused, here or later, is undone with its transaction and has used nothing up.
 */

const HOUR_MS = 60 * 60 * 1000;

/** What is counted, over which time, and whose limit a refusal says it is. */
const COUNTED = {
  holds: { limit: "address", windowMs: HOUR_MS },
  attempts: { limit: "address", windowMs: HOUR_MS },
  challenges: { limit: "address", windowMs: HOUR_MS },
  bookingsOfMailbox: { limit: "email", windowMs: DAY_MS },
  bookingsOfMember: { limit: "member", windowMs: DAY_MS },
  moves: { limit: "booking", windowMs: DAY_MS },
} as const;

/** One check of a visitor's answer is one call of an outside service. */
const MAX_CHALLENGES = 60;

/**
 * Each move is told by mail and by text message, to whatever address and number somebody has typed: nobody who means it moves a booking more
 * often in a day, however often its policy would let them.
 */
const MAX_MOVES = 10;
/** As many text messages as one number gets in a day, from all businesses: somebody else's may have been typed. */
const MAX_TEXTS = 20;

/** One more of `what` for `whom`, of whom at most `count` are taken; null is no limit. */
type Wish = { what: keyof typeof COUNTED; whom: string; count: number | null };

/** Takes a place for each wish, or refuses with the longest of the waits. */
async function admit(ctx: MutationCtx, tenantId: Id<"tenants">, wishes: Wish[]): Promise<void> {
  let longest = { limit: "", waitMs: 0 };
  for (const { what, whom, count } of wishes) {
    if (count === null) continue;
    const { limit, windowMs } = COUNTED[what];
    // What the component keeps is out of reach when a person is forgotten, so it says of nobody who they are.
    const key = `${tenantId}:${await hash(whom)}`;
    const waitMs = await takePlace(ctx, { name: what, key, count, windowMs });
    if (waitMs > longest.waitMs) longest = { limit, waitMs };
  }
  const { limit, waitMs } = longest;
  if (waitMs > 0) fail("RATE_LIMITED", { limit, retryAfterSec: Math.ceil(waitMs / 1000) });
}

/** Where the call comes from, by the platform's word; null for what the backend does of itself. */
async function addressOf(ctx: MutationCtx): Promise<string | null> {
  return (await ctx.meta.getRequestMetadata()).ip;
}

async function limitsOf(
  ctx: MutationCtx,
  tenantId: Id<"tenants">,
): Promise<Doc<"tenants">["limits"]> {
  const tenant = await ctx.db.get("tenants", tenantId);
  return tenant ? tenant.limits : fail("NOT_FOUND");
}

/** Admits a hold, or refuses with `BLOCKED`, or with `RATE_LIMITED { limit, retryAfterSec }`. */
export async function admitHold(
  ctx: MutationCtx,
  { tenantId }: { tenantId: Id<"tenants"> },
): Promise<void> {
  const ip = await addressOf(ctx);
  if (ip === null) return;
  await refuseBlockedAddress(ctx, tenantId, ip);
  const { holdsPerAddressHour: count } = await limitsOf(ctx, tenantId);
  await admit(ctx, tenantId, [{ what: "holds", whom: senderOf(ip), count }]);
}

/**
 * Admits a booking, or the start of its payment where that comes first; refuses with `BLOCKED`, or with
 * `RATE_LIMITED { limit, retryAfterSec }`. To be called once for each booking. Cancelling gives nothing back.
 */
export async function admitBooking(
  ctx: MutationCtx,
  booking: { tenantId: Id<"tenants">; memberId: Id<"memberSettings">; email: string },
): Promise<void> {
  const { tenantId, memberId } = booking;
  const ip = await addressOf(ctx);
  const mailbox = mailboxOf(booking.email);
  if (ip !== null) await refuseBlockedAddress(ctx, tenantId, ip);
  await refuseBlockedMailbox(ctx, tenantId, mailbox);
  const limits = await limitsOf(ctx, tenantId);
  await admit(ctx, tenantId, [
    ...(ip === null
      ? []
      : [{ what: "attempts", whom: senderOf(ip), count: limits.attemptsPerAddressHour } as const]),
    { what: "bookingsOfMailbox", whom: mailbox, count: limits.bookingsPerEmailDay },
    { what: "bookingsOfMember", whom: memberId, count: limits.bookingsPerMemberDay },
  ]);
}

/** Admits the check whether a visitor is a person, or refuses with `RATE_LIMITED { limit, retryAfterSec }`. */
export async function admitChallenge(ctx: MutationCtx, tenantId: Id<"tenants">): Promise<void> {
  const ip = await addressOf(ctx);
  if (ip === null) return;
  await admit(ctx, tenantId, [{ what: "challenges", whom: senderOf(ip), count: MAX_CHALLENGES }]);
}

/** Admits a move of a booking by its customer, or refuses with `RATE_LIMITED { limit, retryAfterSec }`. */
export async function admitMove(
  ctx: MutationCtx,
  { tenantId, _id }: Doc<"bookings">,
): Promise<void> {
  await admit(ctx, tenantId, [{ what: "moves", whom: _id, count: MAX_MOVES }]);
}

/** Whether a number may get one more text message, which is counted then. */
export async function admitText(ctx: MutationCtx, phone: string): Promise<boolean> {
  const window = { name: "texts", key: await hash(phone), count: MAX_TEXTS, windowMs: DAY_MS };
  return (await takePlace(ctx, window)) === 0;
}
