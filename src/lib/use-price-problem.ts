import { findCurrency } from "../../core/money/currency";
import { useRefusal } from "./use-refusal";

/** What to say of an amount that could not be read, which is NaN; undefined where it could. */
export function usePriceProblem(currency: string): (amount: number) => string | undefined {
  const { problem } = useRefusal();
  const isWhole = findCurrency(currency)?.decimals === 0;
  return (amount) =>
    Number.isNaN(amount) ? problem("price", isWhole ? "not_whole" : "malformed") : undefined;
}
