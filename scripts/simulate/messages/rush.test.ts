import { describe, expect, test } from "vitest";
import { AT_ONCE } from "../../../core/messages/delivery.ts";
import { rush } from "./rush.ts";

const MINUTE_MS = 60_000;
const RUSH = { messages: 5_000, workers: 8, width: AT_ONCE.planned, isSpread: true };

describe("five thousand reminders that are due at one minute", () => {
  test("have left before the minute is over, on a deployment with eight workers", () => {
    const { lastMs, mostAtOnce } = rush(RUSH);
    expect(lastMs).toBeLessThan(MINUTE_MS);
    expect(mostAtOnce).toBeLessThanOrEqual(AT_ONCE.planned);
  });

  test("would not, if a worker carried one message at a time", () => {
    expect(rush({ ...RUSH, width: 8 }).lastMs).toBeGreaterThan(3 * MINUTE_MS);
  });

  test("come to no provider all at once: no second sees twice as many as the average of the time they are spread over", () => {
    const spread = rush({ ...RUSH, width: 1_000 });
    const atOnce = rush({ ...RUSH, width: 1_000, isSpread: false });
    expect(spread.perSecond).toBeLessThan(250);
    expect(atOnce.perSecond).toBeGreaterThan(spread.perSecond);
  });
});
