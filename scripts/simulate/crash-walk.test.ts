import { describe, expect, test } from "vitest";
import { api } from "../../convex/_generated/api";
import { ACTS, contactOf, type ActName } from "./acts.ts";
import { NOW } from "./choices.ts";
import { drain } from "./history.ts";
import type { Service } from "./market.ts";
import { readRows } from "./rows.ts";
import { setStage } from "./stage.testing.ts";
import { ENVIRONMENT, World, type Link } from "./world.ts";

/* The life of one booking, as often as its actions wait for anything, each time with another of these awaits as the last of its action. */

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Wednesday, 09:00. */
const START = NOW + 57 * HOUR_MS;

/** One customer, one booking, and time to wait for what comes. */
class Player {
  readonly world: World;
  #link: Link | null = null;

  constructor(world: World) {
    this.world = world;
  }

  get link(): Link {
    if (!this.#link) throw new Error("Nothing is held yet.");
    return this.#link;
  }

  async hold(kind: Service["kind"]): Promise<void> {
    const { world } = this;
    const [market] = world.markets;
    const service = market?.services.find((one) => one.kind === kind);
    if (!market || !service) throw new Error(`There is no service of the kind ${kind}.`);
    const token = world.drawToken();
    const { bookingId } = await world.t.mutation(api.bookings.hold, {
      ...{ eventTypeId: service.id, start: START, timezone: "Europe/Paris", token },
      visitorId: "visitor",
    });
    this.#link = { bookingId, token, market, form: null, hasSaidWho: true };
    await world.calmDown();
  }

  async act(name: ActName): Promise<string> {
    const code = await ACTS[name](this.world, this.link, { a: 1, b: 1, c: 1 });
    await this.world.calmDown();
    return code;
  }

  /** The customer waits for the form, and for as long as that takes they say again who they are. */
  async pay(method: ActName, first: ActName = "startPayment"): Promise<void> {
    for (let tries = 0; tries < 8; tries++) {
      await this.act(first);
      if ((await this.act(method)) !== "no form yet") return;
      await this.world.elapse(MINUTE_MS);
    }
    throw new Error(["The form never came.", ...this.world.log].join("\n"));
  }

  /** The customer agrees at their bank, and nobody hears of it before the hold is over. */
  async payUnheard(): Promise<void> {
    const { world, link } = this;
    await ACTS.authenticate(world, link, { a: 1, b: 1, c: 1 });
    world.lag(25 * MINUTE_MS);
    await world.turn();
  }

  async loseThePlace(): Promise<void> {
    const { world, link } = this;
    const [free] = link.market.services;
    if (!free) throw new Error("A market has services.");
    await link.market.host.mutation(api.bookings.create, {
      ...{ eventTypeId: free.id, start: START, timezone: "Europe/Paris" },
      ...{ token: world.drawToken(), customer: contactOf(1) },
    });
  }

  /** Somebody who wants something of a booking waits until it is in a state for it. */
  async until(status: string): Promise<void> {
    for (let tries = 0; tries < 8; tries++) {
      const { bookings } = await readRows(this.world.t, ["bookings"]);
      if (bookings[0]?.status === status) return;
      await this.world.elapse(2 * MINUTE_MS);
    }
    throw new Error(`It never was ${status}.`);
  }
}

type Life = { play: (player: Player) => Promise<void>; end: object };

const LIVES: Readonly<Record<string, Life>> = {
  "a booking that is paid": {
    play: async (player) => {
      await player.hold("priced");
      await player.pay("payGood");
    },
    end: { status: "completed", paidAmount: 4_999, refundedAmount: 0, paymentStatus: "paid" },
  },
  "a paid booking that its customer cancels for half of the money": {
    play: async (player) => {
      await player.hold("priced");
      await player.pay("payGood");
      await player.until("confirmed");
      await player.world.elapse(20 * HOUR_MS);
      await player.act("cancel");
    },
    end: { status: "cancelled", paidAmount: 4_999, refundedAmount: 2_500 },
  },
  "a deposit, and later the rest": {
    play: async (player) => {
      await player.hold("deposit");
      await player.pay("payGood");
      await player.until("confirmed");
      player.link.form = null;
      await player.pay("payGood", "openRest");
    },
    end: { status: "completed", paidAmount: 10_001, refundedAmount: 0, paymentStatus: "paid" },
  },
  "money that is told of when the hold is over and the time is free": {
    play: async (player) => {
      await player.hold("priced");
      await player.pay("payIdeal");
      await player.payUnheard();
      await player.world.calmDown();
    },
    end: { status: "completed", paidAmount: 4_999, refundedAmount: 0 },
  },
  "money that is told of when somebody else has the time": {
    play: async (player) => {
      await player.hold("priced");
      await player.pay("payIdeal");
      await player.payUnheard();
      await player.loseThePlace();
      await player.world.calmDown();
    },
    end: { status: "expired", paidAmount: 4_999, refundedAmount: 4_999 },
  },
  "a request that is declined": {
    play: async (player) => {
      await player.hold("onRequest");
      await player.pay("payGood");
      await player.until("pending");
      await player.act("decline");
    },
    end: { status: "declined", paidAmount: 0, paymentStatus: "none" },
  },
  "a request that is approved, and cancelled by its host": {
    play: async (player) => {
      await player.hold("onRequest");
      await player.pay("payGood");
      await player.until("pending");
      await player.act("approve");
      await player.world.elapse(MINUTE_MS);
      await player.act("cancelByHost");
    },
    end: { status: "cancelled" },
  },
};

async function livedWith(life: Life, crashAt: number) {
  const world = await World.open(1);
  world.crashAt = crashAt;
  await life.play(new Player(world));
  const gates = world.gatesPassed;
  const broken = await drain(world);
  const { bookings } = await readRows(world.t, ["bookings"]);
  return {
    gates: Math.max(gates, world.gatesPassed),
    broken,
    booking: bookings[0],
    log: world.log,
  };
}

describe("wherever an action ends once", () => {
  setStage(ENVIRONMENT);
  for (const [name, life] of Object.entries(LIVES)) {
    test(`${name} comes to the same end`, { timeout: 300_000 }, async () => {
      const { gates, booking, broken: wrong } = await livedWith(life, Infinity);
      expect(wrong).toEqual([]);
      expect(booking).toMatchObject(life.end);
      expect(gates).toBeGreaterThan(10);
      for (let crashAt = 1; crashAt <= gates; crashAt++) {
        const { broken, booking: crashed, log } = await livedWith(life, crashAt);
        const told = [`crash at await ${crashAt} of ${gates}`, ...broken, ...log].join("\n");
        expect(broken, told).toEqual([]);
        expect(crashed, told).toMatchObject(life.end);
      }
    });
  }
});
