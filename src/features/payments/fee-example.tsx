import type { FunctionReturnType } from "convex/server";
import { useTranslation } from "react-i18next";
import { splitFee } from "../../../core/money/amount";
import { findCurrency } from "../../../core/money/currency";
import type { api } from "../../../convex/_generated/api";
import { useMoney } from "../../lib/use-money";

/** A fee that cannot be read is NaN while it is being typed. */
export type PaymentSettings = FunctionReturnType<typeof api.payments.settings>;

type FeeExampleProps = { settings: PaymentSettings; currency: string };

/** What the settings come to for a booking at a hundred. */
export function FeeExample({ settings, currency }: FeeExampleProps) {
  const { t } = useTranslation("payments");
  const money = useMoney(currency);
  const known = findCurrency(currency);
  const { mode, feeBasisPoints, feeFixed } = settings;
  if (!known || Number.isNaN(feeBasisPoints) || Number.isNaN(feeFixed)) return null;
  const price = 100 * known.perMajor;
  const { fee, memberPart } = splitFee(price, settings, known);
  const write = (amount: number) => (amount === 0 ? t("settings.nothing") : money(amount));
  return (
    <p data-testid="fee-example" className="rounded-xl bg-sunken px-4 py-3 text-[0.9375rem]">
      {t(`settings.example.${mode}`, {
        price: write(price),
        fee: write(fee),
        part: write(memberPart),
      })}
    </p>
  );
}
