import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contrast, SURFACE_CONTRAST, TEXT_CONTRAST } from "../../../core/messages/colors.ts";
import { themeOf } from "./theme";

const brand = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value) => `#${value.toString(16).padStart(6, "0")}`);

describe("a business's colour", () => {
  it("can be read in both schemes, whatever it is", () => {
    fc.assert(
      fc.property(brand, (color) => {
        for (const palette of Object.values(themeOf(color))) {
          expect(contrast(palette.brand, palette.surface)).toBeGreaterThanOrEqual(SURFACE_CONTRAST);
          expect(contrast(palette.onBrand, palette.brand)).toBeGreaterThanOrEqual(TEXT_CONTRAST);
          expect(contrast(palette.link, palette.surface)).toBeGreaterThanOrEqual(TEXT_CONTRAST);
          expect(contrast(palette.link, palette.canvas)).toBeGreaterThanOrEqual(TEXT_CONTRAST);
        }
      }),
    );
  });

  it("stays as chosen where it can be read", () => {
    expect(themeOf("#0F6A5B").light).toMatchObject({ brand: "#0f6a5b", link: "#0f6a5b" });
  });

  it("leaves everything else readable", () => {
    for (const palette of Object.values(themeOf(null))) {
      for (const ground of [palette.canvas, palette.surface, palette.sunken]) {
        expect(contrast(palette.ink, ground)).toBeGreaterThanOrEqual(TEXT_CONTRAST);
        expect(contrast(palette.muted, ground)).toBeGreaterThanOrEqual(TEXT_CONTRAST);
      }
    }
  });
});
