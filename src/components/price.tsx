import { useMoney } from "../lib/use-money";

type PriceProps = { price: number; currency: string; className?: string };

/** An amount in minor units as its reader writes it. */
export function Price({ price, currency, className }: PriceProps) {
  const money = useMoney(currency);
  return <span className={className}>{money(price)}</span>;
}
