import { AsyncResource } from "node:async_hooks";

/** Time, as far as timers and schedules need it; tests bring their own. Instants are epoch milliseconds. */
export type Clock = {
  now(): number;
  setTimeout(run: () => void, delayMs: number): unknown;
  clearTimeout(handle: unknown): void;
};

export const systemClock: Clock = {
  now: () => Date.now(),
  setTimeout: (run, delayMs) => setTimeout(run, delayMs),
  clearTimeout: (handle) => {
    clearTimeout(handle as NodeJS.Timeout);
  },
};

/**
 * Node's timers overflow at 2^31 ms (24.8 days) and fire at once. Looking again every hour also keeps a
 * schedule right when the machine slept or its clock was set.
 */
const LONGEST_WAIT_MS = 60 * 60 * 1000;

/** One settable point in time, however far away, at which `ring` runs. */
export class Alarm {
  readonly #clock: Clock;
  readonly #ring: () => void;
  /** Made where the server starts: a function that happens to set the alarm must not lend its context to what rings. */
  readonly #scope = new AsyncResource("Alarm");
  #handle: unknown = null;

  constructor(clock: Clock, ring: () => void) {
    this.#clock = clock;
    this.#ring = ring;
  }

  /** Replaces the time set before; null sets none. A time in the past rings as soon as possible. */
  set(at: number | null): void {
    this.#scope.runInAsyncScope(() => {
      if (this.#handle !== null) this.#clock.clearTimeout(this.#handle);
      this.#handle = null;
      if (at === null) return;
      const wait = Math.min(Math.max(0, at - this.#clock.now()), LONGEST_WAIT_MS);
      this.#handle = this.#clock.setTimeout(() => {
        this.#handle = null;
        if (this.#clock.now() < at) this.set(at);
        else this.#ring();
      }, wait);
    });
  }
}
