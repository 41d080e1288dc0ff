/** What happens within this time is written to the disk together. */
const SAVE_AFTER_MS = 200;
/** Timers beyond this fire at once, so a long pause is slept in parts. */
const LONGEST_SLEEP_MS = 60 * 60_000;

/** A stand-in in which things become due. */
interface Service {
  /** When there will next be something to do; null while nothing is to come. */
  nextDueAt: () => number | null;
  deliverDue: () => Promise<void>;
}

/** Has a service do what is due, now and whenever something becomes due, and keeps all on the disk. */
export class Caretaker {
  readonly #service: Service;
  readonly #write: () => Promise<void>;
  #alarm: NodeJS.Timeout | undefined;
  #saving: NodeJS.Timeout | undefined;
  #delivering: Promise<void> | null = null;
  #saved = Promise.resolve();
  #savePause = SAVE_AFTER_MS;
  #stopped = false;

  constructor(service: Service, write: () => Promise<void>) {
    this.#service = service;
    this.#write = write;
  }

  /** To be called whenever something may have happened. */
  lookAfter(): void {
    if (this.#stopped) return;
    this.#saving ??= setTimeout(() => {
      this.#saving = undefined;
      void this.#save();
    }, this.#savePause);
    clearTimeout(this.#alarm);
    const dueAt = this.#service.nextDueAt();
    if (dueAt === null || this.#delivering !== null) return;
    const pause = Math.min(Math.max(0, dueAt - Date.now()), LONGEST_SLEEP_MS);
    this.#alarm = setTimeout(() => {
      this.#delivering = this.#service.deliverDue().finally(() => {
        this.#delivering = null;
        this.lookAfter();
      });
    }, pause);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#alarm);
    clearTimeout(this.#saving);
    await this.#delivering;
    await this.#save();
  }

  /** One after the other, and so that writing takes a small part of the time however much there is to write. */
  async #save(): Promise<void> {
    const before = this.#saved;
    this.#saved = before.then(async () => {
      const startedMs = Date.now();
      await this.#write();
      this.#savePause = Math.max(SAVE_AFTER_MS, 10 * (Date.now() - startedMs));
    });
    await this.#saved;
  }
}
