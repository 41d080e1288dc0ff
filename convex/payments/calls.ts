import { v } from "convex/values";
import { internal } from "../_generated/api";
import { internalAction } from "../functions";
import type { paymentJob, refundJob } from "./jobs";
import { findStripe, StripeFailure, type StripeGate } from "./stripe";

/*
 * The calls of Stripe that payments need: each asks what is to be done, does it, and has what came of it written down. They are apart from
 * `jobs`, because whatever lies in one file with them loads Stripe's library.
 */

type PaymentJob = typeof paymentJob.type;
type RefundJob = typeof refundJob.type;

type Failure = { kind: "again" | "refused"; code: string };

function failureOf(error: unknown): Failure {
  if (error instanceof StripeFailure) return { kind: error.kind, code: error.code };
  throw error;
}

const NOT_SET_UP: Failure = { kind: "again", code: "not_set_up" };

/** The calls that carry out a step; each may be repeated. */
async function carryOut(stripe: StripeGate, job: PaymentJob) {
  const { step, paymentId, intentId, account } = job;
  if (step === "create" || intentId === null) return await stripe.createIntent(job);
  const intent = { paymentId, intentId, account };
  if (step === "capture") return await stripe.captureIntent(intent);
  if (step === "cancel") return await stripe.cancelIntent(intent);
  return await stripe.retrieveIntent(intent);
}

async function attempt(stripe: StripeGate, job: PaymentJob) {
  try {
    return { told: await carryOut(stripe, job), failed: null };
  } catch (error) {
    return { told: null, failed: failureOf(error) };
  }
}

/** What was refused may have happened already, or can happen no more: see how it stands. */
async function attemptAndLook(stripe: StripeGate, job: PaymentJob) {
  const outcome = await attempt(stripe, job);
  if (outcome.failed?.kind !== "refused" || job.intentId === null) return outcome;
  const { told } = await attempt(stripe, { ...job, step: "look" });
  return { told, failed: outcome.failed };
}

/** Bring a payment one step further at Stripe. Lost actions are found by the sweep; every step may be repeated. */
export const settle = internalAction({
  args: { paymentId: v.id("payments") },
  returns: v.null(),
  handler: async (ctx, { paymentId }) => {
    const job = await ctx.runQuery(internal.payments.jobs.next, { paymentId });
    if (!job) return null;
    const stripe = findStripe();
    const outcome = stripe ? await attemptAndLook(stripe, job) : { told: null, failed: NOT_SET_UP };
    await ctx.runMutation(internal.payments.jobs.recordIntent, { paymentId, ...outcome });
    return null;
  },
});

async function attemptRefund(stripe: StripeGate, job: RefundJob) {
  try {
    const known = job.mayExist ? await stripe.listRefunds(job) : [];
    const own =
      known.find(
        ({ refundId, stripeRefundId }) =>
          refundId === job.refundId || stripeRefundId === job.stripeRefundId,
      ) ?? null;
    const told = own ?? (job.isToBeMade ? await stripe.createRefund(job) : null);
    return { told, failed: null };
  } catch (error) {
    return { told: null, failed: failureOf(error) };
  }
}

/** Make a refund at Stripe, or see what became of it. */
export const settleRefund = internalAction({
  args: { refundId: v.id("refunds") },
  returns: v.null(),
  handler: async (ctx, { refundId }) => {
    const asked = { refundId, now: Date.now() };
    const job = await ctx.runQuery(internal.payments.jobs.nextRefund, asked);
    if (!job) return null;
    const stripe = findStripe();
    const outcome = stripe ? await attemptRefund(stripe, job) : { told: null, failed: NOT_SET_UP };
    await ctx.runMutation(internal.payments.jobs.recordRefund, { refundId, ...outcome });
    return null;
  },
});
