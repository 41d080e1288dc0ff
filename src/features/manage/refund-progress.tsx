import { useQuery } from "convex/react";
import { useTranslation } from "react-i18next";
import { api } from "../../../convex/_generated/api";
import { useMoney } from "../../lib/use-money";
import type { BookingLink } from "../../lib/use-payment-check";
import type { CustomerBooking } from "./customer-booking";

type RefundProgressProps = { booking: CustomerBooking; link: BookingLink };

/** How far the money that goes back has come. Live. */
export function RefundProgress({ booking, link }: RefundProgressProps) {
  const { t } = useTranslation("checkout");
  const money = useMoney(booking.currency);
  const receipt = useQuery(api.payments.receipt, booking.refundedAmount > 0 ? link : "skip");
  const refunds = receipt?.refunds ?? [];
  const sumOf = (isDone: boolean) =>
    refunds
      .filter(({ status }) => (status === "succeeded") === isDone)
      .reduce((total, { amount }) => total + amount, 0);
  const [done, wanted] = [sumOf(true), sumOf(false)];
  return (
    <div aria-live="polite" className="flex flex-col gap-1 text-sm text-muted empty:hidden">
      {wanted > 0 && (
        <p data-testid="refund-wanted">{t("story.refundWanted", { amount: money(wanted) })}</p>
      )}
      {done > 0 && (
        <p data-testid="refund-done">{t("story.refundDone", { amount: money(done) })}</p>
      )}
    </div>
  );
}
