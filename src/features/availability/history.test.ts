import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { redo, startHistory, step, undo, type History } from "./history";

const actions = fc.array(fc.constantFrom("step", "undo", "redo"), { maxLength: 60 });

describe("undo and redo", () => {
  it("agree with a list of states and a place in it", () => {
    fc.assert(
      fc.property(actions, (list) => {
        let history: History<number> = startHistory(0);
        let states = [0];
        let place = 0;
        list.forEach((action, index) => {
          if (action === "step") {
            history = step(history, index + 1);
            states = [...states.slice(0, place + 1), index + 1];
            place += 1;
          } else if (action === "undo") {
            history = undo(history);
            place = Math.max(0, place - 1);
          } else {
            history = redo(history);
            place = Math.min(states.length - 1, place + 1);
          }
          expect(history.present).toBe(states[place]);
          expect(history.past).toEqual(states.slice(0, place));
          expect(history.future).toEqual(states.slice(place + 1));
        });
      }),
    );
  });

  it("forgets the oldest steps rather than growing without end", () => {
    let history: History<number> = startHistory(0);
    for (let index = 1; index <= 250; index += 1) history = step(history, index);
    expect(history.past).toHaveLength(100);
    expect(history.past[0]).toBe(150);
  });
});
