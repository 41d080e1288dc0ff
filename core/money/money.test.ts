import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  checkCharge,
  parseAmount,
  percentOf,
  sameNumberIn,
  splitFee,
  toDecimal,
} from "./amount.ts";
import { findCurrency, listCurrencies, MAX_AMOUNT, type Currency } from "./currency.ts";
import { formatMoney } from "./format.ts";

function currency(code: string): Currency {
  const found = findCurrency(code);
  if (!found) throw new Error(`${code} is missing`);
  return found;
}

const anyCurrency = fc.constantFrom(...listCurrencies());
const anyMoney = anyCurrency.chain((each) =>
  fc
    .integer({ min: 0, max: Math.floor(MAX_AMOUNT / each.step) })
    .map((steps): [number, Currency] => [steps * each.step, each]),
);

describe("currencies", () => {
  it("are found in any case and kept in lower case", () => {
    expect(["EUR", "eur", "Eur"].map((code) => findCurrency(code)?.code)).toEqual(
      Array(3).fill("eur"),
    );
  });

  it.each(["UGX", "BGN", "XXX", "", "EURO", "constructor"])("refuse %j", (code) => {
    expect(findCurrency(code)).toBeNull();
  });

  it("count in the units that Stripe counts in", () => {
    const units = ["usd", "jpy", "isk", "kwd", "huf", "twd"].map((code) => currency(code).perMajor);
    expect(units).toEqual([100, 1, 100, 1_000, 100, 100]);
  });

  it("write as many digits as their units and steps allow", () => {
    for (const { code, decimals, perMajor, step } of listCurrencies()) {
      expect(`${code} ${String(step * 10 ** decimals)}`).toBe(`${code} ${String(perMajor)}`);
    }
  });

  it("can all be charged their own minimum", () => {
    for (const each of listCurrencies()) expect(checkCharge(each.minCharge, each)).toBeNull();
  });
});

describe("an amount", () => {
  it("is read back as it is written, in every currency", () => {
    fc.assert(
      fc.property(anyMoney, ([amount, each]) => {
        expect(parseAmount(toDecimal(amount, each), each)).toEqual({ ok: true, amount });
      }),
    );
  });

  it.each([
    ["12.5", "eur", 1_250],
    ["0.10", "usd", 10],
    ["12.500", "eur", 1_250],
    ["500", "jpy", 500],
    ["500.00", "jpy", 500],
    ["5", "isk", 500],
    ["1.23", "kwd", 1_230],
    ["1.230", "kwd", 1_230],
    ["10.45", "huf", 1_045],
    [" 7 ", "eur", 700],
  ])("of %j %s is %i", (text, code, amount) => {
    expect(parseAmount(text, currency(code))).toEqual({ ok: true, amount });
  });

  it.each([
    ["12.505", "eur"],
    ["0.5", "jpy"],
    ["5.5", "isk"],
    ["1.234", "kwd"],
  ])("of %j %s is refused as too fine, not rounded", (text, code) => {
    expect(parseAmount(text, currency(code))).toEqual({ ok: false, code: "TOO_FINE" });
  });

  it.each(["", "-1", "+1", "1e3", "1,50", "1.", ".5", "0x10", "NaN", "Infinity", "1 000", "١٢"])(
    "of %j is refused",
    (text) => {
      expect(parseAmount(text, currency("eur"))).toEqual({ ok: false, code: "BAD_AMOUNT" });
    },
  );

  it("keeps its number in another currency, where that can write it", () => {
    const moved = (amount: number, from: string, to: string) =>
      sameNumberIn(amount, currency(from), currency(to));
    expect(moved(8_000, "usd", "jpy")).toBe(80);
    expect(moved(80, "jpy", "kwd")).toBe(80_000);
    expect(moved(1_250, "usd", "kwd")).toBe(12_500);
    expect(moved(1_250, "usd", "jpy")).toBeNull();
    expect(moved(NaN, "usd", "jpy")).toBeNull();
  });

  it("has at most eight digits", () => {
    expect(parseAmount("999999.99", currency("eur"))).toEqual({ ok: true, amount: MAX_AMOUNT });
    expect(parseAmount("1000000", currency("eur"))).toEqual({ ok: false, code: "TOO_LARGE" });
    expect(parseAmount("9".repeat(12), currency("eur"))).toEqual({ ok: false, code: "TOO_LARGE" });
  });

  it("below the smallest charge is refused before Stripe refuses it, and nothing at all is fine", () => {
    expect(checkCharge(49, currency("eur"))).toBe("BELOW_MINIMUM");
    expect(checkCharge(0, currency("eur"))).toBeNull();
    expect(checkCharge(17_400, currency("huf"))).toBe("BELOW_MINIMUM");
  });

  it("that Stripe has no unit for is refused", () => {
    expect(checkCharge(550, currency("isk"))).toBe("NOT_CHARGEABLE");
    expect(checkCharge(1_234, currency("kwd"))).toBe("NOT_CHARGEABLE");
    expect(checkCharge(-1, currency("eur"))).toBe("NOT_CHARGEABLE");
    expect(checkCharge(0.5, currency("eur"))).toBe("NOT_CHARGEABLE");
    expect(checkCharge(MAX_AMOUNT + 1, currency("eur"))).toBe("TOO_LARGE");
  });
});

describe("shares", () => {
  it("round half up, to units that can be charged", () => {
    expect(percentOf(1_250, 1_000, currency("eur"))).toBe(125);
    expect(percentOf(5, 5_000, currency("eur"))).toBe(3);
    expect(percentOf(333, 3_333, currency("eur"))).toBe(111);
    expect(percentOf(12_500, 1_000, currency("isk"))).toBe(1_300);
    expect(percentOf(1_230, 5_000, currency("kwd"))).toBe(620);
  });

  it("are the nearest chargeable amount, by exact arithmetic", () => {
    fc.assert(
      fc.property(anyMoney, fc.nat(10_000), ([amount, each], basisPoints) => {
        const share = percentOf(amount, basisPoints, each);
        const exact = BigInt(amount) * BigInt(basisPoints);
        const unit = BigInt(each.step) * 10_000n;
        expect(BigInt(share)).toBe(((2n * exact + unit) / (2n * unit)) * BigInt(each.step));
      }),
    );
  });

  it("of fee and member add up, and neither is negative", () => {
    const anyFee = fc.record({ feeBasisPoints: fc.nat(10_000), feeFixed: fc.nat(5_000) });
    fc.assert(
      fc.property(anyMoney, anyFee, ([amount, each], wanted) => {
        const { fee, memberPart } = splitFee(amount, wanted, each);
        expect(fee + memberPart).toBe(amount);
        expect(Math.min(fee, memberPart)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe("money for people", () => {
  const plain = (text: string): string => text.replaceAll(/\s/gu, " ");

  it("is written in the manner of the locale", () => {
    expect(plain(formatMoney(125_050, currency("eur"), "de"))).toBe("1.250,50 €");
    expect(formatMoney(1_250, currency("usd"), "en-US")).toBe("$12.50");
    expect(formatMoney(5_000, currency("jpy"), "en-US")).toBe("¥5,000");
  });

  it("shows as many digits as can be charged", () => {
    expect(plain(formatMoney(1_230, currency("kwd"), "en"))).toBe("KWD 1.23");
    expect(plain(formatMoney(50_000, currency("isk"), "en"))).toBe("ISK 500");
    expect(plain(formatMoney(1_045, currency("huf"), "en"))).toBe("HUF 10.45");
  });

  it("reads a malformed locale as English", () => {
    expect(formatMoney(1_250, currency("usd"), "no such locale!")).toBe("$12.50");
  });
});
