import { useState } from "react";
import { useTranslation } from "react-i18next";
import { parseAmount, toDecimal } from "../../../core/money/amount";
import type { Currency } from "../../../core/money/currency";
import { Field } from "../../components/ui/field";
import { Input } from "../../components/ui/input";

/** Percents are read like amounts, in hundredths and without rounding. */
const PERCENT: Currency = { code: "", decimals: 2, perMajor: 100, step: 1, minCharge: 0 };
const ALL = 10_000;

type PercentFieldProps = {
  label: string;
  name: string;
  /** Hundredths of a percent. */
  basisPoints: number;
  /** What cannot be read is handed on as NaN. */
  onChange: (basisPoints: number) => void;
};

/** A percent from 0 to 100 with up to two decimals. */
export function PercentField({ label, name, basisPoints, onChange }: PercentFieldProps) {
  const { t } = useTranslation("payments");
  const [typed, setTyped] = useState<string | null>(null);
  const isWrong = Number.isNaN(basisPoints);
  return (
    <Field label={label} error={isWrong ? t("settings.percentProblem") : undefined}>
      {(control) => (
        <div className="relative">
          <Input
            {...control}
            name={name}
            inputMode="decimal"
            autoComplete="off"
            className="pe-10"
            value={typed ?? (isWrong ? "" : plain(basisPoints))}
            onChange={({ target }) => {
              const read = parseAmount(target.value.trim() || "0", PERCENT);
              setTyped(target.value);
              onChange(read.ok && read.amount <= ALL ? read.amount : NaN);
            }}
            onBlur={() => {
              if (!isWrong) setTyped(null);
            }}
          />
          <span
            aria-hidden
            className="pointer-events-none absolute inset-y-0 end-3.5 grid place-items-center text-sm text-muted"
          >
            %
          </span>
        </div>
      )}
    </Field>
  );
}

/** "7.5" and "10", not "7.50" and "10.00". */
function plain(basisPoints: number): string {
  return toDecimal(basisPoints, PERCENT).replace(/\.?0+$/, "");
}
