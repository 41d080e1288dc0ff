/** Decides one request with the rule that makes the list. */
import { offersAt } from "./engine.ts";
import { explain, isTaken, type ReasonCode } from "./explain.ts";
import type { BusyRow, Schedule, Terms } from "./types.ts";

/** `taken`: it was on offer and somebody has it now. Otherwise it never was on offer. */
export type Verdict = { ok: true } | { ok: false; reason: ReasonCode; taken: boolean };

/** Whether `start` is on offer at `now`. `busy` as for `slotsOf` with a range that holds `start`. */
export function checkSlot(
  schedule: Schedule,
  terms: Terms,
  request: { busy: readonly BusyRow[]; start: number; now: number },
): Verdict {
  const { start } = request;
  const offers = offersAt(schedule, terms, { ...request, from: start, to: start + 1 });
  if (offers.includes(start)) return { ok: true };
  const [reason] = explain(schedule, terms, request);
  if (!reason)
    throw new Error(`No reason is known against ${String(start)}, yet it is not on offer`);
  return { ok: false, reason: reason.code, taken: isTaken(reason) };
}

/** The `count` starts nearest to `wanted`, ascending: what to offer when it is gone. */
export function nearestSlots(starts: readonly number[], wanted: number, count: number): number[] {
  return [...starts]
    .sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted) || a - b)
    .slice(0, count)
    .sort((a, b) => a - b);
}
