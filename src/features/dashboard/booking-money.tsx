import { useQuery } from "convex/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../../convex/_generated/api";
import { PaymentBadge } from "../../components/payment-badge";
import { Price } from "../../components/price";
import { Button } from "../../components/ui/button";
import type { ZoneClock } from "../../lib/zone-clock";
import { MoneyEntries } from "./money-entries";
import { NotePaid } from "./note-paid";
import { RefundForm } from "./refund-form";
import type { MemberBooking } from "./use-arrivals";
import { useMoneyWords } from "./use-money-words";

type BookingMoneyProps = { booking: MemberBooking; clock: ZoneClock };

/** What a booking costs, what of it was paid and given back, and what its member can do about that. */
export function BookingMoney({ booking, clock }: BookingMoneyProps) {
  const { t } = useTranslation("money");
  const { sentences } = useMoneyWords(booking);
  const { price, paymentStatus, owed } = booking;
  const money = useQuery(api.payments.list, price > 0 ? { bookingId: booking.id } : "skip");
  const hasState = paymentStatus !== "none" || owed > 0;
  return (
    <section aria-label={t("price")} data-testid="money" className="flex flex-col gap-3">
      <p className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <span className="text-muted">{t("price")}</span>
        <span className="flex items-center gap-3">
          {hasState && <PaymentBadge status={paymentStatus} />}
          <Price {...booking} className="font-semibold" />
        </span>
      </p>
      {sentences && <p className="text-[0.9375rem]">{sentences}</p>}
      {money && <MoneyEntries {...money} clock={clock} />}
      <MoneySteps
        booking={booking}
        refundable={sum((money?.payments ?? []).map(({ refundable }) => refundable))}
      />
    </section>
  );
}

type MoneyStepsProps = { booking: MemberBooking; refundable: number };

function MoneySteps({ booking, refundable }: MoneyStepsProps) {
  const { t } = useTranslation("money");
  const [doing, setDoing] = useState<"refund" | "notePaid" | null>(null);
  const stop = () => setDoing(null);
  if (doing === "refund") return <RefundForm {...{ booking, refundable }} onDone={stop} />;
  if (doing === "notePaid") return <NotePaid booking={booking} onDone={stop} />;
  return (
    <div className="flex flex-wrap gap-2 empty:hidden">
      {booking.owed > 0 && (
        <Button
          look="outline"
          size="small"
          data-testid="note-paid"
          onClick={() => setDoing("notePaid")}
        >
          {t("notePaid.start")}
        </Button>
      )}
      {refundable > 0 && (
        <Button look="outline" size="small" data-testid="refund" onClick={() => setDoing("refund")}>
          {t("refund.start")}
        </Button>
      )}
    </div>
  );
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
