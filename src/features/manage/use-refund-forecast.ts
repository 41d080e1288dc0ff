import { useQuery } from "convex/react";
import { api } from "../../../convex/_generated/api";
import { nextTier, refundOf } from "../../../core/money/refund";
import { useNow } from "../../lib/use-now";
import type { BookingLink } from "../../lib/use-payment-check";
import type { CustomerBooking } from "./customer-booking";

/** Amounts are minor units, instants epoch milliseconds. */
export type RefundForecast = {
  now: number;
  /** What was paid, or is reserved, and did not go back yet. */
  paid: number;
  /** What of it cancelling now gives back. */
  amount: number;
  /** When that is less, and how much it is then. */
  next: { at: number; amount: number } | null;
};

/** What cancelling gives back, by the function that decides it; undefined while loading, null where nothing was paid. */
export function useRefundForecast(
  booking: CustomerBooking,
  link: BookingLink,
): RefundForecast | null | undefined {
  const now = useNow(1_000);
  const sums = useQuery(api.payments.returnable, booking.price > 0 ? link : "skip");
  if (booking.price === 0) return null;
  if (sums === undefined) return undefined;
  const paid = sums.paid - sums.refunded;
  if (paid === 0) return null;
  const { start: startTime, currency, refundTiers: tiers } = booking;
  // A request that nobody decided yet is taken back whole.
  const isRequest = booking.status === "pending";
  const by = isRequest ? "system" : "customer";
  const amountAt = (at: number) =>
    refundOf({ tiers, startTime, ...sums, currency, by, now: at }).amount;
  const amount = amountAt(now);
  const tier = isRequest ? null : nextTier({ tiers, startTime, now });
  const next = tier && { at: tier.at, amount: amountAt(tier.at) };
  return { now, paid, amount, next: next?.amount === amount ? null : next };
}
