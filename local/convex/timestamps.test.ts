import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeTimestamp, encodeTimestamp, Timestamps } from "./timestamps.ts";

test("timestamps only grow, whatever the clock does", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 2 ** 41 }), { minLength: 1 }), (clock) => {
      let now = 0;
      const timestamps = new Timestamps(() => now);
      let last = timestamps.last;
      for (now of clock) {
        const next = timestamps.next();
        expect(next).toBeGreaterThan(last);
        expect(timestamps.last).toBe(next);
        last = next;
      }
    }),
  );
});

test("a stored timestamp is never handed out again", () => {
  const timestamps = new Timestamps(() => 1000);
  timestamps.observe(5_000_000_000_000n);
  expect(timestamps.next()).toBe(5_000_000_000_001n);
});

test("a client cannot push time beyond the next day", () => {
  const timestamps = new Timestamps(() => 1000);
  const before = timestamps.last;
  timestamps.observeFromClient(2n ** 64n - 1n);
  expect(timestamps.last).toBe(before);
  timestamps.observeFromClient(before + 1n);
  expect(timestamps.last).toBe(before + 1n);
});

test("the protocol's form keeps every timestamp", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), (ts) => {
      expect(decodeTimestamp(encodeTimestamp(ts))).toBe(ts);
    }),
  );
});

test("what is not eight bytes is no timestamp", () => {
  expect(decodeTimestamp("AAAA")).toBeNull();
});

test("the first version of a session is the one that clients start from", () => {
  expect(encodeTimestamp(0n)).toBe("AAAAAAAAAAA=");
});
