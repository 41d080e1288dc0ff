/** What cancelling gives back. The backend refunds and the screen foretells with the same function. */
import { MINUTE_MS } from "../time/calendar.ts";
import { percentOf } from "./amount.ts";
import { findCurrency } from "./currency.ts";
import type { FieldProblem } from "./problems.ts";

/** Until `hoursBefore` the start, counted in elapsed hours, a customer who cancels gets `percent` of the money back. */
export type RefundTier = { hoursBefore: number; percent: number };

type Policy = { tiers: readonly RefundTier[]; startTime: number };
type Cancelling = Policy & {
  paid: number;
  refunded: number;
  currency: string;
  by: "customer" | "member" | "owner" | "system";
  now: number;
};

const HOUR_MS = 60 * MINUTE_MS;
export const MAX_TIERS = 5;
/** A year. */
const MAX_HOURS = 8_760;

/**
 * The percent and the amount, in minor units, that cancelling at `now` gives back; instants are epoch milliseconds. Customers get the
 * share of the tier that is reached, rounded half up, nothing once all tiers are past, and everything where there are no tiers. Whoever
 * else cancels gives everything back. What was refunded before counts: the amount is never negative, and never more than what is left.
 */
export function refundOf(cancelling: Cancelling): { percent: number; amount: number } {
  const { paid, refunded, by } = cancelling;
  const currency = findCurrency(cancelling.currency);
  if (!currency) throw new Error(`Money was paid in ${cancelling.currency}, which is unknown.`);
  const percent = by === "customer" ? percentAt(cancelling, cancelling.now) : 100;
  const owed = percentOf(paid, percent * 100, currency) - refunded;
  return { percent, amount: Math.max(0, Math.min(owed, paid - refunded)) };
}

/** A tier holds up to its last millisecond; the list begins with the earliest. */
function percentAt({ tiers, startTime }: Policy, now: number): number {
  if (tiers.length === 0) return 100;
  return tiers.find((tier) => now <= endOf(tier, startTime))?.percent ?? 0;
}

function endOf({ hoursBefore }: RefundTier, startTime: number): number {
  return startTime - hoursBefore * HOUR_MS;
}

/** The first millisecond at which the customer's percent is another one, and which; null when it does not change any more. */
export function nextTier(policy: Policy & { now: number }): { at: number; percent: number } | null {
  const { tiers, startTime, now } = policy;
  const current = percentAt(policy, now);
  for (const tier of tiers) {
    const at = endOf(tier, startTime) + 1;
    if (at <= now) continue;
    const percent = percentAt(policy, at);
    if (percent !== current) return { at, percent };
  }
  return null;
}

/** A stretch of time in which cancelling gives the same: until so many hours before the start, or, where null, from then on. */
export type RefundPhase = { untilHours: number | null; percent: number };

/** A policy as it is read out: no two neighbours give the same, and the last says what remains. Nothing follows the start. */
export function phasesOf(tiers: readonly RefundTier[]): RefundPhase[] {
  if (tiers.length === 0) return [{ untilHours: 0, percent: 100 }];
  const phases: RefundPhase[] = tiers.map((tier) => ({
    untilHours: tier.hoursBefore,
    percent: tier.percent,
  }));
  if (tiers.at(-1)?.hoursBefore !== 0) phases.push({ untilHours: null, percent: 0 });
  return phases.filter(({ percent }, at) => percent !== phases[at + 1]?.percent);
}

/**
 * What is wrong with a cancellation policy, by field, such as "refundTiers[1].percent"; [] when nothing. Hours are whole, from 0 to a
 * year, and fall from tier to tier; percents are whole, from 0 to 100, and never rise towards the start.
 */
export function problemsOfTiers(tiers: readonly RefundTier[]): FieldProblem[] {
  if (tiers.length > MAX_TIERS) return [{ field: "refundTiers", problem: "TOO_MANY_TIERS" }];
  return tiers.flatMap(({ hoursBefore, percent }, at) => {
    const before = tiers[at - 1];
    const field = `refundTiers[${String(at)}]`;
    const problems: FieldProblem[] = [];
    if (!isWhole(hoursBefore, MAX_HOURS)) {
      problems.push({ field: `${field}.hoursBefore`, problem: "BAD_HOURS" });
    } else if (before && hoursBefore >= before.hoursBefore) {
      problems.push({ field: `${field}.hoursBefore`, problem: "HOURS_NOT_FALLING" });
    }
    if (!isWhole(percent, 100)) {
      problems.push({ field: `${field}.percent`, problem: "BAD_PERCENT" });
    } else if (before && percent > before.percent) {
      problems.push({ field: `${field}.percent`, problem: "PERCENT_RISING" });
    }
    return problems;
  });
}

function isWhole(value: number, most: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= most;
}
