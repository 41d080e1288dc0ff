import { describe, expect, test, vi } from "vitest";
import { readRows } from "../rows.ts";
import { drawnSeldom } from "./drawing.testing.ts";
import { judge } from "./judge.ts";
import { FATES, type Fate } from "./post-office.ts";
import { setStage } from "../stage.testing.ts";
import type { Story } from "./story.ts";
import { ENVIRONMENT, World } from "./world.ts";

vi.mock("../../../convex/messages/mail/render", async (original) => drawnSeldom(await original()));

/* All that is sent for one booking, as often as there is something that can go wrong once, each time with another. */

const HOUR_MS = 3_600_000;
/** Its manners have text messages as well as mails, also of the confirmation. */
const SEED = 1;

function storyIn({ opens }: World): Story {
  const bookedAt = opens + 9 * HOUR_MS;
  return {
    ...{ seed: 1, host: 0, service: "plain", isManual: false, bookedAt, acts: [] },
    start: bookedAt + 26 * HOUR_MS,
    customer: {
      ...{ name: "A Customer", email: "customer@example.com", phone: "+33612345678" },
      ...{ wantsSms: true, zone: "Europe/Paris", locale: "en-US", clock: "24h" },
    },
  };
}

type Strike = { crashAt?: number; struck?: { request: number; fate: Fate } };

async function lived({ crashAt = Infinity, struck }: Strike) {
  const world = await World.open(SEED);
  world.pace.crashAt = crashAt;
  world.office.struck = struck ?? null;
  world.tell(storyIn(world));
  await world.pass();
  const { broken } = judge(world, await readRows(world.t, ["notifications", "bookingEvents"]));
  const got = world.office.taken.map(({ to, words }) => `${to} ${words}`).toSorted();
  const kinds = world.office.taken.map(({ words }) => words.split("|")[0]).toSorted();
  const { gatesPassed: gates } = world.pace;
  return { gates, broken, got, kinds, requests: world.office.tally.requests };
}

describe("one booking's messages", () => {
  setStage(ENVIRONMENT);

  test("come once, wherever a process ends once", { timeout: 300_000 }, async () => {
    const { gates, got, kinds, broken } = await lived({});
    expect(broken).toEqual([]);
    expect(kinds).toEqual([
      ...["confirmation", "confirmation", "follow_up", "member_booking"],
      ...["reminder", "reminder", "reminder"],
    ]);
    expect(gates).toBeGreaterThan(30);
    for (let crashAt = 1; crashAt <= gates; crashAt++) {
      const crashed = await lived({ crashAt });
      const told = `crash at await ${crashAt} of ${gates}`;
      expect(crashed.broken, told).toEqual([]);
      expect(crashed.got, told).toEqual(got);
    }
  });

  test("come once, whatever becomes of one request", { timeout: 300_000 }, async () => {
    const { requests, got } = await lived({});
    for (let request = 1; request <= requests; request++) {
      for (const fate of FATES) {
        const failed = await lived({ struck: { request, fate } });
        const told = `request ${request} of ${requests}: ${fate}`;
        expect(failed.broken, told).toEqual([]);
        expect(failed.got, told).toEqual(got);
      }
    }
  });
});
