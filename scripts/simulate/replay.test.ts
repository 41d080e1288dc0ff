import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { historyOf, live, type History } from "./history.ts";
import { shrink } from "./shrink.ts";
import { setStage } from "./stage.testing.ts";
import { ENVIRONMENT } from "./world.ts";

const FILE = import.meta.env.SIMULATE_REPLAY as string | undefined;

setStage(ENVIRONMENT);

describe("a history", () => {
  test(
    "goes the same way whenever it is lived, whatever was lived before",
    { timeout: 60_000 },
    async () => {
      const first = await live(historyOf(7));
      await live(historyOf(8));
      const second = await live(historyOf(7));
      expect(second).toEqual(first);
      expect(first.log.length).toBeGreaterThan(100);
    },
  );

  test("that fails is cut down to what it fails by", async () => {
    const whole = historyOf(11);
    const isHeld = (history: History) =>
      Promise.resolve(history.steps.some(({ what }) => what === "hold"));
    const { steps, faults } = await shrink(whole, isHeld);
    expect(steps.map(({ what }) => what)).toEqual(["hold"]);
    expect(new Set(Object.values(faults))).toEqual(new Set([0]));
  });

  test.runIf(FILE)("from a file goes as it went", async () => {
    const { log, broken } = await live(JSON.parse(readFileSync(FILE ?? "", "utf8")) as History);
    console.log(log.join("\n"));
    expect(broken).toEqual([]);
  });
});
