import type { Ref } from "react";
import { useTranslation } from "react-i18next";
import { findCurrency } from "../../../core/money/currency";
import { PriceAmountField } from "../../components/price-amount-field";
import { useMoney } from "../../lib/use-money";
import { namedOf, quoteOf, type Offer } from "./offer";

type OfferAmountProps = {
  offer: Offer;
  /** An amount that cannot be read is NaN. */
  onName: (amount: number) => void;
  ref: Ref<HTMLInputElement>;
};

/** How much the visitor wants to pay, where the service leaves that to them. */
export function OfferAmount({ offer, onName, ref }: OfferAmountProps) {
  const { t } = useTranslation("booking");
  const { currency, minPrice } = offer.service;
  const money = useMoney(currency);
  const amount = namedOf(offer);
  if (amount === null) return null;
  const priced = quoteOf(offer);
  const least = minPrice > 0 ? minPrice : (findCurrency(currency)?.minCharge ?? 0);
  const wrong = () => {
    if (amount > least) return t("amount.tooLarge");
    return t(minPrice > 0 ? "amount.atLeast" : "amount.nothingOrAtLeast", { least: money(least) });
  };
  const hint = minPrice > 0 ? t("amount.atLeast", { least: money(least) }) : t("amount.any");
  return (
    <PriceAmountField
      label={t("amount.label")}
      {...(priced.ok ? { hint } : { error: wrong() })}
      name="amount"
      amount={amount}
      currency={currency}
      onChange={onName}
      ref={ref}
    />
  );
}
