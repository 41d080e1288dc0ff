import type { FunctionReturnType } from "convex/server";
import type { api } from "../../../convex/_generated/api";
import type { OfferKey } from "../../lib/use-free-times";

export type Service = FunctionReturnType<typeof api.eventTypes.list>[number];

/** A service in one of its lengths. */
export type Offer = { service: Service; durationMin: number };

/** Whether it can be booked here today: what has a price waits for payments online. */
export function canBook({ price }: Service): boolean {
  return price === 0;
}

export function lengthsOf({ durationMin, otherDurationsMin }: Service): number[] {
  return [durationMin, ...otherDurationsMin].sort((a, b) => a - b);
}

/** The offer of a service in the length wished for, or in its standard one where that is none of its lengths. */
export function offerOf(service: Service, wishedMin: number | null | undefined): Offer {
  const wished = lengthsOf(service).find((length) => length === wishedMin);
  return { service, durationMin: wished ?? service.durationMin };
}

export function keyOf({ service, durationMin }: Offer): OfferKey {
  const isStandard = durationMin === service.durationMin;
  return { eventTypeId: service.id, ...(!isStandard && { durationMin }) };
}
