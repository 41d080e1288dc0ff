import type { PaginationOptions } from "convex/server";
import { v, type Infer } from "convex/values";
import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { boundedPage } from "../pages";
import { subjectFields, subjectOf } from "./subjects";
import { payments, refunds } from "./tables";

/** More parts than this are given back by nobody. */
const MAX_REFUNDS = 50;

/** Money that came in for a booking, with what of it went back. Amounts are minor units of `currency`. */
export const receivedView = payments.validator
  .pick("part", "channel", "currency", "received", "refunded", "fee", "method", "dispute")
  .extend({
    ...subjectFields,
    id: v.id("payments"),
    at: v.number(),
    refunds: v.array(refunds.validator.pick("amount", "why", "status").extend({ at: v.number() })),
  });

async function receivedViewOf(
  ctx: QueryCtx,
  payment: Doc<"payments">,
): Promise<Infer<typeof receivedView>> {
  const { _id: id, part, channel, currency, received, refunded, fee, method, dispute } = payment;
  const givenBack = await ctx.db
    .query("refunds")
    .withIndex("by_paymentId", (q) => q.eq("paymentId", id))
    .take(MAX_REFUNDS);
  return {
    ...(await subjectOf(ctx, payment)),
    ...{
      id,
      part,
      channel,
      currency,
      received,
      refunded,
      fee,
      method,
      ...(dispute && { dispute }),
    },
    at: payment.receivedAt ?? payment._creationTime,
    refunds: givenBack.map(({ amount, why, status, _creationTime: at }) => {
      return { amount, why, status, at };
    }),
  };
}

/** What a marketplace's bookings brought in, the latest first, a page at a time. */
export async function pageOfReceived(
  ctx: QueryCtx,
  tenantId: Id<"tenants">,
  paginationOpts: PaginationOptions,
) {
  const result = await ctx.db
    .query("payments")
    // What was never received has no such instant.
    .withIndex("by_tenantId_and_receivedAt", (q) => q.eq("tenantId", tenantId).gt("receivedAt", 0))
    .order("desc")
    .paginate(boundedPage(paginationOpts));
  const views = result.page.map((payment) => receivedViewOf(ctx, payment));
  return { ...result, page: await Promise.all(views) };
}
