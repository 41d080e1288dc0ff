import { useTranslation } from "react-i18next";
import { PriceAmountField } from "../../components/price-amount-field";
import { Field } from "../../components/ui/field";
import { Textarea } from "../../components/ui/input";
import { useMoney } from "../../lib/use-money";

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
  const { t } = useTranslation(["money", "common"]);
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
      <Field label={t("refund.reason")} optional={t("common:optional")}>
        {(control) => (
          <Textarea
            {...control}
            name="reason"
            rows={2}
            maxLength={500}
            value={draft.reason}
            onChange={({ target }) => onChange({ ...draft, reason: target.value })}
          />
        )}
      </Field>
    </>
  );
}
