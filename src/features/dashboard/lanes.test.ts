import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeInLanes, type Span } from "./lanes";

const spans = fc
  .array(
    fc
      .tuple(fc.nat(200), fc.integer({ min: 1, max: 40 }))
      .map(([start, length]): Span => ({ start, end: start + length })),
    { maxLength: 30 },
  )
  .map((list) => list.sort((a, b) => a.start - b.start));

const overlap = (a: Span, b: Span) => a.start < b.end && b.start < a.end;

describe("the lanes of a day", () => {
  it("show every booking, and never two that overlap in one lane", () => {
    fc.assert(
      fc.property(spans, (items) => {
        const placed = placeInLanes(items);
        expect(placed.map(({ item }) => item)).toEqual(items);
        for (const one of placed) {
          expect(one.lane).toBeLessThan(one.lanes);
          for (const other of placed) {
            if (one === other || !overlap(one.item, other.item)) continue;
            expect(one.lane).not.toBe(other.lane);
            expect(one.lanes).toBe(other.lanes);
          }
        }
      }),
    );
  });

  it("leave a booking the whole width when nothing overlaps it", () => {
    const touching = [
      { start: 0, end: 30 },
      { start: 30, end: 60 },
    ];
    expect(placeInLanes(touching).map(({ lanes }) => lanes)).toEqual([1, 1]);
  });
});
