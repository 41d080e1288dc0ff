import { useTranslation } from "react-i18next";
import { findCurrency } from "../../core/money/currency";
import { formatMoney } from "../../core/money/format";

/** Writes amounts, in minor units of a currency, as the reader does; nothing to pay is said in words. */
export function useMoney(currency: string): (amount: number) => string {
  const { t, i18n } = useTranslation();
  const known = findCurrency(currency);
  return (amount) =>
    amount === 0 || !known ? t("free") : formatMoney(amount, known, i18n.language);
}
