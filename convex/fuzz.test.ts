import type { GenericDocument } from "convex/server";
import { getDocumentSize, type Value } from "convex/values";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { drawLike, pick, type Draw, type Shape } from "./hostile.testing";
import { MATRIX } from "./matrix.testing";
import { CALLERS, type Caller } from "./matrixRows.testing";
import { everythingIn, listPublicFunctions, tryOut, type PublicFunction } from "./surface.testing";
import { NOW, openWorld, personOf, tokensBy, type World } from "./world.testing";

/** Calls of each function: few in every run of the tests, as many as one likes with FUZZ_RUNS=5000 and another FUZZ_SEED. */
const RUNS = Number(import.meta.env.FUZZ_RUNS ?? 40);
const SEED = Number(import.meta.env.FUZZ_SEED ?? 20270301);

const MAX_DOCUMENT_BYTES = 2 ** 20;
const MAX_ARRAY = 8192;
const FIVE_YEARS_MS = 5 * 365 * 24 * 60 * 60 * 1000;

let world: World;

beforeAll(async () => {
  vi.useFakeTimers({ now: NOW });
  world = await openWorld();
});
afterAll(() => {
  vi.useRealTimers();
});

const FUNCTIONS = listPublicFunctions().filter(({ path }) => MATRIX[path] !== undefined);
const CALLER_NAMES = Object.keys(CALLERS) as Caller[];

function callerOf(name: Caller) {
  const subject = CALLERS[name];
  return subject === null ? world.t : personOf(world.t, subject);
}

/** Convex refuses longer lists, in answers and in rows, with an error of its own that no caller can act on. */
function expectShortLists(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) expect(value.length, "a list").toBeLessThanOrEqual(MAX_ARRAY);
  for (const part of Object.values(value)) expectShortLists(part);
}

function expectStorable(rows: Record<string, unknown[]>): void {
  for (const row of Object.values(rows).flat()) {
    expect(getDocumentSize(row as GenericDocument)).toBeLessThanOrEqual(MAX_DOCUMENT_BYTES);
    expectShortLists(row);
    const { scheduledTime = NOW } = row as { scheduledTime?: number };
    expect(Math.abs(scheduledTime - NOW), "a job").toBeLessThanOrEqual(FIVE_YEARS_MS);
  }
}

function shorten(args: unknown): string {
  return JSON.stringify(args, (_, value: unknown) =>
    typeof value === "string" && value.length > 80 ? `${value.slice(0, 80)}…` : value,
  ).slice(0, 2000);
}

async function tryHostileCall(called: PublicFunction, draw: Draw): Promise<void> {
  const { path, kind, argsJson } = called;
  const { own, foreign, absent } = world.targets;
  const base = MATRIX[path]?.args(
    own,
    tokensBy(own, ({ token }) => token),
  );
  const targets = [own, foreign, absent];
  const calm = pick(draw, [2, 5, 15]);
  const args = drawLike(draw, JSON.parse(argsJson) as Shape, { base, targets, calm });
  const name = pick<Caller>(draw, ["member", "owner", ...CALLER_NAMES]);
  try {
    const call = { path, kind, args: args as Record<string, Value> };
    const outcome = await tryOut(callerOf(name), call, expectStorable);
    expect(outcome, "every argument fits its validator").not.toBe("arguments");
    expectShortLists(outcome);
  } catch (error) {
    throw new Error(`${name} called ${path} with ${shorten(args)}`, { cause: error });
  }
}

describe("hostile arguments", () => {
  test.each(FUNCTIONS)(
    "$path answers or refuses with a code, and a refused call leaves no trace",
    { timeout: 5000 + 200 * RUNS },
    async (called) => {
      const before = await everythingIn(world.t);
      await fc.assert(
        fc.asyncProperty(fc.gen(), async (draw) => await tryHostileCall(called, draw)),
        { numRuns: RUNS, seed: SEED, endOnFailure: true },
      );
      expect(await everythingIn(world.t)).toEqual(before);
    },
  );
});
