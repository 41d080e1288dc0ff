import { afterEach, describe, expect, it } from "vitest";
import { guardLeaving, leave } from "./leave-guard";

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** A guard that notes that it was asked, and agrees. */
function watch(name: string, asked: string[]): () => void {
  const end = guardLeaving((go) => {
    asked.push(name);
    go();
  });
  ends.push(end);
  return end;
}

function tryToLeave(): boolean {
  let hasLeft = false;
  leave(() => {
    hasLeft = true;
  });
  return hasLeft;
}

describe("leaving a page", () => {
  it("asks nobody where nothing would be lost", () => {
    expect(tryToLeave()).toBe(true);
  });

  it("waits for whoever is asked to agree", () => {
    ends.push(guardLeaving(() => undefined));
    expect(tryToLeave()).toBe(false);
  });

  it("asks once where two forms of a page have something to lose, and still asks when one is saved", () => {
    const asked: string[] = [];
    watch("first", asked);
    const endOfSecond = watch("second", asked);
    expect(tryToLeave()).toBe(true);
    endOfSecond();
    tryToLeave();
    expect(asked).toEqual(["second", "first"]);
  });
});
