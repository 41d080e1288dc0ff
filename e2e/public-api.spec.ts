import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { ConvexHttpClient } from "convex/browser";
import { api } from "../convex/_generated/api.js";
import type { Id } from "../convex/_generated/dataModel.js";
import { errorOf } from "../core/errors.ts";
import type { Marketplace } from "../local/marketplace.ts";
import { expect, test } from "./marketplace.ts";

const DAY_MS = 86_400_000;
const CROWD = 1000;
const DEMO = { tenantSlug: "demo" };

async function firstService(client: ConvexHttpClient, slug: string) {
  const member = await client.query(api.members.get, { ...DEMO, slug });
  const [service] = member ? await client.query(api.eventTypes.list, { memberId: member.id }) : [];
  if (!member || !service) throw new Error(`${slug} has no service.`);
  return { member, service };
}

const monthOf = (ms: number) => new Date(ms).toISOString().slice(0, 7);

test("of two hundred simultaneous requests for one slot through the public API, one is confirmed and 199 are told that it is taken", async ({
  marketplace,
}) => {
  const client = new ConvexHttpClient(marketplace.convexUrl);
  const { service } = await firstService(client, "amara-okafor");
  const nextMonth = monthOf(Date.now() + 31 * DAY_MS);
  const free = { eventTypeId: service.id, month: nextMonth };
  const before = (await client.query(api.availability.month, free))?.starts ?? [];
  const start = before.find((candidate) => candidate > Date.now() + 3 * DAY_MS) ?? 0;
  const outcomes = await Promise.all(
    Array.from({ length: 200 }, async (_, n) => {
      const visitor = new ConvexHttpClient(marketplace.convexUrl);
      const token = `race-${String(n).padStart(24, "0")}`;
      const request = {
        eventTypeId: service.id,
        start,
        timezone: "UTC",
        token,
        visitorId: `v${n}`,
      };
      try {
        const { bookingId } = await visitor.mutation(api.bookings.hold, request);
        const customer = { name: `Visitor ${n}`, email: `visitor-${n}@example.com` };
        const { status } = await visitor.mutation(api.bookings.confirm, {
          bookingId,
          token,
          customer,
        });
        return status;
      } catch (error) {
        return errorOf(error)?.code ?? String(error);
      }
    }),
  );
  expect(outcomes.filter((outcome) => outcome === "confirmed")).toHaveLength(1);
  expect(outcomes.filter((outcome) => outcome === "SLOT_TAKEN")).toHaveLength(199);
  // One booking of half an hour and its quarter of an hour after it take this start and its neighbours, nothing else.
  const after = new Set((await client.query(api.availability.month, free))?.starts);
  const gone = before.filter((candidate) => !after.has(candidate));
  expect(gone.every((candidate) => Math.abs(candidate - start) < 45 * 60_000)).toBe(true);
  expect(gone).toContain(start);
});

async function addCrowd(marketplace: Marketplace): Promise<void> {
  const command = path.resolve("node_modules/convex/bin/main.js");
  const deployment = ["--url", marketplace.convexUrl, "--admin-key", marketplace.adminKey];
  for (let from = 0; from < CROWD; from += 100) {
    const args = JSON.stringify({ from, to: from + 100 });
    const call = [command, "run", "demo/jobs:addCrowd", args, ...deployment];
    await promisify(execFile)(process.execPath, call);
  }
}

/** Every page of who is free on each day in sight, as one list of starts per member. */
async function readDirectory(client: ConvexHttpClient, today: number, days: number) {
  const free = new Map<Id<"memberSettings">, number[]>();
  for (let day = today; day < today + days; day++) {
    const asked = { ...DEMO, day: new Date(day * DAY_MS).toISOString().slice(0, 10) };
    let cursor: string | null = null;
    let isDone = false;
    while (!isDone) {
      const paginationOpts: { numItems: number; cursor: string | null } = { numItems: 25, cursor };
      const page = await client.query(api.directory.listFree, { ...asked, paginationOpts });
      for (const { memberId, starts } of page.page) {
        free.set(memberId, [...(free.get(memberId) ?? []), ...starts]);
      }
      ({ isDone, continueCursor: cursor } = page);
    }
  }
  return free;
}

test("among a thousand members the directory by time says for each of them what their own page says", async ({
  marketplace,
}) => {
  test.setTimeout(300_000);
  await addCrowd(marketplace);
  const client = new ConvexHttpClient(marketplace.convexUrl);
  const today = Math.floor(Date.now() / DAY_MS);
  const days = 10;
  const free = await readDirectory(client, today, days);
  const [from, to] = [today * DAY_MS, (today + days) * DAY_MS];
  const months = [...new Set([monthOf(from), monthOf(to - 1)])];
  for (let n = 0; n < CROWD; n++) {
    const { member, service } = await firstService(client, `member-${n}`);
    const answers = await Promise.all(
      months.map((month) =>
        client.query(api.availability.month, { eventTypeId: service.id, month }),
      ),
    );
    const own = new Set(answers.flatMap((answer) => answer?.starts ?? []));
    const expected = [...own].filter((start) => start >= from && start < to).sort((a, b) => a - b);
    expect(free.get(member.id) ?? [], member.slug).toEqual(expected);
  }
});
