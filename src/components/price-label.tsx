import { useTranslation } from "react-i18next";
import type { Pricing } from "../../core/money/quote";
import { useMoney } from "../lib/use-money";

type PriceLabelProps = {
  service: Pick<Pricing, "pricing" | "price" | "durationPrices" | "currency">;
  className?: string;
};

/** What a service costs, in a word or two: its price, the lowest of several, or that the customer chooses. */
export function PriceLabel({ service, className }: PriceLabelProps) {
  const { t } = useTranslation();
  const money = useMoney(service.currency);
  const prices = [service.price, ...service.durationPrices.map(({ price }) => price)];
  const [lowest, highest] = [Math.min(...prices), Math.max(...prices)];
  const text = () => {
    if (service.pricing === "named") return t("price.youChoose");
    return lowest < highest ? t("price.from", { price: money(lowest) }) : money(lowest);
  };
  return <span className={className}>{text()}</span>;
}
