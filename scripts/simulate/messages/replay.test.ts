import { describe, expect, test, vi } from "vitest";
import { drawnSeldom } from "./drawing.testing.ts";
import { live } from "./history.ts";
import { setStage } from "../stage.testing.ts";
import { ENVIRONMENT } from "./world.ts";

vi.mock("../../../convex/messages/mail/render", async (original) => drawnSeldom(await original()));

/** Of the roughest kind. */
const SEED = 4;

describe("a world", () => {
  setStage(ENVIRONMENT);

  test(
    "goes the same way whenever it is lived, whatever was lived before",
    { timeout: 120_000 },
    async () => {
      const first = await live(SEED);
      await live(SEED + 1);
      const second = await live(SEED);
      expect(second).toEqual(first);
      expect(first.log.length).toBeGreaterThan(50);
    },
  );
});
