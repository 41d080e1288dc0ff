import { vi } from "vitest";
import { api, internal } from "../../../convex/_generated/api";
import { NOW } from "../choices.ts";
import { Dice } from "../dice.ts";
import { putRows } from "../picture.ts";
import { readRows, type Rows } from "../rows.ts";
import { settle, tameRuntime } from "../runtime.ts";
import { startMailingBackend, type Backend, type Losses } from "./backend.ts";
import { act, begin, iso, type Life } from "./life.ts";
import { Pace } from "./pace.ts";
import { drawing } from "./drawing.testing.ts";
import { FAIR, PostOffice, RESEND_SECRET, type Weather } from "./post-office.ts";
import { MANNERS, storyOf, type Story } from "./story.ts";
import { openTown, ownerOf, SLUG, type Host, type Manners } from "./town.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export const ENVIRONMENT = {
  ...{ RESEND_API_KEY: "re_test", RESEND_API_URL: "http://resend.example" },
  ...{ RESEND_WEBHOOK_SECRET: RESEND_SECRET, MAIL_FROM: "Town <hello@town.example>" },
  ...{ TWILIO_ACCOUNT_SID: "AC_test", TWILIO_AUTH_TOKEN: "token", TWILIO_FROM: "+15005550006" },
  ...{ TWILIO_API_URL: "http://twilio.example", LINK_SECRET: "a secret for links" },
  ...{ SITE_URL: "https://town.example", CONVEX_SITE_URL: "https://api.openhours.example" },
};

/** What goes wrong in a world beside what people do. */
export type Climate = { weather: Weather; crash: number; vanish: number };

export const CALM: Climate = { weather: FAIR, crash: 0, vanish: 0 };

/** Where clocks change soon, and where they do not. */
const OPENINGS = [Date.UTC(2027, 2, 2), Date.UTC(2027, 2, 12), Date.UTC(2027, 2, 26)];

type Picture = { hosts: Host[]; rows: Rows; at: number };

let picture: Picture | null = null;

/** A town, its customers, the providers and the clock, with many bookings that live side by side. */
export class World {
  readonly log: string[] = [];
  readonly lives: Life[] = [];
  sweeps = 0;
  readonly manners: Manners;
  readonly pace: Pace;
  readonly office: PostOffice;
  readonly losses: Losses = { vanish: 0, vanished: 0 };
  readonly opens: number;
  hosts: Host[] = [];
  #t: Backend | null = null;
  #sweeping: ReturnType<typeof setTimeout> | null = null;
  #lookedAt = 0;

  private constructor(seed: number) {
    const manners = MANNERS[seed % MANNERS.length];
    const opens = OPENINGS[Math.floor(seed / MANNERS.length) % OPENINGS.length];
    if (!manners || opens === undefined) throw new Error("There are manners and openings.");
    this.manners = manners;
    this.opens = opens;
    this.pace = new Pace(new Dice(seed, "pace"));
    this.office = new PostOffice(new Dice(seed, "office"), this.pace, async (path, init) => {
      // An endpoint that breaks off gives no answer.
      return await this.t.fetch(path, init).then(
        ({ status }) => status,
        () => 500,
      );
    });
  }

  /** A town in which nothing has happened yet; fake timers must be in use. */
  static async open(seed: number): Promise<World> {
    picture ??= await World.#openOnce();
    const world = await World.#empty(seed);
    vi.setSystemTime(picture.at);
    await putRows(world.t, picture.rows);
    world.hosts = picture.hosts;
    vi.setSystemTime(world.opens);
    await ownerOf(world.t).mutation(api.messages.saveSettings, {
      tenantSlug: SLUG,
      settings: { ...world.manners, warnsOfExpiry: false, ratingUrl: null },
    });
    return world;
  }

  static async #empty(seed: number): Promise<World> {
    vi.clearAllTimers();
    vi.setSystemTime(NOW);
    tameRuntime(new Dice(seed, "runtime"));
    const world = new World(seed);
    const network = async (address: string, init: RequestInit) =>
      await world.office.network(address, init);
    const { pace, losses } = world;
    const dice = new Dice(seed, "losses");
    world.#t = await startMailingBackend({ pace, network, dice, losses });
    return world;
  }

  static async #openOnce(): Promise<Picture> {
    const world = await World.#empty(1);
    const hosts = await openTown(world.t);
    return { hosts, rows: await readRows(world.t), at: Date.now() };
  }

  get t(): Backend {
    if (this.#t === null) throw new Error("The world is not open yet.");
    return this.#t;
  }

  set climate({ weather, crash, vanish }: Climate) {
    this.office.weather = weather;
    this.pace.crash = crash;
    this.losses.vanish = vanish;
  }

  readonly note = (line: string): void => {
    this.log.push(`${iso(Date.now())}  ${line}`);
  };

  storyOf(seed: number): Story {
    return storyOf(seed, this.opens, this.manners);
  }

  /** Has a story happen at its times; it begins when the clock goes on. */
  tell(story: Story): void {
    const place = { t: this.t, hosts: this.hosts, note: this.note };
    setTimeout(() => {
      void begin(place, story).then((life) => {
        if (!life) return;
        this.lives.push(life);
        for (const turn of story.acts)
          setTimeout(() => void act(place, life, turn), Math.max(0, turn.at - Date.now()));
      });
    }, story.bookedAt - Date.now());
  }

  /** Goes on until nothing is under way or to come, or `until` is reached. */
  async pass(until = this.opens + 14 * DAY_MS): Promise<void> {
    for (;;) {
      await settle();
      while (drawing.underWay > 0) await settle();
      if (vi.getTimerCount() === 0 || Date.now() >= until) return;
      await this.#expectSweep();
      vi.advanceTimersToNextTimer();
    }
  }

  /** The sweep comes each full minute, and is called in those in which it finds something. */
  async #expectSweep(): Promise<void> {
    const minute = Math.floor(Date.now() / MINUTE_MS);
    if (minute === this.#lookedAt) return;
    this.#lookedAt = minute;
    const first = await this.t.run(
      async (ctx) =>
        await ctx.db
          .query("notifications")
          .withIndex("by_lookAt", (q) => q.gt("lookAt", 0))
          .first(),
    );
    if (this.#sweeping) clearTimeout(this.#sweeping);
    this.#sweeping = null;
    if (first?.lookAt === undefined) return;
    const at = Math.max(Math.ceil(first.lookAt / MINUTE_MS), minute + 1) * MINUTE_MS;
    this.#sweeping = setTimeout(() => {
      this.#sweeping = null;
      this.sweeps += 1;
      void this.t.mutation(internal.messages.jobs.sweep, {});
    }, at - Date.now());
  }
}
