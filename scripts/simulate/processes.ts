/*
 * Actions and HTTP actions, as the outside sees them: each does one thing after the other, anything may happen between any two of
 * them, and it may end anywhere. A process stops at a gate before its first call and after each one, until somebody lets it go on or ends it.
 */

/** Convex ends an action after ten minutes, wherever it is. */
const LONGEST_MS = 10 * 60 * 1000;

export class Crash extends Error {
  constructor() {
    super("The process ended before it was done.");
    this.name = "Crash";
  }
}

/** Makes a call that reaches beyond the process, and waits behind it to be let through with its outcome. */
export type Through = <T>(what: string, call: () => Promise<T>) => Promise<T>;

/** A process that waits at a gate: `where` is the call it has just made. */
export type Waiting = {
  name: string;
  where: string;
  startedAt: number;
  goOn: () => void;
  /** Whatever waits here never goes on, and whoever called the process gets an error. */
  end: () => void;
};

export class Processes {
  /** Those that wait, in the order in which they came to their gates. */
  waiting: Waiting[] = [];
  #begun = 0;

  /** Runs an action; what `work` calls through its gate can be seen, stopped and ended from outside. */
  async run<T>(name: string, work: (through: Through) => Promise<T>): Promise<T> {
    this.#begun += 1;
    const label = `${name}#${this.#begun}`;
    const startedAt = Date.now();
    return await new Promise<T>((resolve, reject) => {
      const end = () => reject(new Crash());
      const gate = async (where: string) =>
        await new Promise<void>((goOn) => {
          this.waiting.push({ name: label, where, startedAt, goOn, end });
        });
      const through: Through = async (what, call) => {
        const outcome = await settled(call());
        await gate(`after ${what}`);
        if (outcome.ok) return outcome.value;
        throw outcome.error;
      };
      gate("at its beginning")
        .then(() => work(through))
        .then(resolve, reject);
    });
  }

  release(process: Waiting): void {
    this.#forget(process);
    process.goOn();
  }

  end(process: Waiting): void {
    this.#forget(process);
    process.end();
  }

  /** Ends those that the platform would not let live any longer. */
  endOld(): void {
    const old = this.waiting.filter(({ startedAt }) => startedAt + LONGEST_MS <= Date.now());
    for (const process of old) this.end(process);
  }

  #forget(process: Waiting): void {
    this.waiting = this.waiting.filter((other) => other !== process);
  }
}

type Outcome<T> = { ok: true; value: T } | { ok: false; error: unknown };

async function settled<T>(call: Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await call };
  } catch (error) {
    return { ok: false, error };
  }
}
