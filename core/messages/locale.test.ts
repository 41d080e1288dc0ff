import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LOCALES } from "./kinds.ts";
import { isLocale, localeFor } from "./locale.ts";

describe("the locale of a reader", () => {
  it.each([
    ["de-AT", "de"],
    ["DE_ch", "de"],
    ["en", "en-US"],
    ["en-PH", "en-US"],
    ["en-AU", "en-GB"],
    ["en-NZ", "en-GB"],
    ["en-IE", "en-GB"],
    ["en-Latn-IN", "en-GB"],
    ["en-001", "en-GB"],
    ["es", "es-ES"],
    ["es-AR", "es-MX"],
    ["es-419", "es-MX"],
    ["fr-CH", "fr-FR"],
    ["fr-CA-u-hc-h23", "fr-CA"],
    ["ko-KR", "ko"],
    ["ja-JP-u-ca-japanese", "ja"],
  ])("is for %s the nearest we write, %s", (tag, locale) => {
    expect(localeFor(tag)).toBe(locale);
  });

  it.each([undefined, "", "pt", "pt-BR", "zh-Hant-TW", "constructor", "english", "d", "-en", "*"])(
    "is American English for %j",
    (tag) => {
      expect(localeFor(tag)).toBe("en-US");
    },
  );

  it("is itself when it is one of ours, in any case", () => {
    for (const locale of LOCALES) {
      expect([localeFor(locale), localeFor(locale.toUpperCase())]).toEqual([locale, locale]);
      expect(isLocale(locale)).toBe(true);
    }
    expect(["en", "DE", ""].some(isLocale)).toBe(false);
  });

  it("is one of ours for any text", () => {
    fc.assert(fc.property(fc.string(), (tag) => isLocale(localeFor(tag))));
  });
});
