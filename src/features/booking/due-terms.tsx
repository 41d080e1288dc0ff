import { useTranslation } from "react-i18next";
import { dueNow } from "../../../core/money/quote";
import type { RefundTier } from "../../../core/money/refund";
import { BookingPolicyRefunds } from "../../components/booking-policy-refunds";
import { MoneyLines } from "../../components/money-lines";
import type { Due } from "./reservation";

type DueTermsProps = { due: Due; tiers: readonly RefundTier[] };

/** What is due when, and what comes back on cancelling. */
export function DueTerms({ due, tiers }: DueTermsProps) {
  const { t } = useTranslation("checkout");
  const { price, deposit, currency } = due;
  const now = dueNow(due);
  return (
    <>
      <MoneyLines
        currency={currency}
        lines={[
          { term: t("price"), amount: deposit > 0 ? price : 0 },
          { term: t(deposit > 0 ? "deposit" : "dueNow"), amount: now, isStrong: true },
          { term: t("atAppointment"), amount: price - now },
        ]}
      />
      <div className="text-sm text-muted">
        <h2 className="font-semibold text-ink">{t("refundPolicy")}</h2>
        <BookingPolicyRefunds tiers={tiers} />
      </div>
    </>
  );
}
