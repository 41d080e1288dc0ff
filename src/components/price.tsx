import { useTranslation } from "react-i18next";
import { findCurrency } from "../../core/money/currency";
import { formatMoney } from "../../core/money/format";

type PriceProps = { price: number; currency: string; className?: string };

/** An amount in minor units as its reader writes it; nothing to pay is said in words. */
export function Price({ price, currency, className }: PriceProps) {
  const { t, i18n } = useTranslation();
  const known = findCurrency(currency);
  const text = price === 0 || !known ? t("free") : formatMoney(price, known, i18n.language);
  return <span className={className}>{text}</span>;
}
