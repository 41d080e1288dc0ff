import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { merge, overlaps, subtract, type Interval } from "./intervals.ts";

const SIZE = 40;
const anyInterval: fc.Arbitrary<Interval> = fc
  .tuple(fc.nat(SIZE), fc.integer({ min: -3, max: 12 }))
  .map(([start, length]) => ({ start, end: start + length }));
const anyList = fc.array(anyInterval, { maxLength: 8 });

/** The whole points an interval list covers: the definition, without any cleverness. */
function pointsOf(list: readonly Interval[]): boolean[] {
  return Array.from({ length: SIZE + 13 }, (_, point) =>
    list.some(({ start, end }) => start <= point && point < end),
  );
}

function isTidy(list: readonly Interval[]): boolean {
  return list.every(
    ({ start, end }, index) => start < end && start > (list[index - 1]?.end ?? -Infinity),
  );
}

describe("intervals", () => {
  it("merged cover the same points, in order, neither overlapping nor touching", () => {
    fc.assert(
      fc.property(anyList, (list) => {
        const merged = merge(list);
        expect(pointsOf(merged)).toEqual(pointsOf(list));
        expect(isTidy(merged)).toBe(true);
      }),
    );
  });

  it("subtracted leave exactly the points that are not cut", () => {
    fc.assert(
      fc.property(anyList, anyList, (from, cut) => {
        const left = subtract(from, cut);
        const cutPoints = pointsOf(cut);
        expect(pointsOf(left)).toEqual(pointsOf(from).map((has, at) => has && !cutPoints[at]));
        expect(isTidy(left)).toBe(true);
      }),
    );
  });

  it("overlap when they share a point, so not when they only touch", () => {
    fc.assert(
      fc.property(anyInterval, anyInterval, (a, b) => {
        const shared = pointsOf([a]).some((has, at) => has && pointsOf([b])[at]);
        expect(overlaps(a, b)).toBe(shared);
      }),
    );
    expect(overlaps({ start: 1, end: 2 }, { start: 2, end: 3 })).toBe(false);
  });

  it("are not changed by being merged or cut", () => {
    const list = [
      { start: 5, end: 9 },
      { start: 1, end: 6 },
    ];
    merge(list);
    subtract(list, [{ start: 2, end: 3 }]);
    expect(list).toEqual([
      { start: 5, end: 9 },
      { start: 1, end: 6 },
    ]);
  });
});
