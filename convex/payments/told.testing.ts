import { vi } from "vitest";
import { api, internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { startBackend } from "../test.setup";
import { accountOf } from "./apply";
import type { IntentSnapshot, RefundSnapshot, StripeEvent } from "./snapshots";

/* Stripe's part in tests that are about ours: what it would have told, told. The real one is played by the simulation and in the browser. */

type Backend = ReturnType<typeof startBackend>;

/** Set up, and out of reach: whatever an action asks of it fails at once. */
export function stubStripe(): void {
  vi.stubEnv("STRIPE_SECRET_KEY", "sk_test_of_the_tests");
  vi.stubEnv("STRIPE_API_URL", "http://127.0.0.1:9");
  vi.stubEnv("STRIPE_WEBHOOK_SECRET", "whsec_of_the_tests");
  vi.stubEnv("STRIPE_CONNECT_WEBHOOK_SECRET", "whsec_of_the_tests_too");
}

/** A booking's payments, the oldest first. */
export async function paymentsOf(
  t: Backend,
  bookingId: Id<"bookings">,
): Promise<Doc<"payments">[]> {
  return await t.run(
    async (ctx) =>
      await ctx.db
        .query("payments")
        .withIndex("by_bookingId", (q) => q.eq("bookingId", bookingId))
        .take(20),
  );
}

/** A booking's refunds, the oldest first. */
export async function refundsOf(t: Backend, bookingId: Id<"bookings">): Promise<Doc<"refunds">[]> {
  return await t.run(
    async (ctx) =>
      await ctx.db
        .query("refunds")
        .withIndex("by_bookingId", (q) => q.eq("bookingId", bookingId))
        .take(20),
  );
}

export async function latestPayment(
  t: Backend,
  bookingId: Id<"bookings">,
): Promise<Doc<"payments">> {
  const payment = (await paymentsOf(t, bookingId)).at(-1);
  if (!payment) throw new Error("The booking has no payment.");
  return payment;
}

/** How Stripe would describe a payment that has come so far. */
export function intentOf(
  payment: Doc<"payments">,
  changes: Partial<IntentSnapshot> & Pick<IntentSnapshot, "standing">,
): IntentSnapshot {
  const received = changes.standing === "captured" ? payment.amount : 0;
  return {
    ...{ intentId: `pi_${payment._id}`, account: accountOf(payment), livemode: false },
    ...{ amount: payment.amount, currency: payment.currency, received },
    ...{ clientSecret: null, method: null, receiptUrl: null, failure: null },
    ...{ paymentId: payment._id },
    ...changes,
  };
}

/** Stripe answers a call about a booking's latest payment. */
export async function answer(
  t: Backend,
  bookingId: Id<"bookings">,
  changes: Partial<IntentSnapshot> & Pick<IntentSnapshot, "standing">,
): Promise<void> {
  const payment = await latestPayment(t, bookingId);
  const told = intentOf(payment, changes);
  const answered = { paymentId: payment._id, told, failed: null };
  await t.mutation(internal.payments.jobs.recordIntent, answered);
}

let events = 0;

/** Stripe tells an event; without an id of its own it is a new one. */
export async function tellEvent(
  t: Backend,
  about: StripeEvent["about"],
  changes: Partial<Omit<StripeEvent, "about">> = {},
): Promise<void> {
  events += 1;
  const event = {
    ...{ eventId: `evt_${events}`, type: about.kind, account: null, livemode: false },
    createdAt: Date.now(),
    ...changes,
  };
  await t.mutation(internal.payments.jobs.receive, { event: { ...event, about } });
}

/** Stripe tells an event about a booking's latest payment. */
export async function tellIntent(
  t: Backend,
  bookingId: Id<"bookings">,
  changes: Partial<IntentSnapshot> & Pick<IntentSnapshot, "standing">,
): Promise<void> {
  const payment = await latestPayment(t, bookingId);
  const intent = intentOf(payment, changes);
  await tellEvent(t, { kind: "intent", intent }, { account: intent.account });
}

/** How Stripe would describe a refund that has come so far. */
export function refundOf(
  row: Doc<"refunds">,
  payment: Doc<"payments">,
  changes: Partial<RefundSnapshot> & Pick<RefundSnapshot, "status">,
): RefundSnapshot {
  return {
    ...{ stripeRefundId: `re_${row._id}`, intentId: `pi_${payment._id}`, livemode: false },
    ...{ account: accountOf(payment), amount: row.amount, currency: row.currency },
    ...{ failure: null, refundId: row._id },
    ...changes,
  };
}

/** Hold a priced place and begin to pay for it; Stripe knows of the payment. */
export async function holdAndStart(
  t: Backend,
  request: Parameters<typeof startHold>[1],
  customer: { name: string; email: string },
) {
  const link = await startHold(t, request);
  await answer(t, link.bookingId, { standing: "open", clientSecret: "secret_of_the_intent" });
  await t.mutation(api.bookings.startPayment, { ...link, customer });
  return link;
}

export async function startHold(
  t: Pick<Backend, "mutation">,
  request: (typeof api.bookings.hold)["_args"],
) {
  const { bookingId } = await t.mutation(api.bookings.hold, request);
  return { bookingId, token: request.token };
}
