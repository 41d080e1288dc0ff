import { useState, type Ref } from "react";
import { parseAmount, toDecimal } from "../../core/money/amount";
import { findCurrency } from "../../core/money/currency";
import type { FieldControl } from "./ui/field";
import { Input } from "./ui/input";

type PriceInputProps = {
  control: FieldControl;
  name: string;
  amount: number;
  currency: string;
  /** An amount that cannot be read is handed on as NaN, which no validation lets pass. */
  onChange: (amount: number) => void;
  /** Whether the currency stands in the field, where nothing beside it says it. */
  showsCurrency?: boolean;
  ref?: Ref<HTMLInputElement>;
};

/** An amount as people type it, kept as text until it can be read without rounding. */
export function PriceInput(props: PriceInputProps) {
  const { control, name, amount, currency, onChange, showsCurrency = false, ref } = props;
  const known = findCurrency(currency);
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? (known && !Number.isNaN(amount) ? toDecimal(amount, known) : "");
  return (
    <div className="relative w-full">
      <Input
        {...control}
        ref={ref}
        name={name}
        inputMode="decimal"
        autoComplete="off"
        className={showsCurrency ? "pe-14" : ""}
        value={text}
        onChange={({ target }) => {
          const read = known && parseAmount(target.value.trim() || "0", known);
          setTyped(target.value);
          onChange(read?.ok ? read.amount : NaN);
        }}
        onBlur={() => {
          if (!Number.isNaN(amount)) setTyped(null);
        }}
      />
      {showsCurrency && (
        <span
          aria-hidden
          className="pointer-events-none absolute inset-y-0 end-3.5 grid place-items-center text-sm text-muted"
        >
          {currency.toUpperCase()}
        </span>
      )}
    </div>
  );
}
