import { RateLimiter } from "@convex-dev/rate-limiter";
import { components } from "../_generated/api";
import type { MutationCtx } from "../_generated/server";

const limiter = new RateLimiter(components.rateLimiter);

/** At most `count` in any stretch of `windowMs`, of whatever `name` and `key` stand for. */
export type Window = { name: string; key: string; count: number; windowMs: number };

/**
 * Takes one place in a sliding window; returns 0, or how many milliseconds it takes until a place is free. The component's own limits
 * let through up to twice as many around the end of a window. So each place is a bucket of its own, which one caller empties and time
 * fills again: it holds as many tokens as the window has milliseconds, and gets one each millisecond, which keeps the sums whole.
 */
export async function takePlace(
  ctx: MutationCtx,
  { name, key, count, windowMs }: Window,
): Promise<number> {
  const config = { kind: "token bucket", rate: 1, period: 1, capacity: windowMs } as const;
  // Places are mostly free: beginning anywhere finds one soon, and keeps simultaneous callers out of each other's way.
  const first = Math.floor(Math.random() * count);
  let waitMs = Infinity;
  for (let tried = 0; tried < count; tried++) {
    const place = { key: `${key}:${(first + tried) % count}`, count: windowMs, config };
    const { ok, retryAfter } = await limiter.limit(ctx, name, place);
    if (ok) return 0;
    waitMs = Math.min(waitMs, retryAfter);
  }
  return waitMs;
}
