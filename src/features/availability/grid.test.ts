import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellAt, gridKey, isInPatch, LAST_MINUTE, patchBetween, type Cell } from "./grid";
import { STEP_MIN } from "../../lib/week";

const cells: fc.Arbitrary<Cell> = fc
  .tuple(fc.nat(6), fc.nat(95))
  .map(([day, row]) => ({ day, minute: row * STEP_MIN }));
const KEYS = [
  "ArrowUp",
  "ArrowDown",
  "ArrowLeft",
  "ArrowRight",
  "PageUp",
  "PageDown",
  "Home",
  "End",
];
const press = (key: string, held: { shiftKey?: boolean; ctrlKey?: boolean } = {}) => ({
  key,
  shiftKey: false,
  ctrlKey: false,
  ...held,
});

describe("moving in the week grid", () => {
  it("never leaves the week, whatever is pressed", () => {
    fc.assert(
      fc.property(
        cells,
        fc.array(fc.tuple(fc.constantFrom(...KEYS), fc.boolean())),
        (start, presses) => {
          let at = start;
          for (const [key, ctrlKey] of presses) {
            const action = gridKey(press(key, { ctrlKey }), at);
            if (action?.kind !== "move") throw new Error(`${key} does not move`);
            at = action.to;
            expect(at.day >= 0 && at.day <= 6).toBe(true);
            expect(at.minute >= 0 && at.minute <= LAST_MINUTE).toBe(true);
            expect(at.minute % STEP_MIN).toBe(0);
          }
        },
      ),
    );
  });

  it("goes by a quarter of an hour, an hour with Ctrl, four hours by page, and a day sideways", () => {
    const at = { day: 1, minute: 540 };
    const to = (key: string, ctrlKey = false) => gridKey(press(key, { ctrlKey }), at);
    expect(to("ArrowDown")).toMatchObject({ to: { day: 1, minute: 555 } });
    expect(to("ArrowDown", true)).toMatchObject({ to: { day: 1, minute: 600 } });
    expect(to("PageUp")).toMatchObject({ to: { day: 1, minute: 300 } });
    expect(to("ArrowRight")).toMatchObject({ to: { day: 2, minute: 540 } });
    expect(to("End", true)).toMatchObject({ to: { day: 6, minute: LAST_MINUTE } });
  });

  it("extends with Shift, paints with Enter and Space, erases with Delete, gives up with Escape", () => {
    const at = { day: 0, minute: 0 };
    expect(gridKey(press("ArrowDown", { shiftKey: true }), at)).toMatchObject({ extend: true });
    expect(gridKey(press("Enter"), at)).toEqual({ kind: "toggle" });
    expect(gridKey(press(" "), at)).toEqual({ kind: "toggle" });
    expect(gridKey(press("Delete"), at)).toEqual({ kind: "erase" });
    expect(gridKey(press("Escape"), at)).toEqual({ kind: "cancel" });
    expect(gridKey(press("a"), at)).toBeNull();
    expect(gridKey(press("Tab"), at)).toBeNull();
  });
});

describe("a stroke over the week grid", () => {
  it("covers the cells it began and ended on and all between, in whichever direction it went", () => {
    fc.assert(
      fc.property(cells, cells, cells, (one, other, any) => {
        const patch = patchBetween(one, other);
        expect(patchBetween(other, one)).toEqual(patch);
        const isBetween =
          Math.min(one.day, other.day) <= any.day &&
          any.day <= Math.max(one.day, other.day) &&
          Math.min(one.minute, other.minute) <= any.minute &&
          any.minute <= Math.max(one.minute, other.minute);
        expect(isInPatch(patch, any)).toBe(isBetween);
      }),
    );
  });

  it("finds the cell under the pointer, and the nearest one when the pointer has left the grid", () => {
    expect(cellAt(0, 0)).toEqual({ day: 0, minute: 0 });
    expect(cellAt(0.5, 0.5)).toEqual({ day: 3, minute: 720 });
    expect(cellAt(1, 1)).toEqual({ day: 6, minute: LAST_MINUTE });
    expect(cellAt(-2, 7)).toEqual({ day: 0, minute: LAST_MINUTE });
  });
});
