import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { codeFrom } from "./code.ts";

describe("confirmation codes", () => {
  test("are eight of A–Z0–9 whatever the bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 0, maxLength: 40 }), (bytes) => {
        const code = codeFrom(bytes);
        if (code !== null) expect(code).toMatch(/^[A-Z0-9]{8}$/);
        else expect(bytes.filter((byte) => byte < 252).length).toBeLessThan(8);
      }),
    );
  });

  test("give every letter the same number of bytes", () => {
    const counts = new Map<string, number>();
    for (let byte = 0; byte < 252; byte++) {
      const letter = codeFrom(new Uint8Array(8).fill(byte))?.charAt(0) ?? "";
      counts.set(letter, (counts.get(letter) ?? 0) + 1);
    }
    expect(counts.size).toBe(36);
    expect(new Set(counts.values())).toEqual(new Set([7]));
  });
});
