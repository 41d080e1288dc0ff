import { useQuery } from "convex/react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../../convex/_generated/api";
import { Checkout } from "../../components/checkout";
import { useBankReturn } from "../../lib/bank-return";
import { useMoney } from "../../lib/use-money";
import type { BookingLink } from "../../lib/use-payment-check";
import type { CustomerBooking } from "./customer-booking";
import { keepToken } from "./kept-token";

type PayHoldProps = { booking: CustomerBooking; link: BookingLink };

/** Pays for a time that is still held, where a mail has said that it runs out: the tab in which it was begun may be gone. */
export function PayHold({ booking, link }: PayHoldProps) {
  const { t } = useTranslation("checkout");
  const bank = useBankReturn();
  const [isSubmitted, setSubmitted] = useState(bank !== null && bank !== "failed");
  const checkout = useQuery(api.payments.checkout, link);
  const money = useMoney(booking.currency);
  const { bookingId, token } = link;
  useEffect(() => {
    if (token !== undefined) keepToken(bookingId, token);
  }, [bookingId, token]);
  if (!checkout) return null;
  const label = booking.deposit > 0 ? "pay.deposit" : "pay.price";
  return (
    <section data-testid="pay-hold" className="print:hidden">
      <Checkout
        link={link}
        submitLabel={t(label, { amount: money(checkout.amount) })}
        payer={null}
        isSubmitted={isSubmitted}
        onPaid={() => setSubmitted(true)}
      />
    </section>
  );
}
