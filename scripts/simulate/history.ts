import { TURNS, type TurnName } from "./actors.ts";
import type { Choice } from "./choices.ts";
import { NO_FAULTS, type Faults } from "./bank.ts";
import { Dice } from "./dice.ts";
import { brokenInvariants, lastingReserves, overlaps, type Finding } from "./invariants.ts";
import { readRows } from "./rows.ts";
import { World, type Tally } from "./world.ts";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Everything that a history is made of: whoever lives it again sees the same. */
export type History = { seed: number; faults: Faults; steps: Step[] };

/** A step, and how many of those who wait are let go on after it. */
export type Step = Choice & { what: TurnName | "wait" | "lag"; moves: number; dice: number };

/** As the issue states them. */
export const FAULTS: Faults = {
  ...{ crash: 0.08, lostReply: 0.15, refundError: 0.25, serverError: 0.05 },
  ...{ eventTwice: 0.25, eventLate: 0.1, mailError: 0.25 },
};

const WEIGHTS: Readonly<Record<Step["what"], number>> = {
  ...{ hold: 14, goOn: 64, enter: 1, again: 6, repair: 2, wait: 12, lag: 2, forgedEvent: 1 },
  ...{ refundAtStripe: 1, cancelAtStripe: 1, changeAmountAtStripe: 1, dispute: 1 },
  ...{ refundBounces: 1, foreignMoney: 1 },
};

/** A history ends after so many calls of people, Stripe and the sweep, and has steps enough to come to them. */
export const CALLS = 55;
const STEPS = 160;

/** The history of a seed. */
export function historyOf(seed: number): History {
  const dice = new Dice(seed, "steps");
  const steps = Array.from({ length: STEPS }, () => ({
    what: dice.weighed(WEIGHTS),
    ...{ a: dice.below(1_000), b: dice.below(1_000), c: dice.below(1_000) },
    moves: dice.below(24),
    dice: dice.below(1_000_000),
  }));
  return { seed, faults: FAULTS, steps };
}

const WAITS = [
  ...[SECOND_MS, 10 * SECOND_MS, 30 * SECOND_MS, 45 * SECOND_MS, MINUTE_MS, MINUTE_MS],
  ...[MINUTE_MS, 3 * MINUTE_MS, 5 * MINUTE_MS, 10 * MINUTE_MS, 25 * MINUTE_MS, 20 * HOUR_MS],
];

async function take(world: World, step: Step): Promise<string> {
  const { what, a, dice } = step;
  const ms = WAITS[a % WAITS.length] ?? MINUTE_MS;
  if (what === "lag") {
    world.lag(Math.min(ms, HOUR_MS));
    return `${Math.min(ms, HOUR_MS) / SECOND_MS} s`;
  }
  if (what === "wait") {
    await world.elapse(ms, { dice: new Dice(dice, "wait") });
    return `${ms / SECOND_MS} s`;
  }
  return await TURNS[what](world, step);
}

export type Outcome = {
  log: string[];
  tally: Tally & { confirmed: number; refunded: number; mails: number };
  /** What is wrong in the end; [] when nothing is. */
  broken: string[];
};

/** Lives a history to its end, and until nothing is under way any more. Fake timers must be in use. */
export async function live({ seed, faults, steps }: History): Promise<Outcome> {
  const world = await World.open(seed);
  world.faults = faults;
  let broken: string[] = [];
  try {
    for (const [at, step] of steps.entries()) {
      const code = await take(world, step);
      world.note(`${step.what}(${step.a}, ${step.b}, ${step.c}): ${code}`);
      const dice = new Dice(step.dice, "moves");
      for (let moves = step.moves; moves > 0; moves--) if (!(await world.moveOn(dice))) break;
      if (at % 8 === 0) broken = sentences(overlaps(await readRows(world.t, ["bookings"])));
      broken.push(...sentences(world.refused));
      if (broken.length > 0 || world.tally.calls >= CALLS) break;
    }
    world.faults = NO_FAULTS;
    if (broken.length === 0) broken = await drain(world);
  } catch (error) {
    broken = [`threw: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`];
  }
  const { bookings } = await readRows(world.t, ["bookings"]);
  const confirmed = bookings.filter(({ confirmedAt }) => confirmedAt !== undefined).length;
  return {
    log: world.log,
    tally: {
      ...world.tally,
      ...{ confirmed, refunded: world.bank.refunds.length, mails: world.mails.taken.size },
    },
    broken,
  };
}

/** Longer than Stripe keeps an answer that it broke off with, and much less than an authorisation lives. */
const RESERVED_MS = 2 * DAY_MS;
/** Longer than any authorisation, request or idempotency key lives, and any event is late. */
const DRAIN_MS = 14 * DAY_MS;

/** Lets everything come to its end without faults, and says what is wrong then. */
export async function drain(world: World): Promise<string[]> {
  world.note("From here on nothing fails.");
  await world.calmDown();
  await world.elapse(RESERVED_MS);
  const reserved = lastingReserves(await readRows(world.t, ["bookings"]), world.bank);
  if (reserved.length > 0) return sentences(reserved);
  await world.elapse(DRAIN_MS, { strideMs: DAY_MS });
  await repairAll(world);
  await world.elapse(DAY_MS + HOUR_MS, { strideMs: DAY_MS });
  const rows = await readRows(world.t);
  return sentences(brokenInvariants(rows, world));
}

/** The owners see to refunds that banks have sent back. */
async function repairAll(world: World): Promise<void> {
  for (let round = 0; round < 20; round++) {
    const { mismatches } = await readRows(world.t, ["mismatches"]);
    const failed = mismatches.filter(
      ({ kind, resolvedAt }) => kind === "refund_failed" && resolvedAt === null,
    );
    if (failed.length === 0) return;
    for (const { _id } of failed) await world.repair(_id);
    await world.elapse(DAY_MS);
  }
}

function sentences(findings: readonly Finding[]): string[] {
  return findings.map(({ invariant, problem }) => `${invariant}: ${problem}`);
}
