import { useTranslation } from "react-i18next";
import { findCurrency } from "../../core/money/currency";
import { formatMoney } from "../../core/money/format";

/** Writes sums, in minor units of a currency, as the reader does. */
export function useSum(currency: string): (amount: number) => string {
  const { i18n } = useTranslation();
  const known = findCurrency(currency);
  return (amount) => (known ? formatMoney(amount, known, i18n.language) : String(amount));
}

/** The same for prices: nothing to pay is said in words. */
export function useMoney(currency: string): (price: number) => string {
  const { t } = useTranslation();
  const sum = useSum(currency);
  return (price) => (price === 0 ? t("free") : sum(price));
}
