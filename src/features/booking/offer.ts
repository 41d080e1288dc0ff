import type { FunctionReturnType } from "convex/server";
import { priceOfLength, quotePrice } from "../../../core/money/quote";
import type { api } from "../../../convex/_generated/api";
import type { OfferKey } from "../../lib/use-free-times";

export type Service = FunctionReturnType<typeof api.eventTypes.list>[number];

/** A service in one of its lengths, at the price that the visitor names where that is left to them: minor units, NaN if unreadable. */
export type Offer = { service: Service; durationMin: number; named: number | null };

/** The platform's part is none of the visitor's business. */
const NO_FEE = { feeBasisPoints: 0, feeFixed: 0 };

/** Whether it can be booked here now: what may cost something needs a way to pay. */
export function canBook(service: Service, isPayable: boolean): boolean {
  return isPayable || !canCost(service);
}

/** Whether any of its lengths has a price. */
export function canCost({ pricing, price, durationPrices }: Service): boolean {
  return pricing === "named" || [price, ...durationPrices.map((each) => each.price)].some(Boolean);
}

export function lengthsOf({ durationMin, otherDurationsMin }: Service): number[] {
  return [durationMin, ...otherDurationsMin].sort((a, b) => a - b);
}

type Wished = { durationMin?: number | null | undefined; named?: number | null | undefined };

/** The offer of a service in the length wished for, or in its standard one where that is none of its lengths. */
export function offerOf(service: Service, { durationMin, named = null }: Wished): Offer {
  const wished = lengthsOf(service).find((length) => length === durationMin);
  const isNamed = service.pricing === "named";
  return { service, durationMin: wished ?? service.durationMin, named: isNamed ? named : null };
}

export function keyOf({ service, durationMin }: Offer): OfferKey {
  const isStandard = durationMin === service.durationMin;
  return { eventTypeId: service.id, ...(!isStandard && { durationMin }) };
}

/** What the offer will cost, as the backend will say it when the time is held. */
export function quoteOf({ service, ...chosen }: Offer): ReturnType<typeof quotePrice> {
  return quotePrice(service, chosen, NO_FEE);
}

/** The amount that is named, until then the suggestion, where the visitor chooses; null where the price is fixed. */
export function namedOf({ service, durationMin, named }: Offer): number | null {
  return service.pricing === "named" ? (named ?? priceOfLength(service, durationMin)) : null;
}
