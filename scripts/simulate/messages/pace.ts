import { Crash, type Through } from "../processes.ts";
import type { Dice } from "../dice.ts";

/*
 * Actions in virtual time: each call takes a while, so that whatever else happens comes in between, and after any of them the process may end.
 */

/** A process under way; `messageId` is what it was told to send. */
export type Run = {
  name: string;
  messageId: string | null;
  /** When its first mutation was committed: that of a try is its claim. */
  claimedAt: number | null;
};

export type Trouble = { at: number; what: string };

/** As long as a mutation takes where ten others are under way. */
const MUTATION_MS = { least: 5, most: 60 };

export async function sleep(ms: number): Promise<void> {
  await new Promise<void>((resolve) => setTimeout(resolve, ms));
}

export class Pace {
  /** How often a process ends after one of its calls. */
  crash = 0;
  /** At which of all gates a process ends whatever the dice say, and how many have been passed. */
  crashAt = Infinity;
  gatesPassed = 0;
  crashes = 0;
  /** The process that makes a call, for as long as the call's first step takes. */
  caller: Run | null = null;
  /** What went wrong with a message, beside what its provider did. */
  readonly troubles = new Map<string, Trouble[]>();
  readonly #dice: Dice;

  constructor(dice: Dice) {
    this.#dice = dice;
  }

  note(messageId: string | null, what: string): void {
    if (messageId === null) return;
    const known = this.troubles.get(messageId) ?? [];
    this.troubles.set(messageId, [...known, { at: Date.now(), what }]);
  }

  async run<T>(
    name: string,
    work: (through: Through) => Promise<T>,
    argument: unknown,
  ): Promise<T> {
    const { id } = (argument ?? {}) as { id?: unknown };
    const run: Run = { name, messageId: typeof id === "string" ? id : null, claimedAt: null };
    const through: Through = async (what, call) => {
      if (what === "a mutation" || what === "a query") await sleep(this.#between(MUTATION_MS));
      this.caller = run;
      const outcome = call();
      this.caller = null;
      // A call that fails after its process has ended fails unheard.
      outcome.catch(() => undefined);
      await outcome.catch(() => undefined);
      if (what === "a mutation") run.claimedAt ??= Date.now();
      this.#gate(run, `after ${what}`);
      return await outcome;
    };
    this.#gate(run, "at its beginning");
    return await work(through);
  }

  #gate(run: Run, where: string): void {
    this.gatesPassed += 1;
    if (this.gatesPassed !== this.crashAt && !this.#dice.chance(this.crash)) return;
    this.crashes += 1;
    this.note(run.messageId, `crash ${where}`);
    throw new Crash();
  }

  #between({ least, most }: { least: number; most: number }): number {
    return least + this.#dice.below(most - least);
  }
}
