import { useTranslation } from "react-i18next";
import type { Status } from "../../core/bookings/lifecycle";
import { dueNow } from "../../core/money/quote";
import type { PaymentStatus } from "../../core/money/settlement";
import { useMoney } from "../lib/use-money";
import { MoneyLines } from "./money-lines";
import { PaymentBadge } from "./payment-badge";

/** What a customer sees of a booking's money. Amounts are minor units. */
export type PricedBooking = {
  status: Status;
  price: number;
  deposit: number;
  currency: string;
  paymentStatus: PaymentStatus;
  paidAmount: number;
  refundedAmount: number;
  owed: number;
  canPayOnline: boolean;
  member: { name: string };
};

/** How a booking's money stands: its state in a word, the sums, and what happens next. Nothing for what is free. */
export function BookingMoney({ booking }: { booking: PricedBooking }) {
  const { t } = useTranslation("checkout");
  const { price, currency, paymentStatus, paidAmount, refundedAmount, owed } = booking;
  const isReserved = paymentStatus === "authorized";
  if (price === 0) return null;
  return (
    <section aria-label={t("title")} data-testid="booking-money" className="flex flex-col gap-2">
      <div className="flex items-center justify-between gap-4">
        <h2 className="font-semibold">{t("title")}</h2>
        <PaymentBadge status={paymentStatus} />
      </div>
      <MoneyLines
        currency={currency}
        lines={[
          { term: t("price"), amount: price },
          { term: t("reserved"), amount: isReserved ? dueNow(booking) : 0 },
          { term: t("paid"), amount: paidAmount },
          { term: t("givenBack"), amount: refundedAmount },
          { term: t("owed"), amount: isReserved ? 0 : owed, isStrong: true },
        ]}
      />
      <Story booking={booking} />
    </section>
  );
}

/** What there is to know beyond the sums. */
function Story({ booking }: { booking: PricedBooking }) {
  const { t } = useTranslation("checkout");
  const money = useMoney(booking.currency);
  const { status, paymentStatus, owed, member, paidAmount, refundedAmount } = booking;
  const isOver = status === "cancelled" || status === "declined" || status === "expired";
  const text = () => {
    if (paymentStatus === "authorized") {
      if (status === "pending") return t("story.reserved", member);
      return t(isOver ? "story.releasing" : "story.charging");
    }
    if (paymentStatus === "none" && isOver) return t("story.released");
    if (isOver && paidAmount > refundedAmount) {
      return t("story.kept", { amount: money(paidAmount - refundedAmount) });
    }
    if (paymentStatus === "failed" && owed > 0) return t("story.failed");
    if (owed > 0 && status === "confirmed") {
      return t(booking.canPayOnline ? "rest.either" : "rest.inPerson", { amount: money(owed) });
    }
    return null;
  };
  const sentence = text();
  return sentence && <p className="text-sm text-muted">{sentence}</p>;
}
