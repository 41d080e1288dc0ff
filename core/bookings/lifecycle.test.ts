import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  STATUSES,
  TRANSITIONS,
  canMove,
  isBlocking,
  isHoldLive,
  type Status,
} from "./lifecycle.ts";

const anyStatus = fc.constantFrom(...STATUSES);

describe("the life of a booking", () => {
  test("starts as a hold: nothing leads back to one", () => {
    for (const from of STATUSES) expect(canMove(from, "held")).toBe(false);
  });

  test("ends for good: no state that frees the time leads to one that blocks it", () => {
    fc.assert(
      fc.property(fc.array(anyStatus, { maxLength: 12 }), (attempts) => {
        let status: Status = "held";
        let ended = false;
        for (const next of attempts) {
          if (!canMove(status, next)) continue;
          status = next;
          if (ended) expect(isBlocking(status)).toBe(false);
          ended ||= !isBlocking(status);
        }
      }),
    );
  });

  test("every state can be reached from a hold", () => {
    const reached = new Set<Status>(["held"]);
    for (const status of reached) for (const next of TRANSITIONS[status]) reached.add(next);
    expect([...reached].sort()).toEqual([...STATUSES].sort());
  });

  test("a declined, expired or cancelled request can never be confirmed", () => {
    for (const from of ["declined", "expired", "cancelled", "completed", "no_show"] as const) {
      expect(canMove(from, "confirmed")).toBe(false);
    }
  });

  test("a hold is over at its expiry instant, not after it", () => {
    expect(isHoldLive({ expiresAt: 1000 }, 999)).toBe(true);
    expect(isHoldLive({ expiresAt: 1000 }, 1000)).toBe(false);
  });
});
