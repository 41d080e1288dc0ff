import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { advance, isTransient, RETRY, type MessageStatus, type Told } from "./delivery.ts";

const news = fc.constantFrom<Told>("sent", "delivered", "bounced", "failed", "opened", "clicked");
const status = fc.constantFrom<MessageStatus>(
  ...(["planned", "sending", "sent", "delivered", "bounced", "failed", "dropped"] as const),
);

describe("the status of a message", () => {
  it("ends alike in whatever order news comes, and however often", () => {
    fc.assert(
      fc.property(status, fc.array(news), fc.array(news), (first, some, others) => {
        const ordered = [...some, ...others].reduce(advance, first);
        const mixed = [...others, ...some, ...others].reduce(advance, first);
        expect(mixed).toBe(ordered);
      }),
    );
  });

  it("moves with what it is told", () => {
    expect((["sent", "delivered"] as const).reduce<MessageStatus>(advance, "sending")).toBe(
      "delivered",
    );
    expect(advance("sending", "failed")).toBe("failed");
    expect(advance("sent", "bounced")).toBe("bounced");
  });

  it("does not move because a message was opened or clicked", () => {
    fc.assert(
      fc.property(status, (from) => {
        expect([advance(from, "opened"), advance(from, "clicked")]).toEqual([from, from]);
      }),
    );
  });

  it("stays bounced when it is told late that it was delivered", () => {
    expect(advance("bounced", "delivered")).toBe("bounced");
  });

  it("stays failed when it is told late that it was sent, but not when it has arrived after all", () => {
    expect([advance("failed", "sent"), advance("failed", "delivered")]).toEqual([
      "failed",
      "delivered",
    ]);
  });
});

describe("a try that did not succeed", () => {
  it("is worth another when the provider was slow, busy, broken or out of reach", () => {
    const passing = [
      408,
      425,
      429,
      500,
      502,
      503,
      504,
      "timeout",
      "network",
      "concurrent",
    ] as const;
    expect(passing.filter(isTransient)).toEqual([...passing]);
  });

  it("is not worth another when the message itself is refused", () => {
    expect([400, 401, 403, 404, 409, 410, 413, 422, 451].filter(isTransient)).toEqual([]);
  });

  it("is made again within a day", () => {
    let waited = 0;
    for (let retry = 0; retry < RETRY.maxAttempts - 1; retry += 1) {
      waited += RETRY.initialBackoffMs * RETRY.base ** retry;
    }
    expect(waited / 3_600_000).toBeGreaterThan(4);
    expect(waited / 3_600_000).toBeLessThan(5);
  });
});
