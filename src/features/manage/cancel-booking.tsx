import { useState } from "react";
import { errorOf } from "../../../core/errors";
import { CancelForm } from "../../components/cancel-form";
import { Skeleton } from "../../components/ui/skeleton";
import type { BookingLink } from "../../lib/use-payment-check";
import type { ZoneClock } from "../../lib/zone-clock";
import type { CustomerBooking } from "./customer-booking";
import { RefundForetold } from "./refund-foretold";
import { useRefundForecast } from "./use-refund-forecast";

type CancelBookingProps = {
  booking: CustomerBooking;
  link: BookingLink;
  clock: ZoneClock;
  onEnd: () => void;
};

/** Cancels for what is said to come back, or not at all. */
export function CancelBooking({ booking, link, clock, onEnd }: CancelBookingProps) {
  const found = useRefundForecast(booking, link);
  /** What the backend says, where this device's clock is behind its own. */
  const [corrected, setCorrected] = useState<number | null>(null);
  const forecast = found && { ...found, amount: Math.min(found.amount, corrected ?? Infinity) };
  const { currency, status, paymentStatus } = booking;
  return (
    <CancelForm
      {...link}
      refund={forecast?.amount}
      onKeep={onEnd}
      onCancelled={onEnd}
      onRefused={(thrown) => {
        const refusal = errorOf(thrown);
        if (refusal?.code === "REFUND_CHANGED") setCorrected(Number(refusal.amount));
      }}
    >
      {forecast === undefined && <Skeleton className="h-12" />}
      {forecast && (
        <RefundForetold
          {...{ forecast, currency, clock }}
          isReserved={status === "pending" && paymentStatus === "authorized"}
        />
      )}
    </CancelForm>
  );
}
