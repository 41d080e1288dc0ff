import { findCurrency } from "../../core/money/currency.ts";
import { feeOfPart, quotePrice, type PlatformFee } from "../../core/money/quote.ts";
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import type { Place } from "../availability/model";
import { fail } from "../errors";
import * as Payments from "../payments/model";
import type { Quote } from "./lifecycle";

const NOBODY = { mode: "platform", account: null } as const;

/** The fixed fee is in the marketplace's money: on prices in other money only the percentage is taken. */
async function feeFor(ctx: QueryCtx, eventType: Doc<"eventTypes">): Promise<PlatformFee> {
  const tenant = await ctx.db.get("tenants", eventType.tenantId);
  if (!tenant) throw new Error("A service outlived its tenant.");
  const { feeBasisPoints, feeFixed } = tenant.payments;
  const isOwnMoney = findCurrency(tenant.currency)?.code === eventType.currency;
  return { feeBasisPoints, feeFixed: isOwnMoney ? feeFixed : 0 };
}

/**
 * What is promised for a place of a service, fixed from here on. `named` is the price that the customer names, where the service leaves it
 * to them; it is refused where it does not.
 */
export async function quoteOf(
  ctx: QueryCtx,
  eventType: Doc<"eventTypes">,
  { place, named = null }: { place: Place; named?: number | null },
): Promise<Quote> {
  const { currency, approval, refundTiers } = eventType;
  const { durationMin, bufferBeforeMin, bufferAfterMin } = place.terms;
  const { cancelNoticeMin, rescheduleNoticeMin, maxReschedules } = eventType;
  const platformFee = await feeFor(ctx, eventType);
  const priced = quotePrice(eventType, { durationMin, named }, platformFee);
  if (!priced.ok) return fail(priced.code, { minimum: eventType.minPrice, currency });
  return {
    ...priced.quote,
    currency,
    depositFee: feeOfPart({ ...priced.quote, currency }, "deposit", platformFee),
    payee: (await Payments.findPayee(ctx, eventType)) ?? NOBODY,
    refundTiers,
    durationMin,
    bufferBeforeMin,
    bufferAfterMin,
    approval,
    cancelNoticeMin,
    rescheduleNoticeMin,
    maxReschedules,
  };
}
