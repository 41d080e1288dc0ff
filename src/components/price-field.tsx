import { useState } from "react";
import { useTranslation } from "react-i18next";
import { parseAmount, toDecimal } from "../../core/money/amount";
import { findCurrency, listCurrencies } from "../../core/money/currency";
import { useRefusal } from "../lib/use-refusal";
import { Field } from "./ui/field";
import { Input, Select } from "./ui/input";

type Money = { price: number; currency: string };

type PriceFieldProps = Money & {
  label: string;
  hint?: string;
  error?: string | undefined;
  /** A price that cannot be read is handed on as NaN, which no validation lets pass. */
  onChange: (money: Money) => void;
};

/** An amount as people type it, kept as text until it can be read without rounding. */
export function PriceField({ price, currency, label, hint, error, onChange }: PriceFieldProps) {
  const { t } = useTranslation();
  const { problem } = useRefusal();
  const known = findCurrency(currency);
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? (known && !Number.isNaN(price) ? toDecimal(price, known) : "");

  const read = (next: string, code: string) => {
    const unit = findCurrency(code);
    const amount = unit && parseAmount(next.trim() === "" ? "0" : next.trim(), unit);
    setTyped(next);
    onChange({ price: amount?.ok ? amount.amount : NaN, currency: code });
  };

  return (
    <Field
      label={label}
      hint={hint}
      error={Number.isNaN(price) ? problem("price", "malformed") : error}
    >
      {(control) => (
        <div className="flex gap-2">
          <Input
            {...control}
            name="price"
            inputMode="decimal"
            value={text}
            onChange={({ target }) => read(target.value, currency)}
            onBlur={() => {
              if (!Number.isNaN(price)) setTyped(null);
            }}
          />
          <Select
            aria-label={t("currency")}
            name="currency"
            className="w-26 shrink-0"
            value={currency}
            onChange={({ target }) => read(text, target.value)}
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
