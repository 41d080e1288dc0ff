import type { CapDraft } from "./draft";

/** At most so many bookings in a day or week; null is no limit. */
export function capCount(caps: readonly CapDraft[], per: CapDraft["per"]): number | null {
  return caps.find((cap) => cap.per === per && cap.count !== null)?.count ?? null;
}

/** The caps with another limit to the number of bookings; limits to the booked minutes stay. */
export function withCapCount(
  caps: readonly CapDraft[],
  per: CapDraft["per"],
  count: number | null,
): CapDraft[] {
  const others = caps
    .map((cap) => (cap.per === per ? { ...cap, count: null } : cap))
    .filter((cap) => cap.count !== null || cap.minutes !== null);
  return count === null ? others : [...others, { per, count, minutes: null }];
}
