import { randomBytes } from "node:crypto";
import { openSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { ConvexHttpClient } from "convex/browser";
import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import { errorOf } from "../../core/errors.ts";
import { Backend } from "../../local/backend.ts";
import { pushFunctions, runFunction, setVariables } from "../../local/functions.ts";
import { anyPorts } from "../../local/ports.ts";

/** How many bookings a second are begun, for how long, and how many of them ask for a time that somebody asked for before. */
const PER_SECOND = 100;
const SECONDS = 60;
const CONTESTED_EVERY = 10;

const MEMBERS = 200;
const ADDED_AT_ONCE = 50;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

type Slot = { memberId: Id<"memberSettings">; eventTypeId: Id<"eventTypes">; start: number };
type Outcome = { slot: Slot; code: string; ms: number; bookingId: string | null };

export type Sustained = {
  asked: number;
  confirmed: number;
  taken: number;
  other: string[];
  seconds: number;
  p50: number;
  p95: number;
  p99: number;
  lost: number;
  doubled: number;
};

/** Bookings by guests through the public API of an embedded server in a process of its own, at a steady pace. */
export async function sustainedBookings(): Promise<Sustained> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "sustained-"));
  const adminKey = randomBytes(16).toString("hex");
  const backend = new Backend({
    ...{
      dataDir,
      ports: await anyPorts(),
      adminKey,
      output: openSync(path.join(dataDir, "convex.log"), "w"),
    },
    onEnd: (sentence) => {
      console.error(sentence);
    },
  });
  try {
    await backend.start();
    const deployment = { url: backend.url, adminKey };
    await setVariables(deployment, { AUTH_ISSUER_URL: "http://127.0.0.1:9" });
    await pushFunctions(deployment, { codegen: false });
    for (let from = 0; from < MEMBERS; from += ADDED_AT_ONCE) {
      await runFunction(deployment, "demo/jobs:addCrowd", { from, to: from + ADDED_AT_ONCE });
    }
    const slots = await freeSlots(backend.url);
    const started = performance.now();
    const outcomes = await atAPace(
      wantedOf(slots),
      async (slot, n) => await book(backend.url, slot, n),
    );
    const seconds = (performance.now() - started) / 1000;
    return { ...summaryOf(outcomes), ...(await kept(backend.url, outcomes)), seconds };
  } finally {
    await backend.stop();
    await rm(dataDir, { recursive: true });
  }
}

/** Times of the crowd that do not touch each other, buffers included. */
async function freeSlots(url: string): Promise<Slot[]> {
  const client = new ConvexHttpClient(url);
  const month = new Date(Date.now() + 32 * DAY_MS).toISOString().slice(0, 7);
  const slots: Slot[] = [];
  for (let n = 0; n < MEMBERS; n++) {
    const member = await client.query(api.members.get, { tenantSlug: "demo", slug: `member-${n}` });
    const [service] = member
      ? await client.query(api.eventTypes.list, { memberId: member.id })
      : [];
    if (!member || !service) throw new Error(`member-${n} has no service.`);
    const asked = { eventTypeId: service.id, month };
    const { starts = [] } = (await client.query(api.availability.month, asked)) ?? {};
    let free = 0;
    for (const start of starts) {
      if (start < free) continue;
      slots.push({ memberId: member.id, eventTypeId: service.id, start });
      // The longest service is an hour, and the longest buffers of two neighbours less than half of one.
      free = start + 1.5 * HOUR_MS;
    }
  }
  return slots;
}

/** What is asked for, in order: one time after the other, with every tenth asked for by two people at once. */
function wantedOf(slots: readonly Slot[]): Slot[] {
  const wanted: Slot[] = [];
  // Neighbours in the list are of one member: step through it, so that many members are booked at a time.
  const step = 97;
  for (let n = 0; wanted.length < PER_SECOND * SECONDS; n++) {
    const slot = slots[(n * step) % slots.length];
    if (!slot || n >= slots.length) throw new Error(`Only ${slots.length} times are free.`);
    wanted.push(slot);
    if (wanted.length % CONTESTED_EVERY === 0) wanted.push(slot);
  }
  return wanted.slice(0, PER_SECOND * SECONDS);
}

/** Begins one after the other on time, whether those before have ended or not. */
async function atAPace<T>(
  wanted: readonly Slot[],
  begin: (slot: Slot, n: number) => Promise<T>,
): Promise<T[]> {
  const started = performance.now();
  const running: Promise<T>[] = [];
  for (const [n, slot] of wanted.entries()) {
    const due = started + (n * 1000) / PER_SECOND;
    const wait = due - performance.now();
    if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait));
    running.push(begin(slot, n));
  }
  return await Promise.all(running);
}

/** Hold and confirm, as a guest's page does. The time is from the click to the confirmation. */
async function book(url: string, slot: Slot, n: number): Promise<Outcome> {
  const client = new ConvexHttpClient(url);
  const token = `bench-${String(n).padStart(24, "0")}`;
  const { eventTypeId, start } = slot;
  const started = performance.now();
  try {
    const request = { eventTypeId, start, timezone: "UTC", token, visitorId: `visitor-${n}` };
    const { bookingId } = await client.mutation(api.bookings.hold, request);
    const customer = { name: `Visitor ${n}`, email: `visitor-${n}@example.com` };
    const { status } = await client.mutation(api.bookings.confirm, { bookingId, token, customer });
    return { slot, code: status, ms: performance.now() - started, bookingId };
  } catch (error) {
    const code = errorOf(error)?.code ?? String(error);
    return { slot, code, ms: performance.now() - started, bookingId: null };
  }
}

function summaryOf(outcomes: readonly Outcome[]) {
  const confirmed = outcomes.filter(({ code }) => code === "confirmed");
  const times = confirmed.map(({ ms }) => ms).sort((a, b) => a - b);
  const percentile = (share: number) => times[Math.floor(times.length * share)] ?? 0;
  const other = outcomes.filter(({ code }) => code !== "confirmed" && code !== "SLOT_TAKEN");
  return {
    asked: outcomes.length,
    confirmed: confirmed.length,
    taken: outcomes.filter(({ code }) => code === "SLOT_TAKEN").length,
    other: [...new Set(other.map(({ code }) => code))],
    ...{ p50: percentile(0.5), p95: percentile(0.95), p99: percentile(0.99) },
  };
}

/** What is left of it: bookings that were said to be confirmed and are not there, and times that were given to two. */
async function kept(url: string, outcomes: readonly Outcome[]) {
  const client = new ConvexHttpClient(url);
  let lost = 0;
  const given = new Map<string, number>();
  for (const [n, { bookingId, slot }] of outcomes.entries()) {
    if (bookingId === null) continue;
    const token = `bench-${String(n).padStart(24, "0")}`;
    const booking = await client.query(api.bookings.get, { bookingId, token });
    if (booking?.status !== "confirmed" || booking.start !== slot.start) lost += 1;
    const place = `${slot.memberId} ${slot.start}`;
    given.set(place, (given.get(place) ?? 0) + 1);
  }
  return { lost, doubled: [...given.values()].filter((count) => count > 1).length };
}
