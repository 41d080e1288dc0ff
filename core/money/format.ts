/** Amounts of money for people to read. */
import { toDecimal } from "./amount.ts";
import type { Currency } from "./currency.ts";

/** Making a formatter costs far more than using it. */
const formatters = new Map<string, Intl.NumberFormat>();

/**
 * Writes an amount with its currency in the manner of a locale, such as "€12.50" or "12,50 €". Whole prices of a
 * currency with cents keep their zeros, so that columns line up. An unknown locale is read as English.
 */
export function formatMoney(amount: number, currency: Currency, locale: string): string {
  // A decimal string is formatted digit by digit; a number would pass through binary fractions.
  return formatterOf(currency, locale).format(
    toDecimal(amount, currency) as Intl.StringNumericLiteral,
  );
}

function formatterOf(currency: Currency, locale: string): Intl.NumberFormat {
  const key = `${locale}|${currency.code}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    const options: Intl.NumberFormatOptions = {
      style: "currency",
      currency: currency.code,
      minimumFractionDigits: currency.decimals,
      maximumFractionDigits: currency.decimals,
    };
    formatter = makeFormatter(locale, options);
    formatters.set(key, formatter);
  }
  return formatter;
}

function makeFormatter(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  try {
    return new Intl.NumberFormat(locale, options);
  } catch {
    return new Intl.NumberFormat("en", options);
  }
}
