import { useTranslation } from "react-i18next";
import { sameNumberIn } from "../../core/money/amount";
import { findCurrency, listCurrencies } from "../../core/money/currency";
import { usePriceProblem } from "../lib/use-price-problem";
import { PriceInput } from "./price-input";
import { Field } from "./ui/field";
import { Select } from "./ui/input";

type Money = { price: number; currency: string };

type PriceFieldProps = Money & {
  label: string;
  hint?: string;
  error?: string | undefined;
  /** A price that cannot be read is handed on as NaN, which no validation lets pass. */
  onChange: (money: Money) => void;
};

/** A price and its currency. Another currency keeps the number that stands there. */
export function PriceField({ price, currency, label, hint, error, onChange }: PriceFieldProps) {
  const { t } = useTranslation();
  const unread = usePriceProblem(currency)(price);
  return (
    <Field label={label} hint={hint} error={unread ?? error}>
      {(control) => (
        <div className="flex gap-2">
          <PriceInput
            control={control}
            name="price"
            amount={price}
            currency={currency}
            onChange={(amount) => onChange({ price: amount, currency })}
          />
          <Select
            aria-label={t("currency")}
            name="currency"
            className="w-26 shrink-0"
            value={currency}
            onChange={({ target }) => {
              const [from, to] = [findCurrency(currency), findCurrency(target.value)];
              const kept = from && to && sameNumberIn(price, from, to);
              onChange({ price: kept ?? NaN, currency: target.value });
            }}
          >
            {listCurrencies().map(({ code }) => (
              <option key={code} value={code}>
                {code.toUpperCase()}
              </option>
            ))}
          </Select>
        </div>
      )}
    </Field>
  );
}
