/**
 * Mistakes in how bookings and money go together, each one that somebody has made somewhere. The simulation must find all, or a named
 * test beside it.
 */

import type { Fault } from "./planting.ts";

function fault(what: string, file: string, ...edits: [find: string, put: string][]): Fault {
  return { what, file, edits };
}

const HOLD = "convex/bookings/hold.ts";
const FUNDS = "convex/bookings/funds.ts";
const CONFIRM = "convex/bookings/confirm.ts";
const PAY = "convex/bookings/pay.ts";
const JOBS = "convex/payments/jobs.ts";
const CALLS = "convex/payments/calls.ts";
const MODEL = "convex/payments/model.ts";
const APPLY = "convex/payments/apply.ts";
const APPLY_REFUND = "convex/payments/applyRefund.ts";
const STRIPE = "convex/payments/stripe.ts";
const SETTLEMENT = "core/money/settlement.ts";

export const PROTOCOL_FAULTS: readonly Fault[] = [
  // Places
  fault("the place is looked at before the mutation, and not in it", HOLD, [
    "const place = await grantPlace(ctx, { eventType, durationMin }, { start });",
    'const place = await grantPlace(ctx, { eventType, durationMin }, { start, overrule: "overlaps" });',
  ]),
  fault("late money confirms without another look at the place", FUNDS, [
    "if (!(await isStillFree(ctx, booking))) return booking;",
    "await isStillFree(ctx, booking);",
  ]),
  fault("the expiry of a hold is ignored", CONFIRM, [
    'if (status !== "held" || !isHoldLive({ expiresAt }, Date.now())) fail("HOLD_EXPIRED");',
    'if (status !== "held" || expiresAt < 0) fail("HOLD_EXPIRED");',
  ]),
  fault("a hold ends although its money is under way", FUNDS, [
    "return open.some(({ payer }) => payer !== undefined);",
    "return open.some(({ payer }) => payer === null);",
  ]),

  // Money that comes
  fault("money is captured before anybody has decided", SETTLEMENT, [
    'authorized: { wait: "look"',
    'authorized: { wait: "capture"',
  ]),
  fault("a booking is confirmed before its money is there", APPLY, [
    "const isPaid = hasFunds({ standing });",
    'const isPaid = hasFunds({ standing }) || standing === "open";',
  ]),
  fault("the amount that was paid is not compared with the quote", APPLY, [
    "if (told.amount !== payment.amount || told.currency !== payment.currency)",
    "if (told.amount < 0)",
  ]),
  fault("late news overwrites what is newer", SETTLEMENT, [
    "return RANKS[told] > RANKS[standing] ? told : standing;",
    "return told;",
  ]),
  fault(
    "a failure that is told after a success is believed",
    SETTLEMENT,
    ['if (standing === "captured" || standing === "cancelled") return standing;', ""],
    [
      "return RANKS[told] > RANKS[standing] ? told : standing;",
      'return told === "open" || RANKS[told] > RANKS[standing] ? told : standing;',
    ],
  ),
  fault("another account's word is taken for a payment", APPLY, [
    "return isItsIntent && told.account === accountOf(payment);",
    "return isItsIntent || told.account !== accountOf(payment);",
  ]),
  fault("money that lapsed is told to nobody", APPLY, [
    'if (left === "unpaid") await raise(ctx, payment, { kind: "money_lost", detail: "" });',
    'if (left === null) await raise(ctx, payment, { kind: "money_lost", detail: "" });',
  ]),
  fault("what a card has reserved is owed again at the appointment", PAY, [
    "owedOf(booking) - Payments.reservedIn(payments)",
    "owedOf(booking) - 0 * Payments.reservedIn(payments)",
  ]),

  // Calls that may be lost
  fault(
    "an event is written down in a transaction of its own before its work",
    JOBS,
    [
      'await ctx.db.insert("stripeEvents", { eventId, type, account });',
      `await ctx.db.insert("stripeEvents", { eventId, type, account });
    const event = { eventId, type, account, livemode, createdAt, about };
    await ctx.scheduler.runAfter(0, internal.payments.jobs.begin, { event });
    return null;
  },
});

export const begin = internalAction({
  args: { event: stripeEvent },
  handler: async (ctx, args) => {
    await ctx.runMutation(internal.payments.jobs.work, args);
  },
});

export const work = internalMutation({
  args: { event: stripeEvent },
  returns: v.null(),
  handler: async (ctx, { event: { account, createdAt, about } }) => {`,
    ],
    ["import { internalMutation, ", "import { internalAction, internalMutation, "],
  ),
  fault("an event that comes twice is taken twice", JOBS, ["if (known) return null;", ""]),
  fault("a payment is begun without a time to look after it", MODEL, [
    'await ctx.db.patch("payments", paymentId, { dueAt: Date.now() + LOST_AFTER_MS });',
    "",
  ]),
  fault("the sweep skips refunds", JOBS, [
    "await ctx.scheduler.runAfter(0, calls.settleRefund, { refundId });",
    "",
  ]),
  fault("a payment is created without an idempotency key", STRIPE, [
    "{ ...on(account), idempotencyKey: `payment-${a.paymentId}` }",
    "{ ...on(account) }",
  ]),
  fault("money is captured without an idempotency key", STRIPE, [
    "{ ...on(account), idempotencyKey: `capture-${paymentId}` }",
    "{ ...on(account) }",
  ]),
  fault("money is given back without an idempotency key", STRIPE, [
    "{ ...on(account), idempotencyKey: `refund-${refundId}` }",
    "{ ...on(account) }",
  ]),
  fault("a refund is made again a day later without a look", CALLS, [
    "const known = job.mayExist ? await stripe.listRefunds(job) : [];",
    "const known: { refundId: string | null }[] = [];",
  ]),

  // Money that goes back
  fault("a refund is counted and has no row", MODEL, [
    "{ refunded: payment.refunded + amount });\n  await insertRefund(ctx, payment, { amount, ...why });",
    "{ refunded: payment.refunded + amount });",
  ]),
  fault("a refund is reckoned from the whole price", MODEL, [
    "...sumsOf(paid),",
    "...{ ...sumsOf(paid), paid: quote.price },",
  ]),
  fault("what is given back by hand has no limit", PAY, ["|| amount > most", ""]),
  fault(
    "two refunds that saw the same are both made",
    PAY,
    ['if (booking.refundedAmount !== refund.refunded) fail("STALE_REVISION");', ""],
    ["if (booking.refundedAmount === refund.refunded + refund.amount) return;", ""],
  ),
  fault("a declined request keeps its money", CONFIRM, [
    "await giveAllBack(ctx, booking, { by, reason });",
    "",
  ]),
  fault("a hold that is released leaves its payment open", HOLD, [
    `await Payments.settleCancellation(ctx, booking, {
    ...{ by: "customer", refundAs: "system", reason: "", now: Date.now() },
  });`,
    "",
  ]),
  fault("what was decided before the money came is forgotten when it comes", APPLY, [
    "await giveBackExcess(ctx, now);",
    "",
  ]),
  fault("a refund that its bank sent back still counts", APPLY_REFUND, [
    'await ctx.db.patch("payments", payment._id, { refunded: payment.refunded - row.amount });',
    "",
  ]),
  fault("a refund made at Stripe is not entered", APPLY_REFUND, [
    "else await enterMadeElsewhere(ctx, payment, told);",
    "",
  ]),
];
