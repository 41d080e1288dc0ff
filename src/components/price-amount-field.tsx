import type { ReactNode, Ref } from "react";
import { usePriceProblem } from "../lib/use-price-problem";
import { PriceInput } from "./price-input";
import { Field } from "./ui/field";

type PriceAmountFieldProps = {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  name: string;
  amount: number;
  currency: string;
  /** An amount that cannot be read is handed on as NaN. */
  onChange: (amount: number) => void;
  ref?: Ref<HTMLInputElement>;
};

/** An amount in a currency that is chosen elsewhere. */
export function PriceAmountField({
  label,
  hint,
  error,
  currency,
  ...input
}: PriceAmountFieldProps) {
  const unread = usePriceProblem(currency)(input.amount);
  return (
    <Field
      label={
        <span>
          {label}
          <span className="sr-only"> ({currency.toUpperCase()})</span>
        </span>
      }
      hint={hint}
      error={unread ?? error}
    >
      {(control) => <PriceInput {...input} control={control} currency={currency} showsCurrency />}
    </Field>
  );
}
