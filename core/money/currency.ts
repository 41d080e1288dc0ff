/**
 * The currencies that can be charged. An amount is an integer in the unit that Stripe counts in, which is not
 * always the smallest unit of the currency itself: krónur are counted in hundredths although none exist.
 */

export type Currency = {
  /** ISO 4217 code in lower case. */
  code: string;
  /** Digits after the point that people write and read. */
  decimals: 0 | 2;
  /** How many units of an amount make one whole. */
  perMajor: 1 | 100 | 1_000;
  /** Amounts are multiples of this: 100 for ISK (whole krónur), 10 where Stripe wants thousandths to end in 0. */
  step: 1 | 10 | 100;
  /** The smallest amount Stripe charges; where it names none, one step. */
  minCharge: number;
};

/** Eight digits: Stripe takes more on cards and in a few currencies, but this much by every method. */
export const MAX_AMOUNT = 99_999_999;

const TWO_DECIMALS =
  "aed afn all amd ang aoa ars aud awg azn bam bbd bdt bmd bnd bob brl bsd bwp byn bzd cad cdf chf cny " +
  "cop crc cve czk dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gtq gyd hkd hnl htg huf idr ils inr jmd " +
  "kes kgs khr kyd kzt lak lbp lkr lrd lsl mad mdl mkd mmk mnt mop mur mvr mwk mxn myr mzn nad ngn nio nok " +
  "npr nzd pab pen pgk php pkr pln qar ron rsd rub sar sbd scr sek sgd shp sle sos srd std szl thb tjs top " +
  "try ttd twd tzs uah usd uyu uzs wst xcd yer zar zmw";
const ZERO_DECIMALS = "bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf";
const THOUSANDTHS = "bhd jod kwd omr tnd";

/**
 * Stripe's smallest charges, in units of an amount: the list of minimum charge amounts on the page "Supported currencies" of Stripe's
 * documentation, as it stood in autumn 2026. They hold for the currency an account settles in; a charge that Stripe converts must
 * reach the smallest charge of that one, which only Stripe can tell.
 */
const MIN_CHARGES: Readonly<Record<string, number>> = {
  aed: 200,
  ars: 50,
  aud: 50,
  brl: 50,
  cad: 50,
  chf: 50,
  cop: 50,
  czk: 1_500,
  dkk: 250,
  eur: 50,
  gbp: 30,
  hkd: 400,
  huf: 17_500,
  idr: 50,
  ils: 50,
  inr: 50,
  jpy: 50,
  krw: 50,
  mxn: 1_000,
  myr: 200,
  nok: 300,
  nzd: 50,
  php: 50,
  pln: 200,
  ron: 200,
  rub: 50,
  sek: 300,
  sgd: 50,
  thb: 1_000,
  usd: 50,
  zar: 50,
};

const CURRENCIES: ReadonlyMap<string, Currency> = new Map(
  [
    ...TWO_DECIMALS.split(" ").map((code) =>
      currency(code, { decimals: 2, perMajor: 100, step: 1 }),
    ),
    ...ZERO_DECIMALS.split(" ").map((code) =>
      currency(code, { decimals: 0, perMajor: 1, step: 1 }),
    ),
    // With the last of three digits always 0, people write two.
    ...THOUSANDTHS.split(" ").map((code) =>
      currency(code, { decimals: 2, perMajor: 1_000, step: 10 }),
    ),
    currency("isk", { decimals: 0, perMajor: 100, step: 100 }),
  ].map((each) => [each.code, each]),
);

function currency(code: string, units: Pick<Currency, "decimals" | "perMajor" | "step">): Currency {
  return { code, ...units, minCharge: MIN_CHARGES[code] ?? units.step };
}

/**
 * The currency of an ISO code in any case, or null when it cannot be charged. UGX is refused on purpose:
 * Stripe's own page contradicts itself about its units. BGN ended when Bulgaria took the euro in January 2026.
 */
export function findCurrency(code: string): Currency | null {
  return CURRENCIES.get(code.toLowerCase()) ?? null;
}

/** Every currency, by code. */
export function listCurrencies(): readonly Currency[] {
  return [...CURRENCIES.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}
