import { useTranslation } from "react-i18next";
import { useMoney } from "../lib/use-money";

type PriceDueProps = { price: number; deposit: number; currency: string; className?: string };

/** When a price is paid: nothing is said where all of it is due at once. Amounts are minor units. */
export function PriceDue({ price, deposit, currency, className }: PriceDueProps) {
  const { t } = useTranslation();
  const money = useMoney(currency);
  if (deposit === 0) return null;
  return (
    <span className={className}>
      {t("price.due", { now: money(deposit), rest: money(price - deposit) })}
    </span>
  );
}
