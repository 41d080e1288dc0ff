/** What is asked of a slot, put together from what a service says and what its member says where the service is silent. */
import type { Cap, Terms } from "./types.ts";

/** A cap as it is stored: null is no limit. */
export type StoredCap = { per: Cap["per"]; count: number | null; minutes: number | null };

/** What a member says for all services. `horizonDays` null is any distance. */
export type MemberTerms = {
  intervalMin: number;
  bufferBeforeMin: number;
  bufferAfterMin: number;
  noticeMin: number;
  horizonDays: number | null;
  caps: readonly StoredCap[];
};

/** What a service says; null is the member's own. `number` tells it from the member's other services. */
export type ServiceTerms = {
  number: number;
  durationMin: number;
  otherDurationsMin: readonly number[];
  intervalMin: number | null;
  bufferBeforeMin: number | null;
  bufferAfterMin: number | null;
  noticeMin: number | null;
  offsetMin: number;
  firstOfDay: boolean;
  firstDate: string | null;
  lastDate: string | null;
  caps: readonly StoredCap[];
};

/** The terms of a service in its usual length, or in the one wished for. */
export function termsOf(
  service: ServiceTerms,
  member: MemberTerms,
  durationMin = service.durationMin,
): Terms {
  const { firstDate, lastDate } = service;
  const caps = [...capTerms(member.caps, "member"), ...capTerms(service.caps, "eventType")];
  return {
    durationMin,
    durationsMin: [service.durationMin, ...service.otherDurationsMin],
    intervalMin: service.intervalMin ?? member.intervalMin,
    bufferBeforeMin: service.bufferBeforeMin ?? member.bufferBeforeMin,
    bufferAfterMin: service.bufferAfterMin ?? member.bufferAfterMin,
    noticeMin: service.noticeMin ?? member.noticeMin,
    offsetMin: service.offsetMin,
    firstOfDay: service.firstOfDay,
    eventTypeId: String(service.number),
    ...(member.horizonDays !== null && { horizonMin: member.horizonDays * 24 * 60 }),
    ...(firstDate !== null && { firstDate }),
    ...(lastDate !== null && { lastDate }),
    ...(caps.length > 0 && { caps }),
  };
}

/** Caps as the slot rule reads them; `of` says whose bookings they count. */
export function capTerms(caps: readonly StoredCap[], of: Cap["of"]): Cap[] {
  return caps.map(({ per, count, minutes }) => ({
    per,
    of,
    ...(count !== null && { count }),
    ...(minutes !== null && { minutes }),
  }));
}
