/** Amounts of money: read, written, checked and split as integers, never as fractions. */
import { MAX_AMOUNT, type Currency } from "./currency.ts";

export type ParsedAmount =
  { ok: true; amount: number } | { ok: false; code: "BAD_AMOUNT" | "TOO_FINE" | "TOO_LARGE" };

const DECIMAL_SHAPE = /^(\d{1,12})(?:\.(\d{1,12}))?$/;
const BASIS_POINTS = 10_000;

/**
 * Reads a decimal such as "12.50" without rounding. TOO_FINE: more digits than the currency has, unless they are
 * zeros. BAD_AMOUNT: no plain decimal with a point; signs, exponents and group marks are none.
 */
export function parseAmount(text: string, currency: Currency): ParsedAmount {
  const match = DECIMAL_SHAPE.exec(text.trim());
  if (!match) return { ok: false, code: "BAD_AMOUNT" };
  const [, whole = "", fraction = ""] = match;
  const kept = fraction.slice(0, currency.decimals).padEnd(currency.decimals, "0");
  if (/[1-9]/.test(fraction.slice(currency.decimals))) return { ok: false, code: "TOO_FINE" };
  const amount = Number(whole + kept) * currency.step;
  return amount > MAX_AMOUNT ? { ok: false, code: "TOO_LARGE" } : { ok: true, amount };
}

/** Writes an amount as the plain decimal that `parseAmount` reads back, for form fields. */
export function toDecimal(amount: number, currency: Currency): string {
  const digits = String(Math.abs(amount) / currency.step).padStart(currency.decimals + 1, "0");
  const point = digits.length - currency.decimals;
  const sign = amount < 0 ? "-" : "";
  return sign + digits.slice(0, point) + (currency.decimals > 0 ? `.${digits.slice(point)}` : "");
}

/**
 * The amount that is written alike in another currency, such as 12.50 in both; null where there is none. No exchange rate is
 * applied: it is for a price whose currency is chosen anew.
 */
export function sameNumberIn(amount: number, from: Currency, to: Currency): number | null {
  if (!Number.isSafeInteger(amount)) return null;
  const parsed = parseAmount(toDecimal(amount, from), to);
  return parsed.ok ? parsed.amount : null;
}

/**
 * Why Stripe would refuse to charge an amount, or null. Zero is fine: it is booked without a payment.
 * NOT_CHARGEABLE: negative, no integer, or no multiple of the currency's step.
 */
export function checkCharge(
  amount: number,
  currency: Currency,
): null | "NOT_CHARGEABLE" | "BELOW_MINIMUM" | "TOO_LARGE" {
  if (!Number.isSafeInteger(amount) || amount < 0 || amount % currency.step !== 0) {
    return "NOT_CHARGEABLE";
  }
  if (amount > MAX_AMOUNT) return "TOO_LARGE";
  return amount > 0 && amount < currency.minCharge ? "BELOW_MINIMUM" : null;
}

/** A share of an amount in hundredths of a percent, rounded half up to the currency's step. */
export function percentOf(amount: number, basisPoints: number, currency: Currency): number {
  const { step } = currency;
  // Counted in whole steps: the product stays far below 2^53, so the half is exact.
  const twice = (amount / step) * basisPoints * 2 + BASIS_POINTS;
  return Math.floor(twice / (BASIS_POINTS * 2)) * step;
}

/** Splits an amount into the platform's fee and the member's part; both are at least 0 and add up to it. */
export function splitFee(
  amount: number,
  fee: { feeBasisPoints: number; feeFixed: number },
  currency: Currency,
): { fee: number; memberPart: number } {
  const wanted = percentOf(amount, fee.feeBasisPoints, currency) + fee.feeFixed;
  const taken = Math.max(0, Math.min(amount, wanted - (wanted % currency.step)));
  return { fee: taken, memberPart: amount - taken };
}
