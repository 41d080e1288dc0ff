import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson } from "./record.ts";

/** The same value with the keys of its objects in another order. */
function turnedAround(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turnedAround);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, part]) => [key, turnedAround(part)] as const);
  return Object.fromEntries(entries.reverse());
}

describe("canonical JSON", () => {
  test("says nothing of the order of keys, and all else", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(turnedAround(value))).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test("keeps the order of lists", () => {
    expect(canonicalJson([{ b: 1, a: [2, 1] }])).toBe('[{"a":[2,1],"b":1}]');
  });
});
