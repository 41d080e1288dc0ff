import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextTier, phasesOf, problemsOfTiers, refundOf, type RefundTier } from "./refund.ts";

const HOUR = 3_600_000;
const START = Date.UTC(2027, 2, 1, 14);
const MODERATE: RefundTier[] = [
  { hoursBefore: 48, percent: 100 },
  { hoursBefore: 24, percent: 50 },
];
const PAID = {
  tiers: MODERATE,
  startTime: START,
  paid: 8_000,
  refunded: 0,
  currency: "usd",
  by: "customer",
} as const;

const percentAt = (tiers: readonly RefundTier[], now: number) =>
  refundOf({ ...PAID, tiers, now }).percent;

/** Policies that pass `problemsOfTiers`. */
const anyTiers = fc.uniqueArray(fc.nat(400), { maxLength: 5 }).chain((hours) =>
  fc
    .array(fc.nat(100), { minLength: hours.length, maxLength: hours.length })
    .map((percents): RefundTier[] => {
      const falling = (list: number[]) => [...list].sort((a, b) => b - a);
      const fallingPercents = falling(percents);
      return falling(hours).map((hoursBefore, at) => ({
        hoursBefore,
        percent: fallingPercents[at] ?? 0,
      }));
    }),
);
const anyNow = fc.integer({ min: START - 500 * HOUR, max: START + 50 * HOUR });
const anyParty = fc.constantFrom("customer", "member", "owner", "system");
/** Something paid, and a part of it refunded before. */
const anyMoney = fc
  .nat(1_000_000)
  .chain((paid) => fc.nat(paid).map((refunded) => ({ paid, refunded })));
const anyCancelling = fc
  .tuple(anyMoney, fc.record({ tiers: anyTiers, by: anyParty, now: anyNow }))
  .map(([money, how]) => ({ ...PAID, ...money, ...how }));

describe("cancelling", () => {
  it.each([
    [49, 100],
    [48, 100],
    [47.999, 50],
    [24, 50],
    [23.999, 0],
    [0, 0],
    [-1, 0],
  ])("%d hours before the start gives a customer %i %% back", (hours, percent) => {
    expect(refundOf({ ...PAID, now: START - hours * HOUR })).toEqual({
      percent,
      amount: percent * 80,
    });
  });

  it("gives everything back where there are no tiers", () => {
    expect(refundOf({ ...PAID, tiers: [], now: START })).toEqual({ percent: 100, amount: 8_000 });
  });

  it.each(["member", "owner", "system"] as const)(
    "by the %s gives everything back, however late",
    (by) => {
      expect(refundOf({ ...PAID, by, now: START + HOUR })).toEqual({ percent: 100, amount: 8_000 });
    },
  );

  it("rounds half up, in units that can be charged", () => {
    const late = { ...PAID, now: START - 30 * HOUR };
    expect(refundOf({ ...late, paid: 1_001 }).amount).toBe(501);
    expect(refundOf({ ...late, paid: 1_230, currency: "kwd" }).amount).toBe(620);
  });

  it("counts what was given back before", () => {
    const late = { ...PAID, now: START - 30 * HOUR };
    expect(refundOf({ ...late, refunded: 1_000 })).toEqual({ percent: 50, amount: 3_000 });
    expect(refundOf({ ...late, refunded: 5_000 }).amount).toBe(0);
  });

  it("never gives back less than nothing or more than what is left, whoever cancels", () => {
    fc.assert(
      fc.property(anyCancelling, (cancelling) => {
        const { amount } = refundOf(cancelling);
        expect(Number.isInteger(amount)).toBe(true);
        expect(amount).toBeGreaterThanOrEqual(0);
        expect(amount).toBeLessThanOrEqual(cancelling.paid - cancelling.refunded);
      }),
    );
  });

  it("later never gives a customer more back", () => {
    fc.assert(
      fc.property(anyTiers, anyNow, anyNow, (tiers, a, b) => {
        const [earlier, later] = [Math.min(a, b), Math.max(a, b)];
        expect(percentAt(tiers, later)).toBeLessThanOrEqual(percentAt(tiers, earlier));
      }),
    );
  });

  it("in two steps gives back what one step would have: the second finds nothing owed", () => {
    fc.assert(
      fc.property(anyCancelling, (once) => {
        const { amount } = refundOf(once);
        expect(refundOf({ ...once, refunded: once.refunded + amount }).amount).toBe(0);
      }),
    );
  });
});

describe("the next tier", () => {
  it("begins when the promise of the present one has run out", () => {
    const early = { tiers: MODERATE, startTime: START, now: START - 100 * HOUR };
    expect(nextTier(early)).toEqual({ at: START - 48 * HOUR + 1, percent: 50 });
    expect(nextTier({ ...early, now: START - 48 * HOUR })).toMatchObject({ percent: 50 });
    expect(nextTier({ ...early, now: START - 48 * HOUR + 1 })).toEqual({
      at: START - 24 * HOUR + 1,
      percent: 0,
    });
    expect(nextTier({ ...early, now: START - HOUR })).toBeNull();
  });

  it("is none where nothing is given back anyway, or everything always is", () => {
    const nothing = [{ hoursBefore: 24, percent: 0 }];
    expect(nextTier({ tiers: nothing, startTime: START, now: 0 })).toBeNull();
    expect(nextTier({ tiers: [], startTime: START, now: 0 })).toBeNull();
  });

  it("is the instant at which the refund itself changes, and the refund is the same until then", () => {
    fc.assert(
      fc.property(
        anyTiers,
        anyNow,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (tiers, now, part) => {
          const next = nextTier({ tiers, startTime: START, now });
          const until = next ? next.at - 1 : START + 100 * HOUR;
          const between = now + Math.floor((until - now) * part);
          expect(percentAt(tiers, between)).toBe(percentAt(tiers, now));
          if (!next) return;
          expect(next.at).toBeGreaterThan(now);
          expect(percentAt(tiers, next.at)).toBe(next.percent);
          expect(next.percent).toBeLessThan(percentAt(tiers, now));
        },
      ),
    );
  });
});

describe("a policy read out", () => {
  it("names each change once", () => {
    expect(phasesOf(MODERATE)).toEqual([
      { untilHours: 48, percent: 100 },
      { untilHours: 24, percent: 50 },
      { untilHours: null, percent: 0 },
    ]);
    expect(phasesOf([])).toEqual([{ untilHours: 0, percent: 100 }]);
    expect(phasesOf([{ hoursBefore: 0, percent: 50 }])).toEqual([{ untilHours: 0, percent: 50 }]);
    expect(phasesOf([{ hoursBefore: 24, percent: 0 }])).toEqual([{ untilHours: null, percent: 0 }]);
  });

  it("says what the refund is, at any time until the start", () => {
    const beforeStart = fc.integer({ min: START - 500 * HOUR, max: START });
    fc.assert(
      fc.property(anyTiers, beforeStart, (tiers, now) => {
        const said = phasesOf(tiers).find(
          ({ untilHours }) => untilHours === null || now <= START - untilHours * HOUR,
        );
        expect(said?.percent).toBe(percentAt(tiers, now));
      }),
    );
  });
});

describe("a cancellation policy", () => {
  it("is fine with tiers that fall towards the start", () => {
    fc.assert(fc.property(anyTiers, (tiers) => problemsOfTiers(tiers).length === 0));
  });

  it("is refused with all that is wrong, tier by tier", () => {
    const wrong = [
      { hoursBefore: 24, percent: 50 },
      { hoursBefore: 24, percent: 60 },
      { hoursBefore: 0.5, percent: -1 },
      { hoursBefore: 9_000, percent: NaN },
    ];
    expect(problemsOfTiers(wrong)).toEqual([
      { field: "refundTiers[1].hoursBefore", problem: "HOURS_NOT_FALLING" },
      { field: "refundTiers[1].percent", problem: "PERCENT_RISING" },
      { field: "refundTiers[2].hoursBefore", problem: "BAD_HOURS" },
      { field: "refundTiers[2].percent", problem: "BAD_PERCENT" },
      { field: "refundTiers[3].hoursBefore", problem: "BAD_HOURS" },
      { field: "refundTiers[3].percent", problem: "BAD_PERCENT" },
    ]);
  });

  it("has at most five tiers", () => {
    const tiers = [60, 50, 40, 30, 20, 10].map((hoursBefore) => ({ hoursBefore, percent: 10 }));
    expect(problemsOfTiers(tiers)).toEqual([{ field: "refundTiers", problem: "TOO_MANY_TIERS" }]);
    expect(problemsOfTiers(tiers.slice(1))).toEqual([]);
  });
});
