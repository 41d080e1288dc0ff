import { useTranslation } from "react-i18next";
import { PriceAmountField } from "../../components/price-amount-field";
import { useMoney } from "../../lib/use-money";
import { ReasonInput } from "../../components/reason-input";

/** `amount` is minor units, NaN while it cannot be read. */
export type RefundDraft = { amount: number; reason: string };

type RefundFieldsProps = {
  draft: RefundDraft;
  currency: string;
  most: number;
  error: string | undefined;
  onChange: (draft: RefundDraft) => void;
};

/** How much is given back, and why. */
export function RefundFields({ draft, currency, most, error, onChange }: RefundFieldsProps) {
  const { t } = useTranslation("money");
  const money = useMoney(currency);
  return (
    <>
      <PriceAmountField
        label={t("refund.amount")}
        hint={t("refund.most", { most: money(most) })}
        error={error}
        name="amount"
        amount={draft.amount}
        currency={currency}
        onChange={(amount) => onChange({ ...draft, amount })}
      />
      <ReasonInput
        label={t("refund.reason")}
        value={draft.reason}
        onChange={(reason) => onChange({ ...draft, reason })}
      />
    </>
  );
}
