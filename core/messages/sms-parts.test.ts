import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { partsOf } from "./sms-parts.ts";

const BASIC = ["a", "Z", "0", " ", "\n", "@", "é", "à", "ß", "Ñ", "Δ", "£", "¿"];
const EXTENDED = ["€", "[", "]", "{", "}", "^", "~", "|", "\\"];
const FOREIGN = ["á", "ç", "한", "日", "“", "–", "\u00a0", "`", "😀"];

const gsm = fc.string({ unit: fc.constantFrom(...BASIC, ...EXTENDED), maxLength: 700 });
const any = fc.string({ unit: fc.constantFrom(...BASIC, ...FOREIGN), maxLength: 400 });

describe("a text message", () => {
  it.each([
    ["a", "gsm7", 160, 153],
    ["€", "gsm7", 80, 76],
    ["한", "ucs2", 70, 67],
    ["😀", "ucs2", 35, 33],
  ])("of %s alone fits %s parts of %i, and of %i where there are several", (...row) => {
    const [letter, encoding, single, each] = row;
    const parts = (count: number) => partsOf(letter.repeat(count));
    expect([parts(single), parts(single + 1)]).toEqual([
      { encoding, parts: 1 },
      { encoding, parts: 2 },
    ]);
    expect([parts(2 * each), parts(2 * each + 1)]).toEqual([
      { encoding, parts: 2 },
      { encoding, parts: 3 },
    ]);
  });

  it("is written in the small alphabet when every letter is of it, and otherwise not", () => {
    fc.assert(fc.property(gsm, (text) => partsOf(text).encoding === "gsm7"));
    fc.assert(
      fc.property(gsm, fc.constantFrom(...FOREIGN), gsm, (before, letter, after) => {
        expect(partsOf(before + letter + after).encoding).toBe("ucs2");
      }),
    );
  });

  it("is cut between letters, never within one, into parts that are as few as can be", () => {
    fc.assert(
      fc.property(fc.oneof(gsm, any), (text) => {
        const { encoding, parts } = partsOf(text);
        const size = (letter: string): number =>
          encoding === "ucs2" ? letter.length : EXTENDED.includes(letter) ? 2 : 1;
        expect(parts).toBe(fewestParts(Array.from(text, size), encoding));
      }),
    );
  });

  it("takes no fewer parts when it grows within its alphabet", () => {
    fc.assert(
      fc.property(gsm, gsm, (text, more) => {
        expect(partsOf(text + more).parts).toBeGreaterThanOrEqual(partsOf(text).parts);
      }),
    );
  });

  it("is one part even when empty", () => {
    expect(partsOf("")).toEqual({ encoding: "gsm7", parts: 1 });
  });
});

/** Tries, from every letter, each end its part can have. */
function fewestParts(sizes: number[], encoding: "gsm7" | "ucs2"): number {
  const [single, room] = encoding === "gsm7" ? [160, 153] : [70, 67];
  if (sizes.reduce((total, size) => total + size, 0) <= single) return 1;
  const fewest: number[] = Array<number>(sizes.length + 1).fill(Infinity);
  fewest[0] = 0;
  for (let from = 0; from < sizes.length; from += 1) {
    let used = 0;
    for (let to = from; to < sizes.length; to += 1) {
      used += sizes[to] ?? 0;
      if (used > room) break;
      fewest[to + 1] = Math.min(fewest[to + 1] ?? Infinity, (fewest[from] ?? 0) + 1);
    }
  }
  return fewest[sizes.length] ?? 0;
}
