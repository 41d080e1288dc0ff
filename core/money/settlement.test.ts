import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  advance,
  backoffMs,
  nextStep,
  paymentStatusOf,
  type Standing,
  type Want,
} from "./settlement.ts";

const STANDINGS = [
  "created",
  "open",
  "processing",
  "authorized",
  "captured",
  "cancelled",
] as const satisfies Standing[];
const WANTS = ["wait", "take", "drop"] as const satisfies Want[];

const anyStanding = fc.constantFrom<Standing>(...STANDINGS);
const anyWant = fc.constantFrom<Want>(...WANTS);

describe("the next step", () => {
  it("captures only what is wanted, and cancels only what is not", () => {
    fc.assert(
      fc.property(anyStanding, anyWant, (standing, want) => {
        const step = nextStep({ standing, want });
        if (step === "capture") expect(want).toBe("take");
        if (step === "cancel") expect(want).toBe("drop");
      }),
    );
  });

  it("is none exactly where the payment can come no further", () => {
    for (const standing of STANDINGS) {
      for (const want of WANTS) {
        const isOver = standing === "captured" || standing === "cancelled";
        expect(nextStep({ standing, want }) === "none").toBe(isOver);
      }
    }
  });
});

describe("how far a payment has come", () => {
  it("does not depend on the order in which events tell it, however often they come", () => {
    const anyStory = fc.subarray([...STANDINGS].filter((each) => each !== "cancelled"));
    fc.assert(
      fc.property(anyStory, fc.array(fc.nat(5)), (story, repeats) => {
        const told = [...story, ...repeats.flatMap((index) => story[index] ?? [])];
        const end = (order: readonly Standing[]) =>
          order.reduce<Standing>((standing, each) => advance(standing, each, false), "created");
        expect(end(told)).toBe(end(story));
        expect(end(told.toReversed())).toBe(end(story));
      }),
    );
  });

  it("never goes back from money that was received, or from a payment that was cancelled", () => {
    fc.assert(
      fc.property(anyStanding, fc.boolean(), (told, isAnswer) => {
        expect(advance("captured", told, isAnswer)).toBe("captured");
        expect(advance("cancelled", told, isAnswer)).toBe("cancelled");
      }),
    );
  });

  it("opens again after a bank refused, when Stripe was asked just now, and not for an old event", () => {
    expect(advance("processing", "open", true)).toBe("open");
    expect(advance("processing", "open", false)).toBe("processing");
  });
});

describe("waiting before the next try", () => {
  it("grows from a minute to six hours and no further", () => {
    const waits = [1, 2, 3, 20, 1_000].map((attempts) => backoffMs(attempts) / 60_000);
    expect(waits).toEqual([2, 4, 8, 360, 360]);
  });
});

describe("a booking's payments in one word", () => {
  const paid = (received: number, refunded = 0) => ({
    ...{ standing: "captured" as const, received, refunded, isDeclined: false },
  });
  const open = { standing: "open" as const, received: 0, refunded: 0, isDeclined: false };

  it.each([
    ["none", []],
    ["awaiting", [open]],
    ["failed", [{ ...open, isDeclined: true }]],
    ["authorized", [{ ...open, standing: "authorized" as const }]],
    ["none", [{ ...open, standing: "cancelled" as const }]],
    ["deposit_paid", [paid(20)]],
    ["deposit_paid", [paid(20), open]],
    ["paid", [paid(20), paid(80)]],
    ["partially_refunded", [paid(100, 50)]],
    ["refunded", [paid(20, 20), paid(80, 80)]],
  ])("is %s", (word, payments) => {
    expect(paymentStatusOf(100, payments)).toBe(word);
  });
});
