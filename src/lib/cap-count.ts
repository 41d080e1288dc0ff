/** At most so many bookings, or booked minutes, in a local day or week; null is no limit. */
type Cap = { per: "day" | "week"; count: number | null; minutes: number | null };

/** At most so many bookings in a day or week; null is no limit. */
export function capCount(caps: readonly Cap[], per: Cap["per"]): number | null {
  return caps.find((cap) => cap.per === per && cap.count !== null)?.count ?? null;
}

/** The caps with another limit to the number of bookings; limits to the booked minutes stay. */
export function withCapCount(caps: readonly Cap[], per: Cap["per"], count: number | null): Cap[] {
  const others = caps
    .map((cap) => (cap.per === per ? { ...cap, count: null } : cap))
    .filter((cap) => cap.count !== null || cap.minutes !== null);
  return count === null ? others : [...others, { per, count, minutes: null }];
}
