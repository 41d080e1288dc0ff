import { DAY_MS, MINUTE_MS } from "../../core/time/calendar.ts";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { findStarts } from "../availability/model";
import { enterKnown } from "../bookings/model";
import * as Customers from "../customers/model";
import * as EventTypes from "../eventTypes/model";

/** A plausible year of one member: what was booked in the ten months before today and the two after. */
const PAST_DAYS = 300;
const FUTURE_DAYS = 60;

const GIVEN =
  "Ada Ben Chloe Daniel Emma Felix Gita Hugo Ines Jamal Kira Leo Mina Nils Oona Petra Quim Rosa Samir Tess".split(
    " ",
  );
const FAMILY =
  "Abbott Becker Costa Dubois Evans Fischer Gomez Hansen Ito Jensen Kaya Lopez Moreau Novak Ortiz Patel".split(
    " ",
  );
const MESSAGES = [
  "",
  "",
  "",
  "I have sent you my notes by mail.",
  "First time here, a little nervous.",
  "Could we talk about next steps?",
];

/** Numbers in [0, n) that are always the same for the same seed, so that the demonstration looks alike on every machine. */
export function diceOf(seed: number): (n: number) => number {
  let state = (seed * 2654435761) >>> 0;
  return (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) % n;
  };
}

type Dice = (n: number) => number;

const at = (list: readonly string[], index: number): string => list[index] ?? "";

function personOf(dice: Dice) {
  const name = `${at(GIVEN, dice(GIVEN.length))} ${at(FAMILY, dice(FAMILY.length))}`;
  const email = `${name.toLowerCase().replace(" ", ".")}@example.com`;
  const message = at(MESSAGES, dice(MESSAGES.length));
  return { name, email, ...(message && { message }) };
}

/** One or two starts on about every third day, never two that touch. */
function chooseStarts(starts: readonly number[], dice: Dice): number[] {
  const chosen: number[] = [];
  for (const start of starts) {
    const previous = chosen.at(-1) ?? 0;
    const isLucky = dice(start - previous > DAY_MS ? 30 : 90) === 0;
    if (isLucky && start - previous >= DAY_MS / 8) chosen.push(start);
  }
  return chosen;
}

function outcomeOf(isPast: boolean, dice: Dice) {
  const fate = dice(20);
  if (fate < 2) return "cancelled" as const;
  if (!isPast) return "confirmed" as const;
  return fate < 3 ? ("no_show" as const) : ("completed" as const);
}

/** Book a member's year. `seed` tells one member's luck from another's; money aside, the rows are as real ones would be. */
export async function bookYear(
  ctx: MutationCtx,
  member: Doc<"memberSettings">,
  seed: number,
): Promise<void> {
  const [eventType] = await EventTypes.listActive(ctx, member._id, 1);
  if (!eventType) return;
  const now = Date.now();
  const range = { from: now - PAST_DAYS * DAY_MS, to: now + FUTURE_DAYS * DAY_MS };
  const found = await findStarts(ctx, { eventType, durationMin: undefined }, range);
  const dice = diceOf(seed);
  for (const start of chooseStarts(found?.starts ?? [], dice)) {
    await bookOne(ctx, { member, eventType }, { start, dice, now });
  }
}

type Of = { member: Doc<"memberSettings">; eventType: Doc<"eventTypes"> };

async function bookOne(
  ctx: MutationCtx,
  { member, eventType }: Of,
  { start, dice, now }: { start: number; dice: Dice; now: number },
): Promise<void> {
  const { tenantId, timezone } = member;
  const { durationMin, price, currency } = eventType;
  const end = start + durationMin * MINUTE_MS;
  const status = outcomeOf(end < now, dice);
  const askedAt = Math.min(start - (1 + dice(20)) * DAY_MS, now - (1 + dice(300)) * MINUTE_MS);
  const contact = personOf(dice);
  const customerId = await Customers.countBooking(ctx, { tenantId, contact, timezone });
  if (status === "cancelled") await Customers.count(ctx, customerId, "cancellationCount");
  if (status === "no_show") await Customers.count(ctx, customerId, "noShowCount");
  await enterKnown(ctx, {
    tenantId,
    memberId: member._id,
    eventTypeId: eventType._id,
    customerId,
    startTime: start,
    endTime: end,
    timezone,
    memberTimezone: timezone,
    status,
    source: "online",
    quote: {
      price,
      currency,
      deposit: 0,
      fee: 0,
      depositFee: 0,
      payee: { mode: "platform", account: null },
      refundTiers: [],
      durationMin,
      bufferBeforeMin: member.bufferBeforeMin,
      bufferAfterMin: member.bufferAfterMin,
      approval: false,
      cancelNoticeMin: 0,
      rescheduleNoticeMin: 0,
      maxReschedules: null,
    },
    contact,
    confirmedAt: askedAt,
    ...(status === "cancelled" && {
      cancellation: { at: askedAt + MINUTE_MS, by: "customer", reason: "Something came up." },
    }),
    reliedOn: {
      settingsRevision: member.revision,
      zoneVersion: "",
      zoneOffsetMin: 0,
      quoteHash: "",
    },
  });
}
