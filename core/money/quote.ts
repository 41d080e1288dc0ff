/** What a service costs, what of it is due when booking, and the platform's part: integers that add up. */
import { MAX_DURATIONS } from "../availability/limits.ts";
import { checkCharge, percentOf, splitFee } from "./amount.ts";
import { findCurrency, type Currency } from "./currency.ts";
import type { FieldProblem } from "./problems.ts";

/** What is paid when booking; the rest is due at the appointment. Basis points are hundredths of a percent. */
export type Deposit = { kind: "fixed"; amount: number } | { kind: "percent"; basisPoints: number };

/** How a service is priced. Amounts are minor units of `currency`; 0 is free. */
export type Pricing = {
  /** named: the customer says what to pay, at least `minPrice`; `price` is then a suggestion. */
  pricing: "fixed" | "named";
  price: number;
  minPrice: number;
  /** The lengths that do not cost `price`. */
  durationPrices: readonly { durationMin: number; price: number }[];
  deposit: Deposit | null;
  currency: string;
};

/** What the platform keeps. `feeFixed` is minor units of the currency that is paid in. */
export type PlatformFee = { feeBasisPoints: number; feeFixed: number };

/** A deposit of 0 says that the whole price is due when booking. */
export type PriceQuote = { price: number; deposit: number; fee: number };

type Named = { durationMin: number; named: number | null };
type Refused = {
  ok: false;
  code: "PRICE_TOO_LOW" | "PRICE_NOT_CHARGEABLE" | "PRICE_NOT_NAMED";
};

const WHOLE = 10_000;

/** What a length of a service costs, or what is suggested for it where the customer names the price. */
export function priceOfLength(
  { price, durationPrices }: Pick<Pricing, "price" | "durationPrices">,
  durationMin: number,
): number {
  return durationPrices.find((each) => each.durationMin === durationMin)?.price ?? price;
}

/**
 * The price of a length; `named` is what the customer names where pricing is "named", null for the suggestion.
 * PRICE_NOT_NAMED: an amount was sent for a price that is fixed. PRICE_TOO_LOW: below `minPrice`.
 * PRICE_NOT_CHARGEABLE: neither 0 nor an amount that Stripe charges.
 */
export function quotePrice(
  pricing: Pricing,
  { durationMin, named }: Named,
  fee: PlatformFee,
): { ok: true; quote: PriceQuote } | Refused {
  const isNamed = pricing.pricing === "named";
  if (named !== null && !isNamed) return { ok: false, code: "PRICE_NOT_NAMED" };
  const currency = findCurrency(pricing.currency);
  const price = named ?? priceOfLength(pricing, durationMin);
  const wrong = currency && checkCharge(price, currency);
  // An amount between nothing and the smallest charge may still miss the service's own minimum, which says more.
  if ((wrong === null || wrong === "BELOW_MINIMUM") && isNamed && price < pricing.minPrice) {
    return { ok: false, code: "PRICE_TOO_LOW" };
  }
  if (currency === null || wrong !== null) return { ok: false, code: "PRICE_NOT_CHARGEABLE" };
  const deposit = depositOf(pricing.deposit, price, currency);
  return { ok: true, quote: { price, deposit, fee: splitFee(price, fee, currency).fee } };
}

/** A deposit that could not be charged, or would leave a rest that could not, is none: the whole price is due at once. */
function depositOf(deposit: Deposit | null, price: number, currency: Currency): number {
  if (deposit === null) return 0;
  const amount =
    deposit.kind === "fixed" ? deposit.amount : percentOf(price, deposit.basisPoints, currency);
  const isPayable = (part: number) => part > 0 && checkCharge(part, currency) === null;
  return isPayable(amount) && isPayable(price - amount) ? amount : 0;
}

/** What is due when booking, in minor units. */
export function dueNow({ price, deposit }: { price: number; deposit: number }): number {
  return deposit > 0 ? deposit : price;
}

/**
 * The platform's part of one payment of a quote, in minor units; `fee` is what the quote was made with. The fixed part comes with
 * the deposit, and the parts of deposit and rest add up to `quote.fee`. No part is larger than what is paid.
 */
export function feeOfPart(
  quote: PriceQuote & { currency: string },
  part: "price" | "deposit" | "rest",
  fee: PlatformFee,
): number {
  if (part === "price") return quote.fee;
  const currency = findCurrency(quote.currency);
  if (!currency) throw new Error(`A quote is in ${quote.currency}, which cannot be charged.`);
  const { deposit, price } = quote;
  const most = Math.min(splitFee(deposit, fee, currency).fee, quote.fee);
  // What the rest is too small to bear comes with the deposit.
  const ofDeposit = Math.max(most, quote.fee - (price - deposit));
  return part === "deposit" ? ofDeposit : quote.fee - ofDeposit;
}

/** What is wrong with a price and its currency, by field; [] when nothing. Of an unknown currency only the number is judged. */
export function problemsOfPrice({
  price,
  currency,
}: Pick<Pricing, "price" | "currency">): FieldProblem[] {
  const known = findCurrency(currency);
  return [...problemsOfCurrency(known), ...problemsOfAmount("price", price, known)];
}

/** What is wrong with a service's pricing, by field, such as "durationPrices[0].price"; [] when nothing. */
export function problemsOfPricing(pricing: Pricing): FieldProblem[] {
  const { minPrice, durationPrices } = pricing;
  const currency = findCurrency(pricing.currency);
  const suggestions = [
    { field: "price", amount: pricing.price },
    // A list that is too long is named once, not a thousand times.
    ...durationPrices
      .slice(0, MAX_DURATIONS)
      .map(({ price }, at) => ({ field: `durationPrices[${String(at)}].price`, amount: price })),
  ];
  const amounts = [...suggestions, { field: "minPrice", amount: minPrice }];
  const unfit = amounts.flatMap(({ field, amount }) => problemsOfAmount(field, amount, currency));
  const tooLow = suggestions.filter(({ amount }) => amount < minPrice);
  const isComparable = pricing.pricing === "named" && unfit.length === 0;
  return [
    ...problemsOfCurrency(currency),
    ...unfit,
    ...(isComparable ? tooLow.map(({ field }) => ({ field, problem: "BELOW_MIN_PRICE" })) : []),
    ...problemsOfLengths(durationPrices),
    ...problemsOfDeposit(pricing.deposit, currency),
  ];
}

function problemsOfCurrency(currency: Currency | null): FieldProblem[] {
  return currency ? [] : [{ field: "currency", problem: "malformed" }];
}

function problemsOfAmount(
  field: string,
  amount: number,
  currency: Currency | null,
): FieldProblem[] {
  const isNumber = Number.isSafeInteger(amount) && amount >= 0;
  const wrong = currency ? checkCharge(amount, currency) : isNumber ? null : "NOT_CHARGEABLE";
  if (wrong === null) return [];
  return [{ field, problem: wrong === "NOT_CHARGEABLE" ? "malformed" : wrong }];
}

function problemsOfLengths(durationPrices: Pricing["durationPrices"]): FieldProblem[] {
  const lengths = durationPrices.map(({ durationMin }) => durationMin);
  const isFine = new Set(lengths).size === lengths.length && lengths.length < MAX_DURATIONS;
  return isFine ? [] : [{ field: "durationPrices", problem: "BAD_DURATIONS" }];
}

function problemsOfDeposit(deposit: Deposit | null, currency: Currency | null): FieldProblem[] {
  if (deposit === null) return [];
  if (deposit.kind === "fixed") {
    if (deposit.amount === 0) return [{ field: "deposit", problem: "required" }];
    return problemsOfAmount("deposit", deposit.amount, currency);
  }
  const { basisPoints } = deposit;
  const isPart = Number.isInteger(basisPoints) && basisPoints > 0 && basisPoints < WHOLE;
  return isPart ? [] : [{ field: "deposit", problem: "BAD_PERCENT" }];
}
