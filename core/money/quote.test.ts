import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkCharge } from "./amount.ts";
import { findCurrency, listCurrencies, MAX_AMOUNT } from "./currency.ts";
import {
  dueNow,
  feeOfPart,
  priceOfLength,
  problemsOfPrice,
  problemsOfPricing,
  quotePrice,
  type Deposit,
  type PlatformFee,
  type PriceQuote,
  type Pricing,
} from "./quote.ts";

const NO_FEE: PlatformFee = { feeBasisPoints: 0, feeFixed: 0 };
const USD: Pricing = {
  pricing: "fixed",
  price: 8_000,
  minPrice: 0,
  durationPrices: [],
  deposit: null,
  currency: "usd",
};
const DONATION: Pricing = { ...USD, pricing: "named", price: 1_500, minPrice: 500 };

function quoteOf(pricing: Pricing, named: number | null = null, fee = NO_FEE): PriceQuote {
  const priced = quotePrice(pricing, { durationMin: 60, named }, fee);
  if (!priced.ok) throw new Error(priced.code);
  return priced.quote;
}

function codeOf(pricing: Pricing, named: number | null): string {
  const priced = quotePrice(pricing, { durationMin: 60, named }, NO_FEE);
  return priced.ok ? "quoted" : priced.code;
}

const anyFee = fc.record({
  feeBasisPoints: fc.nat(10_000),
  feeFixed: fc.nat(50).map((n) => n * 100),
});
const anyDeposit = (step: number): fc.Arbitrary<Deposit> =>
  fc.oneof(
    fc.nat(20_000).map((n): Deposit => ({ kind: "fixed", amount: n * step })),
    fc.nat(10_000).map((basisPoints): Deposit => ({ kind: "percent", basisPoints })),
  );
const anyPricing: fc.Arbitrary<Pricing> = fc.constantFrom(...listCurrencies()).chain((currency) => {
  const amount = fc
    .oneof(fc.nat(20_000), fc.nat(Math.floor(MAX_AMOUNT / currency.step)))
    .map((steps) => steps * currency.step);
  return fc.record({
    pricing: fc.constantFrom("fixed", "named"),
    price: amount,
    minPrice: amount,
    durationPrices: fc.array(fc.record({ durationMin: fc.constantFrom(30, 60), price: amount }), {
      maxLength: 1,
    }),
    deposit: fc.option(anyDeposit(currency.step)),
    currency: fc.constant(currency.code),
  });
});
const anyNamed = fc.oneof(
  fc.constant(null),
  fc.nat(20_000),
  fc.integer(),
  fc.constantFrom(NaN, Infinity, -1, 0.5, MAX_AMOUNT + 1),
);

describe("a quote", () => {
  it("asks only for amounts that can be charged, whatever a service says and a customer names", () => {
    fc.assert(
      fc.property(anyPricing, anyNamed, anyFee, (pricing, named, fee) => {
        const priced = quotePrice(pricing, { durationMin: 60, named }, fee);
        if (!priced.ok) return;
        const { price, deposit } = priced.quote;
        const currency = findCurrency(pricing.currency);
        const parts = deposit > 0 ? [deposit, price - deposit] : [price];
        for (const part of parts) expect(currency && checkCharge(part, currency)).toBeNull();
        if (deposit > 0) expect(Math.min(...parts)).toBeGreaterThan(0);
        expect(parts[0]).toBe(dueNow(priced.quote));
      }),
    );
  });

  it("takes the amount from the service, and from the customer only where the service lets customers choose", () => {
    fc.assert(
      fc.property(anyPricing, anyNamed, (pricing, named) => {
        const priced = quotePrice(pricing, { durationMin: 60, named }, NO_FEE);
        if (!priced.ok) return;
        const own = priceOfLength(pricing, 60);
        expect(priced.quote.price).toBe(pricing.pricing === "fixed" ? own : (named ?? own));
        if (pricing.pricing === "named") {
          expect(priced.quote.price).toBeGreaterThanOrEqual(pricing.minPrice);
        }
      }),
    );
  });

  it("refuses an amount sent for a fixed price, even the right one", () => {
    expect(codeOf(USD, 8_000)).toBe("PRICE_NOT_NAMED");
    expect(codeOf(USD, null)).toBe("quoted");
  });

  it("of a donation is the suggestion unless an amount is named, and not below the minimum", () => {
    expect(quoteOf(DONATION).price).toBe(1_500);
    expect(quoteOf(DONATION, 500).price).toBe(500);
    expect(codeOf(DONATION, 499)).toBe("PRICE_TOO_LOW");
    expect(codeOf(DONATION, 0)).toBe("PRICE_TOO_LOW");
  });

  it("of a donation without a minimum may be nothing, but not less than can be charged", () => {
    const free = { ...DONATION, minPrice: 0 };
    expect(quoteOf(free, 0)).toEqual({ price: 0, deposit: 0, fee: 0 });
    expect(codeOf(free, 49)).toBe("PRICE_NOT_CHARGEABLE");
    expect(codeOf(free, 50)).toBe("quoted");
  });

  it.each([-1, 0.5, NaN, Infinity, -Infinity, MAX_AMOUNT + 1, 2 ** 60])(
    "refuses %d as the amount of a donation",
    (named) => {
      expect(codeOf(DONATION, named)).toBe("PRICE_NOT_CHARGEABLE");
    },
  );

  it("refuses amounts between the steps of a currency", () => {
    expect(codeOf({ ...DONATION, currency: "isk", price: 150_000 }, 150_050)).toBe(
      "PRICE_NOT_CHARGEABLE",
    );
  });

  it("follows the length where lengths have their own prices", () => {
    const pricing = { ...USD, durationPrices: [{ durationMin: 90, price: 11_000 }] };
    const ninety = quotePrice(pricing, { durationMin: 90, named: null }, NO_FEE);
    expect(ninety).toMatchObject({ quote: { price: 11_000 } });
    expect(quoteOf(pricing).price).toBe(8_000);
  });
});

describe("a deposit", () => {
  const depositOf = (price: number, deposit: Deposit) =>
    quoteOf({ ...USD, price, deposit }).deposit;

  it("in percent rounds half up", () => {
    expect(depositOf(8_000, { kind: "percent", basisPoints: 2_500 })).toBe(2_000);
    expect(depositOf(1_001, { kind: "percent", basisPoints: 5_000 })).toBe(501);
  });

  it("that reaches the price is none: the whole price is due", () => {
    expect(depositOf(8_000, { kind: "fixed", amount: 2_000 })).toBe(2_000);
    expect(depositOf(2_000, { kind: "fixed", amount: 2_000 })).toBe(0);
    expect(depositOf(1_500, { kind: "fixed", amount: 2_000 })).toBe(0);
    expect(depositOf(0, { kind: "percent", basisPoints: 2_000 })).toBe(0);
  });

  it("too small to charge is none, and so is one whose rest would be", () => {
    expect(depositOf(400, { kind: "percent", basisPoints: 1_000 })).toBe(0);
    expect(depositOf(2_000, { kind: "fixed", amount: 1_980 })).toBe(0);
    expect(depositOf(2_000, { kind: "fixed", amount: 1_950 })).toBe(1_950);
  });

  it("of a donation is a part of what was named", () => {
    const half: Pricing = { ...DONATION, deposit: { kind: "percent", basisPoints: 5_000 } };
    expect(quoteOf(half, 9_000)).toMatchObject({ price: 9_000, deposit: 4_500 });
  });
});

describe("the platform's fee", () => {
  it("of deposit and rest adds up to that of the price, and none is larger than its payment", () => {
    fc.assert(
      fc.property(anyPricing, anyFee, (pricing, fee) => {
        const priced = quotePrice(pricing, { durationMin: 60, named: null }, fee);
        if (!priced.ok) return;
        const quote = { ...priced.quote, currency: pricing.currency };
        const { price, deposit } = quote;
        expect(feeOfPart(quote, "price", fee)).toBe(quote.fee);
        expect(quote.fee).toBeLessThanOrEqual(price);
        const [first, second] = [feeOfPart(quote, "deposit", fee), feeOfPart(quote, "rest", fee)];
        expect(first + second).toBe(quote.fee);
        expect(Math.min(first, second)).toBeGreaterThanOrEqual(0);
        expect(first).toBeLessThanOrEqual(deposit);
        expect(second).toBeLessThanOrEqual(price - deposit);
      }),
    );
  });

  it("has its fixed part in the deposit", () => {
    const fee = { feeBasisPoints: 1_000, feeFixed: 30 };
    const pricing: Pricing = { ...USD, deposit: { kind: "fixed", amount: 2_000 } };
    const quote = { ...quoteOf(pricing, null, fee), currency: "usd" };
    expect(quote.fee).toBe(830);
    expect(feeOfPart(quote, "deposit", fee)).toBe(230);
    expect(feeOfPart(quote, "rest", fee)).toBe(600);
  });
});

describe("the pricing of a service", () => {
  const fieldsOf = (pricing: Pricing) => problemsOfPricing(pricing).map(({ field }) => field);

  it("without a problem can be quoted in each of its lengths", () => {
    fc.assert(
      fc.property(anyPricing, fc.constantFrom(30, 60), (pricing, durationMin) => {
        if (problemsOfPricing(pricing).length > 0) return;
        expect(quotePrice(pricing, { durationMin, named: null }, NO_FEE).ok).toBe(true);
      }),
    );
  });

  it("is refused with all that is wrong at once", () => {
    const wrong: Pricing = {
      ...DONATION,
      price: -1,
      minPrice: 10,
      durationPrices: [
        { durationMin: 30, price: 0.5 },
        { durationMin: 30, price: 100 },
      ],
      deposit: { kind: "percent", basisPoints: 10_000 },
    };
    expect(problemsOfPricing(wrong)).toEqual([
      { field: "price", problem: "malformed" },
      { field: "durationPrices[0].price", problem: "malformed" },
      { field: "minPrice", problem: "BELOW_MINIMUM" },
      { field: "durationPrices", problem: "BAD_DURATIONS" },
      { field: "deposit", problem: "BAD_PERCENT" },
    ]);
  });

  it("in an unknown currency is refused for that, and for what is no amount in any", () => {
    const unknown = { ...USD, currency: "ugx", minPrice: 1, deposit: null };
    expect(fieldsOf(unknown)).toEqual(["currency"]);
    expect(fieldsOf({ ...unknown, price: -1 })).toEqual(["currency", "price"]);
    expect(problemsOfPrice({ price: 0.5, currency: "ugx" })).toHaveLength(2);
    expect(problemsOfPrice({ price: 49, currency: "usd" })).toEqual([
      { field: "price", problem: "BELOW_MINIMUM" },
    ]);
  });

  it("suggests no less than its minimum, in any length", () => {
    const short = { ...DONATION, durationPrices: [{ durationMin: 30, price: 400 }] };
    expect(problemsOfPricing(short)).toEqual([
      { field: "durationPrices[0].price", problem: "BELOW_MIN_PRICE" },
    ]);
    expect(problemsOfPricing({ ...short, pricing: "fixed" })).toEqual([]);
  });

  it("has deposits that can be charged", () => {
    expect(fieldsOf({ ...USD, deposit: { kind: "fixed", amount: 0 } })).toEqual(["deposit"]);
    expect(fieldsOf({ ...USD, deposit: { kind: "fixed", amount: 49 } })).toEqual(["deposit"]);
    expect(fieldsOf({ ...USD, deposit: { kind: "fixed", amount: 50 } })).toEqual([]);
    expect(fieldsOf({ ...USD, deposit: { kind: "percent", basisPoints: 0.5 } })).toEqual([
      "deposit",
    ]);
  });

  it("names a list of lengths that is too long once", () => {
    const durationPrices = Array.from({ length: 5_000 }, (_, at) => ({
      durationMin: at,
      price: 0,
    }));
    expect(fieldsOf({ ...USD, durationPrices })).toEqual(["durationPrices"]);
  });
});
