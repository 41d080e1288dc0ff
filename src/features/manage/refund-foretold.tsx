import { useQuery } from "convex/react";
import { useTranslation } from "react-i18next";
import { api } from "../../../convex/_generated/api";
import { nextTier, refundOf } from "../../../core/money/refund";
import { MINUTE_MS } from "../../../core/time/calendar";
import { Skeleton } from "../../components/ui/skeleton";
import { useMoney } from "../../lib/use-money";
import { useNow } from "../../lib/use-now";
import type { BookingLink } from "../../lib/use-payment-check";
import type { ZoneClock } from "../../lib/zone-clock";
import type { CustomerBooking } from "./customer-booking";

type RefundForetoldProps = { booking: CustomerBooking; link: BookingLink; clock: ZoneClock };

/** What cancelling now gives back, and when that changes, by the function that decides it. Nothing where nothing was paid. */
export function RefundForetold({ booking, link, clock }: RefundForetoldProps) {
  const { t } = useTranslation("checkout");
  const money = useMoney(booking.currency);
  const now = useNow(1_000);
  const sums = useQuery(api.payments.returnable, booking.price > 0 ? link : "skip");
  if (booking.price === 0) return null;
  if (sums === undefined) return <Skeleton className="h-12" />;
  const { start: startTime, currency, refundTiers: tiers } = booking;
  const isRequest = booking.status === "pending";
  const by = isRequest ? "system" : "customer";
  const amountAt = (at: number) =>
    refundOf({ tiers, startTime, ...sums, currency, by, now: at }).amount;
  const left = sums.paid - sums.refunded;
  const amount = amountAt(now);
  const next = isRequest ? null : nextTier({ tiers, startTime, now });
  const after = next && amountAt(next.at);
  if (left === 0) return null;
  const sentence = () => {
    const said = { amount: money(amount), paid: money(left) };
    if (booking.paymentStatus === "authorized" && isRequest) return t("cancelling.reserved", said);
    if (amount === 0) return t("cancelling.nothing", said);
    return t(amount === left ? "cancelling.all" : "cancelling.part", said);
  };
  return (
    <div data-testid="refund-foretold" data-amount={amount} className="flex flex-col gap-1">
      <p aria-live="polite" className="font-semibold">
        {sentence()}
      </p>
      {next && after !== null && after !== amount && (
        <p className="text-sm text-muted">
          {t(after === 0 ? "cancelling.thenNothing" : "cancelling.thenPart", {
            time: clock.at(next.at).dateTime(wholeMinute(next.at)),
            amount: money(after),
          })}{" "}
          <span role="timer" className="tabular-nums">
            {t("cancelling.in", { left: countdown(next.at - now) })}
          </span>
        </p>
      )}
    </div>
  );
}

/** A tier holds through its last millisecond: what follows is read as the minute it begins with. */
function wholeMinute(ms: number): number {
  return Math.floor(ms / MINUTE_MS) * MINUTE_MS;
}

const DAY_S = 24 * 60 * 60;

/** "3 d 04:05:06", and without days once there are none. */
function countdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1_000));
  const pad = (value: number) => String(Math.floor(value)).padStart(2, "0");
  const days = Math.floor(seconds / DAY_S);
  const clock = [pad((seconds % DAY_S) / 3600), pad((seconds / 60) % 60), pad(seconds % 60)];
  return (days > 0 ? `${days} d ` : "") + clock.join(":");
}
