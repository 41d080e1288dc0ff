import { clsx } from "clsx";
import { useMoney } from "../lib/use-money";

export type MoneyLine = { term: string; amount: number; isStrong?: boolean };

/** Sums of one currency beneath each other, in minor units. A sum of nothing is left out. */
export function MoneyLines({ lines, currency }: { lines: MoneyLine[]; currency: string }) {
  const money = useMoney(currency);
  return (
    <dl data-testid="money" className="flex flex-col gap-1.5 text-[0.9375rem]">
      {lines
        .filter(({ amount }) => amount > 0)
        .map(({ term, amount, isStrong = false }) => (
          <div
            key={term}
            className={clsx("flex justify-between gap-6", isStrong && "font-semibold")}
          >
            <dt className={clsx(!isStrong && "text-muted")}>{term}</dt>
            <dd className="shrink-0 tabular-nums">{money(amount)}</dd>
          </div>
        ))}
    </dl>
  );
}
