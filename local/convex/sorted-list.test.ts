import fc from "fast-check";
import { expect, test } from "vitest";
import { SortedList } from "./sorted-list.ts";

const byValue = (a: number, b: number) => a - b;

/** Numbers enough to split chunks many times, in an order that a seed decides. */
function shuffled(count: number, seed: number): number[] {
  const numbers = Array.from({ length: count }, (_, i) => i);
  let state = seed;
  for (let i = count - 1; i > 0; i--) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    const other = state % (i + 1);
    [numbers[i], numbers[other]] = [numbers[other] ?? 0, numbers[i] ?? 0];
  }
  return numbers;
}

test("holds what was inserted and not removed, in order, from any bound in both directions", () => {
  const scenario = fc.record({
    count: fc.integer({ min: 0, max: 6000 }),
    seed: fc.nat(),
    built: fc.double({ min: 0, max: 1, noNaN: true }),
    kept: fc.integer({ min: 1, max: 10 }),
    from: fc.integer({ min: -1, max: 6001 }),
    to: fc.integer({ min: -1, max: 6001 }),
  });
  fc.assert(
    fc.property(scenario, ({ count, seed, built, kept, from, to }) => {
      const numbers = shuffled(count, seed);
      const start = Math.floor(count * built);
      const list = new SortedList(numbers.slice(0, start), byValue);
      for (const number of numbers.slice(start)) list.insert(number);
      const isKept = (number: number) => number % 10 < kept;
      for (const number of numbers) if (!isKept(number)) list.remove(number);
      list.remove(-5);
      const expected = numbers.filter(isKept).sort(byValue);
      expect([...list.forward(list.start(), list.end())]).toEqual(expected);
      const low = list.find((number) => number >= from);
      const high = list.find((number) => number >= to);
      const between = expected.filter((number) => number >= from && number < to);
      expect([...list.forward(low, high)]).toEqual(between);
      expect([...list.backward(low, high)]).toEqual(between.reverse());
    }),
    { numRuns: 60 },
  );
});
