import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Color,
  contrast,
  legible,
  parseColor,
  SURFACE_CONTRAST,
  TEXT_CONTRAST,
  textOn,
} from "./colors.ts";

const color = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value): Color => `#${value.toString(16).padStart(6, "0")}`);

describe("a colour", () => {
  it("is read from three or six digits of any case", () => {
    expect(parseColor("#0F6A5B")).toBe("#0f6a5b");
    expect(parseColor(" #0fb ")).toBe("#00ffbb");
  });

  it.each(["", "0f6a5b", "#12345", "#1234567", "red", "#gggggg", "#fff;background:url(x)"])(
    "is not read from %j",
    (text) => {
      expect(parseColor(text)).toBeNull();
    },
  );
});

describe("contrast", () => {
  it("is that of WCAG's own examples", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
    expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
    expect(contrast("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
  });

  it("is the same both ways and at least 1", () => {
    fc.assert(
      fc.property(color, color, (one, other) => {
        expect(contrast(one, other)).toBe(contrast(other, one));
        expect(contrast(one, other)).toBeGreaterThanOrEqual(1);
      }),
    );
  });
});

describe("text on any colour", () => {
  it("can be read", () => {
    fc.assert(
      fc.property(color, (ground) => {
        expect(contrast(textOn(ground), ground)).toBeGreaterThanOrEqual(TEXT_CONTRAST);
      }),
    );
  });
});

describe("a colour made legible", () => {
  it("stands out enough from any ground", () => {
    fc.assert(
      fc.property(
        color,
        color,
        fc.constantFrom(SURFACE_CONTRAST, TEXT_CONTRAST),
        (brand, ground, ratio) => {
          expect(contrast(legible(brand, ground, ratio), ground)).toBeGreaterThanOrEqual(ratio);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it("stays itself where it was legible before", () => {
    fc.assert(
      fc.property(
        color,
        color,
        fc.constantFrom(SURFACE_CONTRAST, TEXT_CONTRAST),
        (brand, ground, ratio) => {
          fc.pre(contrast(brand, ground) >= ratio);
          expect(legible(brand, ground, ratio)).toBe(brand);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
