import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inOrder } from "./pairs.ts";

const anyPairs = fc.array(fc.tuple(fc.nat(20), fc.nat(20)));

describe("pairs in order", () => {
  it("are the same pairs, ascending by start", () => {
    fc.assert(
      fc.property(anyPairs, (list) => {
        const { starts, ends } = inOrder({
          starts: list.map(([start]) => start),
          ends: list.map(([, end]) => end),
        });
        const sorted = starts.map((start, index) => [start, ends[index]]);
        expect(sorted).toEqual([...list].sort((a, b) => a[0] - b[0]));
      }),
    );
  });

  it("are not copied when they are in order already", () => {
    const pairs = { starts: [1, 1, 2], ends: [5, 4, 3] };
    expect(inOrder(pairs)).toBe(pairs);
  });
});
