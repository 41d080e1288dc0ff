import { AsyncLocalStorage, AsyncResource } from "node:async_hooks";

/**
 * The one lock of the server: every transaction passes through it alone, in the order of arrival. A section
 * holds it over several transactions, which therefore see the same snapshot.
 */
export class Gate {
  #isHeld = false;
  readonly #waiting: (() => void)[] = [];
  readonly #section = new AsyncLocalStorage<boolean>();

  async enter(): Promise<void> {
    if (this.#section.getStore() === true) return;
    if (!this.#isHeld) {
      this.#isHeld = true;
      return;
    }
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  leave(): void {
    if (this.#section.getStore() === true) return;
    const next = this.#waiting.shift();
    if (next === undefined) this.#isHeld = false;
    else next();
  }

  async section<T>(work: () => Promise<T>): Promise<T> {
    await this.enter();
    try {
      return await this.#section.run(true, work);
    } finally {
      this.leave();
    }
  }
}

const cleanScope = new AsyncResource("convex");

/**
 * Starts work outside of the async context of whoever caused it. A timer or a query pass set off inside a
 * component's function would otherwise go on in that component.
 */
export function startClean<T>(work: () => T): T {
  return cleanScope.runInAsyncScope(work);
}
