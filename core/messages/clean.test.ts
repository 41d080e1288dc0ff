import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanLine, cleanText } from "./clean.ts";

const anything = fc.string({ unit: "binary", maxLength: 60 });

describe("a clean text", () => {
  it("keeps its lines, whatever they ended with", () => {
    expect(cleanText("one\r\ntwo\rthree\nfour\u2028five")).toBe("one\ntwo\nthree\nfour\nfive");
    expect(cleanLine("one\r\ntwo")).toBe("one two");
  });

  it("loses control characters and halves of characters, and nothing else", () => {
    expect(cleanText("a\u0000b\u001B[31mc\u007F\td\uD800e😀é")).toBe("ab[31mc d\uFFFDe😀é");
  });

  it("has nothing left to clean", () => {
    fc.assert(
      fc.property(anything, (text) => {
        expect(cleanText(text)).not.toMatch(/[^\P{Cc}\n]|\p{Cs}/u);
        expect(cleanText(cleanText(text))).toBe(cleanText(text));
        expect(cleanLine(text)).not.toContain("\n");
      }),
    );
  });
});
