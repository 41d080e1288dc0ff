import type { ZoneRules } from "../../../core/time/rules";

/** The clock of a zone over two stretches that overlap, such as two years in a row: from the first to the end of the second. */
export function joinRules(first: ZoneRules, second: ZoneRules): ZoneRules {
  if (second.to <= first.to) return first;
  const further = second.at.filter((instant) => instant >= first.to);
  return {
    ...first,
    to: second.to,
    at: [...first.at, ...further],
    offsets: [...first.offsets, ...second.offsets.slice(second.offsets.length - further.length)],
  };
}
