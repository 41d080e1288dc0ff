import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { movedBookings } from "./moved";

const change = (oldOffsetMin: number, newOffsetMin: number, noticedAt: number) => ({
  ...{ bookingId: "a", startTime: 1_000 },
  ...{ oldOffsetMin, newOffsetMin, noticedAt },
});

describe("bookings whose time of day moved", () => {
  it("show the time they had when made and the time they have now, in one line", () => {
    const moved = movedBookings([change(60, 120, 2), change(0, 60, 1)]);
    expect(moved).toMatchObject([{ bookingId: "a", oldOffsetMin: 0, newOffsetMin: 120 }]);
  });

  it("are no longer listed once they are back where they were", () => {
    expect(movedBookings([change(0, 60, 1), change(60, 0, 2)])).toEqual([]);
  });

  it("are each listed at most once, by start, whatever order the changes come in", () => {
    const offset = fc.integer({ min: -720, max: 840 });
    const path = fc.record({
      bookingId: fc.uuid(),
      startTime: fc.nat(1_000_000),
      offsets: fc.array(offset, { minLength: 2, maxLength: 5 }),
    });
    fc.assert(
      fc.property(fc.uniqueArray(path, { selector: (one) => one.bookingId }), (paths) => {
        const changes = paths.flatMap(({ offsets, ...booking }) =>
          offsets.slice(1).map((newOffsetMin, at) => ({
            ...booking,
            oldOffsetMin: offsets[at] ?? 0,
            newOffsetMin,
            noticedAt: at,
          })),
        );
        const moved = movedBookings([...changes].reverse());
        const expected = paths.filter(({ offsets }) => offsets[0] !== offsets.at(-1));
        expect(moved.map(({ bookingId }) => bookingId).sort()).toEqual(
          expected.map(({ bookingId }) => bookingId).sort(),
        );
        const starts = moved.map(({ startTime }) => startTime);
        expect(starts).toEqual([...starts].sort((a, b) => a - b));
      }),
    );
  });
});
