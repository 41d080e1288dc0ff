import { vi } from "vitest";
import { api, internal } from "../../convex/_generated/api";
import type { Id } from "../../convex/_generated/dataModel";
import type { Hook } from "../../local/stripe/service.ts";
import { Bank, NO_FAULTS, SECRETS, type Faults, type Form } from "./bank.ts";
import { NOW } from "./choices.ts";
import { startGatedBackend, type Backend } from "./backend.ts";
import { Diary } from "./diary.ts";
import { Dice } from "./dice.ts";
import type { Finding } from "./invariants.ts";
import { MAIL_ENVIRONMENT, Mails } from "./mails.ts";
import { marketIn, openMarket, type Market, type Mode, type Place } from "./market.ts";
import { putRows } from "./picture.ts";
import { registerPools } from "./pools.ts";
import { Processes, type Waiting } from "./processes.ts";
import { readRows, type Rows } from "./rows.ts";
import { settle, tameRuntime } from "./runtime.ts";

const MINUTE_MS = 60_000;
/** More than what any step sets in motion takes. */
const RESTLESS_MOVES = 2_000;
/** More than a history has in all, until everything in it has come to its end. */
const RESTLESS_CALLS = 600;
const STRIDE_MS = 6 * 60 * MINUTE_MS;
/** One history in so many sends mails too: with their pools they would take most of the time of all. */
const MAILED_IN = 10;

/** What a customer has in their browser or mailbox. */
export type Link = {
  bookingId: Id<"bookings">;
  token: string;
  market: Market;
  form: Form | null;
  hasSaidWho: boolean;
};

export const ENVIRONMENT = {
  STRIPE_SECRET_KEY: SECRETS.secretKey,
  STRIPE_API_URL: "https://stripe.example",
  STRIPE_WEBHOOK_SECRET: SECRETS.webhookSecrets.platform,
  STRIPE_CONNECT_WEBHOOK_SECRET: SECRETS.webhookSecrets.connect,
  SITE_URL: "https://site.example",
};

/** How everything stands when the marketplaces are open. */
type Picture = { places: Place[]; rows: Rows; stripe: ReturnType<Bank["kept"]>; at: number };

const pictures = new Map<Mode, Picture>();

type Elapsing = { dice?: Dice; strideMs?: number };

/** How a history went, in figures. */
export type Tally = Record<"calls" | "crashes" | "lost" | "delivered" | "twice" | "late", number>;

/** Everything a history happens to: the product, Stripe, the people, and the clock. */
export class World {
  readonly log: string[] = [];
  readonly tally: Tally = { calls: 0, crashes: 0, lost: 0, delivered: 0, twice: 0, late: 0 };
  readonly diary = new Diary();
  readonly processes = new Processes();
  readonly bank: Bank;
  readonly mails: Mails;
  readonly links: Link[] = [];
  markets: Market[] = [];
  /** How many have been let through a gate, and at which of them the process ends whatever the dice say. */
  gatesPassed = 0;
  crashAt = Infinity;
  /** What refused calls have changed, of those that were watched. */
  readonly refused: Finding[] = [];
  /** Calls whose answer was lost, to be made again. */
  unanswered: (() => Promise<string>)[] = [];
  #drawn = 0;
  #t: Backend | null = null;
  #faults: Faults = NO_FAULTS;
  readonly #fate: Dice;
  readonly #watch: Dice;
  readonly #arrived = new Set<string>();

  private constructor(seed: number) {
    this.#fate = new Dice(seed, "fate");
    this.#watch = new Dice(seed, "watch");
    this.mails = new Mails(new Dice(seed, "mails"));
    this.bank = new Bank(new Dice(seed, "stripe"), async (hook) => await this.#post(hook));
  }

  /** Two marketplaces whose members can be paid, and nothing that has happened yet; fake timers must be in use. */
  static async open(seed: number): Promise<World> {
    const mode = seed % 2 === 0 ? "platform" : "destination";
    const picture = pictures.get(mode) ?? (await World.#openOnce(mode));
    pictures.set(mode, picture);
    const world = await World.#empty(seed);
    vi.setSystemTime(picture.at);
    await putRows(world.t, picture.rows);
    world.bank.restore(picture.stripe);
    world.markets = picture.places.map((place) => marketIn(world.t, place));
    return world;
  }

  static async #empty(seed: number): Promise<World> {
    vi.clearAllTimers();
    vi.setSystemTime(NOW);
    tameRuntime(new Dice(seed, "runtime"));
    const world = new World(seed);
    const network = async (address: string, init: RequestInit) =>
      Mails.isFor(address) ? world.mails.network(init) : await world.bank.network(address, init);
    world.#t = await startGatedBackend({ processes: world.processes, network });
    // Of even seeds as of odd ones, which are lived through side by side.
    const isMailed = Math.floor(seed / 2) % MAILED_IN === 0;
    for (const [name, value] of Object.entries(MAIL_ENVIRONMENT))
      vi.stubEnv(name, isMailed ? value : undefined);
    if (isMailed) await registerPools(world.#t);
    return world;
  }

  static async #openOnce(mode: Mode): Promise<Picture> {
    const world = await World.#empty(1);
    const places = [
      await openMarket(world.t, "north", "own"),
      await openMarket(world.t, "south", mode),
    ];
    await world.calmDown();
    for (const { id } of Object.values(world.bank.service.world.state.accounts)) {
      world.bank.onboard(id);
    }
    await world.calmDown();
    const rows = await readRows(world.t);
    return { places, rows, stripe: world.bank.kept(), at: Date.now() };
  }

  get t(): Backend {
    if (this.#t === null) throw new Error("The world is not open yet.");
    return this.#t;
  }

  set faults(faults: Faults) {
    this.#faults = faults;
    this.bank.faults = faults;
    this.mails.failing = faults.mailError;
  }

  /** Whether all rows are looked at before and after a call: one in ten, since it takes longer than the call. */
  isWatched(): boolean {
    return this.#watch.chance(0.1);
  }

  /** Whether an answer to a person is lost. */
  isLost(): boolean {
    return this.#fate.chance(this.#faults.lostReply);
  }

  /** As a browser draws it: the proof of a hold, and what makes its call repeatable. */
  drawToken(): string {
    this.#drawn += 1;
    return `token-${String(this.#drawn).padStart(24, "0")}`;
  }

  readonly note = (line: string): void => {
    const ms = Date.now() - NOW;
    const days = Math.floor(ms / 86_400_000);
    this.log.push(`${days}d ${clockOf(ms)}  ${line}`);
  };

  async #post({ to, body, signature }: Hook): Promise<number> {
    const path = to === "platform" ? "/stripe/webhook" : "/stripe/connect";
    const headers = { "stripe-signature": signature, "content-type": "application/json" };
    try {
      return (await this.t.fetch(path, { method: "POST", body, headers })).status;
    } catch {
      // An endpoint that breaks off gives no answer.
      return 0;
    }
  }

  /** Lets one of those who wait go on, or an event arrive, whichever the dice say; false when there is neither. */
  async moveOn(dice: Dice): Promise<boolean> {
    const due = this.bank.due();
    const { waiting } = this.processes;
    const chosen = dice.below(waiting.length + due.length);
    const process = waiting[chosen];
    const delivery = due[chosen - waiting.length];
    if (process) await this.#letGo(process);
    else if (delivery) {
      const { eventId } = delivery;
      const { type = "", created = 0 } = this.bank.service.world.state.events[eventId] ?? {};
      this.tally.calls += 1;
      this.tally.delivered += 1;
      if (this.#arrived.has(eventId)) this.tally.twice += 1;
      if (Date.now() - created >= 60 * MINUTE_MS) this.tally.late += 1;
      this.#arrived.add(eventId);
      this.note(`Stripe says ${eventId} ${type}`);
      this.bank.deliver(delivery);
    }
    await this.turn();
    return process !== undefined || delivery !== undefined;
  }

  async #letGo(process: Waiting): Promise<void> {
    this.gatesPassed += 1;
    const isOver = this.gatesPassed === this.crashAt || this.#fate.chance(this.#faults.crash);
    this.note(`${process.name} ${isOver ? "CRASHES" : "goes on"} ${process.where}`);
    if (isOver) {
      this.tally.crashes += 1;
      this.processes.end(process);
    } else this.processes.release(process);
    await this.turn();
  }

  /** Lets what was begun come to its next gate, and what is scheduled for now begin. */
  async turn(): Promise<void> {
    await settle();
    vi.advanceTimersByTime(1);
    await settle();
  }

  /** Until nobody waits and no event is due, in the order in which they came. */
  async calmDown(): Promise<void> {
    const first = new Dice("calm");
    await this.turn();
    for (let moves = 0; await this.moveOn(first); moves++) {
      if (moves > RESTLESS_MOVES) throw new Error("What is under way never comes to its end.");
    }
  }

  /**
   * The clock goes on, and with it what is due: the schedule, the sweep, Stripe; by no more than `strideMs` at a time, so that what is due in
   * between is late by that at most. `dice` say what goes on meanwhile; without them everything does.
   */
  async elapse(ms: number, { dice, strideMs = STRIDE_MS }: Elapsing = {}): Promise<void> {
    const end = Date.now() + ms;
    do {
      const now = Date.now();
      const sweepAt = Math.ceil((await this.#sweepDueAt()) / MINUTE_MS) * MINUTE_MS;
      const next = Math.min(
        end,
        now + strideMs,
        ...this.#instants(sweepAt).filter((at) => at > now),
      );
      vi.advanceTimersByTime(Math.max(0, next - now));
      await this.turn();
      this.bank.service.pass();
      if (sweepAt <= Date.now()) {
        this.tally.calls += 1;
        if (this.tally.calls > RESTLESS_CALLS) throw new Error("The sweep always finds work.");
        await this.t.mutation(internal.payments.jobs.sweep, {});
        await this.turn();
      }
      if (dice) for (let moves = dice.below(25); moves > 0; moves--) await this.moveOn(dice);
      else await this.calmDown();
      this.processes.endOld();
      await this.turn();
    } while (Date.now() < end);
  }

  /** When something is due: the sweep, which comes every full minute, an event, or something at Stripe. */
  #instants(sweepAt: number): number[] {
    const events = this.bank.toCome().map(({ dueAt }) => dueAt);
    const atStripe = this.bank.intents.map(({ dueAt }) => dueAt ?? 0);
    return [sweepAt, ...events, ...atStripe];
  }

  /** When the sweep finds something to do; infinity while there is nothing. */
  async #sweepDueAt(): Promise<number> {
    return await this.t.run(async (ctx) => {
      const first = await Promise.all([
        ctx.db
          .query("payments")
          .withIndex("by_dueAt", (q) => q.gt("dueAt", 0))
          .first(),
        ctx.db
          .query("refunds")
          .withIndex("by_dueAt", (q) => q.gt("dueAt", 0))
          .first(),
      ]);
      return Math.min(...first.map((row) => row?.dueAt ?? Infinity));
    });
  }

  /** The owner has a mismatch repaired. */
  async repair(mismatchId: Id<"mismatches">): Promise<void> {
    const mismatch = await this.t.run(async (ctx) => await ctx.db.get("mismatches", mismatchId));
    const tenant =
      mismatch && (await this.t.run((ctx) => ctx.db.get("tenants", mismatch.tenantId)));
    const market = this.markets.find(({ slug }) => slug === tenant?.slug);
    this.note(`repairs ${mismatch?.kind ?? ""} ${mismatch?.detail ?? ""}`);
    await market?.owner.mutation(api.payments.mismatches.repair, { mismatchId });
    await this.turn();
  }

  /** The clock goes on and the schedule does not keep up with it. */
  lag(ms: number): void {
    vi.setSystemTime(Date.now() + ms);
  }
}

function clockOf(ms: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
  const seconds = (ms % MINUTE_MS) / 1000;
  return `${two((ms / 3_600_000) % 24)}:${two((ms / MINUTE_MS) % 60)}:${seconds.toFixed(3).padStart(6, "0")}`;
}
