import { badParameter } from "./refusal.ts";

/** The smallest charges in minor units, of the currencies for which Stripe names one. */
const SMALLEST: Record<string, number> = {
  ...{ usd: 50, eur: 50, gbp: 30, jpy: 50, chf: 50, aud: 50, cad: 50, nzd: 50, sgd: 50, brl: 50 },
  ...{ inr: 50, sek: 300, nok: 300, dkk: 250, pln: 200, czk: 1500, huf: 17500, hkd: 400 },
  ...{ mxn: 1000, thb: 1000, aed: 200, bgn: 100, ron: 200, myr: 200 },
};

const LARGEST = 99_999_999;

/** Stripe counts these in thousandths and hundredths, and takes only what can be paid out. */
const STEPS: Record<string, number> = {
  ...{ bhd: 10, jod: 10, kwd: 10, omr: 10, tnd: 10 },
  ...{ isk: 100, ugx: 100 },
};

/** Throws unless this is a currency and an amount of it that can be charged. */
export function checkAmount(amount: number, currency: string): void {
  if (!Intl.supportedValuesOf("currency").includes(currency.toUpperCase())) {
    throw badParameter("currency", `Invalid currency: ${currency}.`);
  }
  if (amount < 1) {
    throw badParameter("amount", "This value must be at least 1.", "parameter_invalid_integer");
  }
  const smallest = SMALLEST[currency] ?? 1;
  if (amount < smallest) {
    throw badParameter(
      "amount",
      `Amount must be at least ${smallest} in the smallest unit of ${currency}.`,
      "amount_too_small",
    );
  }
  if (amount > LARGEST) {
    throw badParameter("amount", `Amount must be no more than ${LARGEST}.`, "amount_too_large");
  }
  const step = STEPS[currency] ?? 1;
  if (amount % step !== 0) {
    throw badParameter("amount", `Amounts in ${currency} must be divisible by ${step}.`);
  }
}

/** The part of `whole` that belongs to `done` of `total`; all of it in the end, whatever the roundings on the way. */
export function proportion(whole: number, done: number, total: number): number {
  return done >= total ? whole : Math.floor((whole * done) / total);
}
