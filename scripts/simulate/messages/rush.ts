import { spreadMs } from "../../../core/messages/reminders.ts";
import { Dice } from "../dice.ts";

/*
 * Thousands of reminders due at the same minute, on the smallest deployment: a model of its scheduler, of a pool (which begins what fits in one
 * job, as @convex-dev/workpool does), and of how long each part of a try takes.
 */

const SECOND_MS = 1_000;

export type Rush = {
  messages: number;
  /** How many jobs the scheduler runs at once, and how many messages the pool has on their way at once. */
  workers: number;
  width: number;
  isSpread: boolean;
};

/**
 * What is assumed of the parts. Locally a mutation takes 1.4 ms and drawing a mail 5 ms; in the cloud a mutation that others compete with takes
 * tens of milliseconds, and a provider a few hundred, one in twenty a second.
 */
export const ASSUMED = {
  ...{ wakeMs: 20, turnMs: 40, claimMs: 30, drawMs: 10, settleMs: 30 },
  ...{ usualMs: { least: 120, most: 320 }, slowMs: { least: 700, most: 1_300 }, slowInPercent: 5 },
  /** As many messages as the pool puts into one job. */
  batch: 32,
} as const;

export type Left = { lastMs: number; medianMs: number; mostAtOnce: number; perSecond: number };

type Event = { at: number; happen: () => void };

/** Things that happen in order of their time. */
class Timeline {
  now = 0;
  readonly #events: Event[] = [];

  in(ms: number, happen: () => void): void {
    const event = { at: this.now + ms, happen };
    let [low, high] = [0, this.#events.length];
    // The latest first, so that the next to come is cheap to take.
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#events[middle]?.at ?? 0) > event.at) low = middle + 1;
      else high = middle;
    }
    this.#events.splice(low, 0, event);
  }

  run(): void {
    for (let event = this.#events.pop(); event; event = this.#events.pop()) {
      this.now = event.at;
      event.happen();
    }
  }
}

/** Runs scheduled jobs, so many at once; a job says itself when it ends. */
class Scheduler {
  readonly #waiting: ((end: () => void) => void)[] = [];
  #free: number;

  constructor(workers: number) {
    this.#free = workers;
  }

  schedule(job: (end: () => void) => void): void {
    this.#waiting.push(job);
    this.#next();
  }

  #next(): void {
    if (this.#free === 0) return;
    const job = this.#waiting.shift();
    if (!job) return;
    this.#free -= 1;
    job(() => {
      this.#free += 1;
      this.#next();
    });
  }
}

/** When each of the messages reaches its provider, counted from the full minute. */
export function rush({ messages, workers, width, isSpread }: Rush): Left {
  const time = new Timeline();
  const scheduler = new Scheduler(workers);
  const pool = new Pool(time, scheduler, { width, dice: new Dice(messages, workers, width) });
  for (let index = 0; index < messages; index++) {
    const key = `booking${index}/1/reminder/60/customer/email`;
    time.in(isSpread ? spreadMs(key) : 0, () => {
      scheduler.schedule((end) => {
        time.in(ASSUMED.wakeMs, () => {
          pool.add();
          end();
        });
      });
    });
  }
  time.run();
  return figures(pool);
}

/** Looks, whenever something has come or ended, what fits, and begins it in as few jobs as it can. */
class Pool {
  readonly left: number[] = [];
  mostAtOnce = 0;
  #pending = 0;
  #underWay = 0;
  #ended = 0;
  #isTurning = false;
  readonly #time: Timeline;
  readonly #scheduler: Scheduler;
  readonly #width: number;
  readonly #dice: Dice;

  constructor(
    time: Timeline,
    scheduler: Scheduler,
    { width, dice }: { width: number; dice: Dice },
  ) {
    this.#time = time;
    this.#scheduler = scheduler;
    this.#width = width;
    this.#dice = dice;
  }

  add(): void {
    this.#pending += 1;
    this.#turn();
  }

  #turn(): void {
    if (this.#isTurning) return;
    this.#isTurning = true;
    this.#scheduler.schedule((end) => {
      this.#time.in(ASSUMED.turnMs, () => {
        this.#begin();
        this.#isTurning = false;
        end();
        if (this.#ended > 0 || (this.#pending > 0 && this.#underWay < this.#width)) this.#turn();
      });
    });
  }

  #begin(): void {
    this.#underWay -= this.#ended;
    this.#ended = 0;
    let begun = Math.min(this.#pending, this.#width - this.#underWay);
    this.#pending -= begun;
    this.#underWay += begun;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#underWay);
    for (; begun > 0; begun -= ASSUMED.batch) {
      const count = Math.min(begun, ASSUMED.batch);
      this.#scheduler.schedule((end) => this.#carry(count, end));
    }
  }

  /** A job tries all of its messages at the same time, and ends with the last. */
  #carry(count: number, end: () => void): void {
    let open = count;
    for (let each = 0; each < count; each++) {
      const takenMs = ASSUMED.claimMs + ASSUMED.drawMs + this.#providerMs();
      this.#time.in(takenMs, () => this.left.push(this.#time.now));
      this.#time.in(takenMs + ASSUMED.settleMs, () => {
        open -= 1;
        this.#ended += 1;
        if (open === 0) end();
        this.#turn();
      });
    }
  }

  #providerMs(): number {
    const { usualMs, slowMs, slowInPercent } = ASSUMED;
    const { least, most } = this.#dice.below(100) < slowInPercent ? slowMs : usualMs;
    return least + this.#dice.below(most - least);
  }
}

function figures({ left, mostAtOnce }: Pool): Left {
  const inOrder = left.toSorted((a, b) => a - b);
  const perSecond = new Map<number, number>();
  for (const at of left) {
    const second = Math.floor(at / SECOND_MS);
    perSecond.set(second, (perSecond.get(second) ?? 0) + 1);
  }
  return {
    lastMs: inOrder.at(-1) ?? 0,
    medianMs: inOrder[inOrder.length >> 1] ?? 0,
    mostAtOnce,
    perSecond: Math.max(0, ...perSecond.values()),
  };
}
