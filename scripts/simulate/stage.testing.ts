import { afterEach, beforeEach, vi } from "vitest";
import { NOW } from "./choices.ts";

/** Sets a test's clock and environment to where histories begin, and back. */
export function setStage(environment: Readonly<Record<string, string>>): void {
  beforeEach(() => {
    vi.useFakeTimers({ now: NOW });
    // convex-test tells of every scheduled function that ends with an error, and here they end by the dozen.
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
    vi.unstubAllEnvs();
  });
}
