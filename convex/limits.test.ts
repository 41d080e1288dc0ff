import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { errorOf } from "../core/errors";
import { api, internal } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import * as Limits from "./limits/model";
import { takePlace } from "./limits/windows";
import { codeOf, ISSUER, startBackend } from "./test.setup";
import { NOW, personOf, TENANT, type Backend } from "./world.testing";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const HOME = { tenantSlug: "home" };

const LIMITS = {
  bookingsPerEmailDay: 3,
  bookingsPerMemberDay: 10,
  attemptsPerAddressHour: 5,
  holdsPerAddressHour: 7,
};

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** A marketplace with these limits, and another with none. */
async function open(limits: Partial<typeof LIMITS> = {}) {
  const t = startBackend();
  const none = { ...LIMITS };
  for (const key of Object.keys(none)) Object.assign(none, { [key]: null });
  const create = async (slug: string, own: object): Promise<Id<"tenants">> => {
    const tenant = { ...TENANT, slug, name: slug, limits: { ...TENANT.limits, ...none, ...own } };
    const ownerUserId = `${ISSUER}|${slug}-owner`;
    return await t.mutation(internal.tenants.jobs.create, { tenant, ownerUserId });
  };
  const tenantId = await create("home", limits);
  const otherId = await create("away", limits);
  return { t, tenantId, otherId, owner: personOf(t, "home-owner") };
}

const memberOf = (name: string) => name as Id<"memberSettings">;

type Asked = { tenantId: Id<"tenants">; email?: string; member?: string };

async function book(t: Pick<Backend, "mutation">, { tenantId, email, member }: Asked) {
  const booking = {
    tenantId,
    email: email ?? "ann@example.com",
    memberId: memberOf(member ?? "member"),
  };
  await t.mutation(async (ctx) => {
    await Limits.admitBooking(ctx, booking);
  });
}

async function hold(t: Pick<Backend, "mutation">, tenantId: Id<"tenants">) {
  await t.mutation(async (ctx) => {
    await Limits.admitHold(ctx, { tenantId });
  });
}

async function refusalOf(call: Promise<unknown>) {
  return await call.then(() => null, errorOf);
}

describe("a sliding window", () => {
  test("takes at most so many in any stretch of its length, and one more as soon as the oldest leaves it", async () => {
    const run = fc.record({
      count: fc.integer({ min: 1, max: 6 }),
      windowMs: fc.constantFrom(1, 7, 1000, HOUR, DAY),
      // Steps as parts of the window, so that some calls come exactly when a place is free again.
      steps: fc.array(
        fc.oneof(fc.constantFrom(0, 1, 0.5), fc.double({ min: 0, max: 1.2, noNaN: true })),
        {
          maxLength: 30,
        },
      ),
    });
    const t = startBackend();
    let key = 0;
    await fc.assert(
      fc.asyncProperty(run, async ({ count, windowMs, steps }) => {
        key += 1;
        const taken: number[] = [];
        for (const step of steps) {
          vi.setSystemTime(Date.now() + Math.round(step * windowMs));
          const window = { name: "test", key: String(key), count, windowMs };
          const waitMs = await t.mutation(async (ctx) => await takePlace(ctx, window));
          const live = taken.filter((at) => at > Date.now() - windowMs);
          const [oldest = 0] = live;
          expect(waitMs).toBe(live.length < count ? 0 : oldest + windowMs - Date.now());
          if (waitMs === 0) taken.push(Date.now());
        }
      }),
      { numRuns: 60 },
    );
  });

  test("is used up by nobody whose transaction fails", async () => {
    const t = startBackend();
    const window = { name: "test", key: "key", count: 1, windowMs: HOUR };
    const failing = t.mutation(async (ctx) => {
      await takePlace(ctx, window);
      throw new Error("later on");
    });
    await expect(failing).rejects.toThrow("later on");
    expect(await t.mutation(async (ctx) => await takePlace(ctx, window))).toBe(0);
    expect(await t.mutation(async (ctx) => await takePlace(ctx, window))).toBe(HOUR);
  });
});

describe("limits of bookings", () => {
  test("a mailbox books three times a day, whatever its case and tag, and is told when it can again", async () => {
    const { t, tenantId, otherId } = await open({ bookingsPerEmailDay: 3 });
    for (const email of ["ann@example.com", "Ann@Example.com", "ann+gym@example.com"]) {
      await book(t, { tenantId, email });
      vi.advanceTimersByTime(HOUR);
    }
    vi.advanceTimersByTime(500);
    const fourth = await refusalOf(book(t, { tenantId }));
    expect(fourth).toMatchObject({ code: "RATE_LIMITED", limit: "email", retryAfterSec: 75_600 });
    expect(await codeOf(book(t, { tenantId, email: "bob@example.com" }))).toBe("accepted");
    expect(await codeOf(book(t, { tenantId: otherId }))).toBe("accepted");
    vi.advanceTimersByTime(21 * HOUR - 501);
    expect(await codeOf(book(t, { tenantId }))).toBe("RATE_LIMITED");
    vi.advanceTimersByTime(1);
    expect(await codeOf(book(t, { tenantId }))).toBe("accepted");
    expect(await codeOf(book(t, { tenantId }))).toBe("RATE_LIMITED");
  });

  test("a member is booked ten times a day", async () => {
    const { t, tenantId } = await open({ bookingsPerMemberDay: 10 });
    for (let n = 0; n < 10; n++) await book(t, { tenantId, email: `c${n}@example.com` });
    const next = await refusalOf(book(t, { tenantId }));
    expect(next).toMatchObject({ code: "RATE_LIMITED", limit: "member", retryAfterSec: 86_400 });
    expect(await codeOf(book(t, { tenantId, member: "another" }))).toBe("accepted");
  });

  test("an address tries five times an hour, as IPv4 in any writing, as IPv6 by its network", async () => {
    const { t, tenantId } = await open({ attemptsPerAddressHour: 5 });
    const senders = [
      ["203.0.113.7", "::ffff:203.0.113.7"],
      ["2001:db8:1:2::1", "2001:db8:1:2:ffff::9"],
    ];
    for (const ips of senders) {
      const from = (n: number) => t.withRequestMetadata({ ip: ips[n % 2] ?? null });
      for (let n = 0; n < 5; n++) await book(from(n), { tenantId });
      const sixth = await refusalOf(book(from(5), { tenantId }));
      expect(sixth).toMatchObject({ code: "RATE_LIMITED", limit: "address", retryAfterSec: 3600 });
    }
    const neighbour = t.withRequestMetadata({ ip: "2001:db8:1:3::1" });
    expect(await codeOf(book(neighbour, { tenantId }))).toBe("accepted");
  });

  test("an address holds so many times an hour; what has no address is not counted", async () => {
    const { t, tenantId } = await open({ holdsPerAddressHour: 7, attemptsPerAddressHour: 1 });
    const visitor = t.withRequestMetadata({ ip: "203.0.113.7" });
    for (let n = 0; n < 7; n++) await hold(visitor, tenantId);
    expect(await codeOf(hold(visitor, tenantId))).toBe("RATE_LIMITED");
    expect(await codeOf(book(visitor, { tenantId }))).toBe("accepted");
    for (let n = 0; n < 9; n++) {
      await hold(t, tenantId);
      await book(t, { tenantId });
    }
  });

  test("of several limits that are reached the longest wait is told, and no place of the others is lost", async () => {
    const { t, tenantId } = await open({ bookingsPerEmailDay: 1, attemptsPerAddressHour: 2 });
    const visitor = t.withRequestMetadata({ ip: "203.0.113.7" });
    await book(visitor, { tenantId });
    const again = await refusalOf(book(visitor, { tenantId }));
    expect(again).toMatchObject({ limit: "email", retryAfterSec: 86_400 });
    expect(await codeOf(book(visitor, { tenantId, email: "bob@example.com" }))).toBe("accepted");
    const third = await refusalOf(book(visitor, { tenantId, email: "cy@example.com" }));
    expect(third).toMatchObject({ limit: "address", retryAfterSec: 3600 });
  });

  test("are read and changed by those who run the marketplace, in whole numbers from 1 to 500", async () => {
    const { t, tenantId, owner } = await open({ bookingsPerEmailDay: 1 });
    await book(t, { tenantId });
    const limits = await owner.query(api.limits.settings, HOME);
    const save = (changes: Partial<Record<keyof typeof LIMITS, number | null>>) =>
      codeOf(owner.mutation(api.limits.save, { ...HOME, limits: { ...limits, ...changes } }));
    for (const count of [0, -1, 1.5, Number.NaN, 501]) {
      expect(await save({ bookingsPerEmailDay: count }), String(count)).toBe("INVALID_INPUT");
    }
    expect(await save({ bookingsPerEmailDay: 2, holdsPerAddressHour: 500 })).toBe("accepted");
    expect(await owner.query(api.limits.settings, HOME)).toEqual({
      ...limits,
      bookingsPerEmailDay: 2,
      holdsPerAddressHour: 500,
    });
    await book(t, { tenantId });
    expect(await codeOf(book(t, { tenantId }))).toBe("RATE_LIMITED");
    expect(await save({ bookingsPerEmailDay: null })).toBe("accepted");
    expect(await codeOf(book(t, { tenantId }))).toBe("accepted");
  });
});

describe("the block list", () => {
  test("shuts out a mailbox, a domain with all below it and a network, at this business only", async () => {
    const { t, tenantId, otherId, owner } = await open();
    for (const block of [
      { kind: "email", value: "Ann+spam@Example.com" },
      { kind: "domain", value: "@evil.example" },
      { kind: "network", value: "203.0.113.0/24" },
    ] as const) {
      await owner.mutation(api.limits.addBlock, { ...HOME, ...block, reason: "rude" });
    }
    const blocked = ["ann@example.com", "ANN+x@example.com", "a@evil.example", "a@x.evil.example"];
    for (const email of blocked) {
      expect(await codeOf(book(t, { tenantId, email })), email).toBe("BLOCKED");
      expect(await codeOf(book(t, { tenantId: otherId, email })), email).toBe("accepted");
    }
    for (const email of ["annie@example.com", "a@notevil.example", "evil.example@example.com"]) {
      expect(await codeOf(book(t, { tenantId, email })), email).toBe("accepted");
    }
    const from = (ip: string) => t.withRequestMetadata({ ip });
    for (const ip of ["203.0.113.9", "::ffff:203.0.113.9"]) {
      expect(await codeOf(hold(from(ip), tenantId))).toBe("BLOCKED");
      const email = "fine@example.com";
      expect(await codeOf(book(from(ip), { tenantId, email }))).toBe("BLOCKED");
      expect(await codeOf(hold(from(ip), otherId))).toBe("accepted");
    }
    expect(await codeOf(hold(from("203.0.114.9"), tenantId))).toBe("accepted");
  });

  test("holds each entry once, and forgets it when it is removed", async () => {
    const { t, tenantId, owner } = await open();
    const add = async (reason: string, value: string) =>
      await owner.mutation(api.limits.addBlock, { ...HOME, kind: "email", value, reason });
    const first = await add("rude", "ann@example.com");
    expect(await add("twice", "Ann+1@example.com")).toEqual({ ...first, reason: "twice" });
    const page = { ...HOME, paginationOpts: { numItems: 10, cursor: null } };
    expect((await owner.query(api.limits.listBlocks, page)).page).toEqual([
      { ...first, reason: "twice" },
    ]);
    await owner.mutation(api.limits.removeBlock, { blockId: first.id });
    expect(await codeOf(book(t, { tenantId }))).toBe("accepted");
  });

  test("refuses what is no address, domain or network, and more networks than a booking can look through", async () => {
    const { owner } = await open();
    const add = (kind: "email" | "domain" | "network", value: string) =>
      codeOf(owner.mutation(api.limits.addBlock, { ...HOME, kind, value, reason: "" }));
    expect(await add("email", "example.com")).toBe("INVALID_INPUT");
    expect(await add("domain", "com")).toBe("INVALID_INPUT");
    expect(await add("network", "0.0.0.0/0")).toBe("INVALID_INPUT");
    for (let n = 0; n < 100; n++) expect(await add("network", `10.0.${n}.0/24`)).toBe("accepted");
    expect(await add("network", "10.1.0.0/24")).toBe("LIMIT_REACHED");
    expect(await add("network", "10.0.7.0/24")).toBe("accepted");
  });
});

describe("the check that a visitor is a person", () => {
  const visitor = { ...HOME, visitorId: "visitor-1" };

  async function openChecked(success: boolean) {
    vi.stubEnv("TURNSTILE_SECRET_KEY", "secret");
    vi.stubEnv("TURNSTILE_URL", "https://turnstile.test/siteverify");
    const fetched = vi.fn(() => Promise.resolve(Response.json({ success })));
    vi.stubGlobal("fetch", fetched);
    const world = await open();
    const { t, tenantId } = world;
    const state = () => t.query(api.limits.challenge, visitor);
    const answer = async (token = "token") => {
      await t.mutation(api.limits.submitChallenge, { ...visitor, token });
      vi.advanceTimersByTime(0);
      await t.finishInProgressScheduledFunctions();
    };
    const proceed = (visitorId = visitor.visitorId) =>
      codeOf(
        t.mutation(async (ctx) => {
          await Limits.requireChallenge(ctx, { tenantId, visitorId });
        }),
      );
    return { ...world, fetched, state, answer, proceed };
  }

  test("is not asked for where the deployment has no secret key", async () => {
    const { t, tenantId } = await open();
    const none = { required: false, passed: false, failed: false };
    expect(await t.query(api.limits.challenge, visitor)).toEqual(none);
    await t.mutation(api.limits.submitChallenge, { ...visitor, token: "token" });
    expect(await t.run(async (ctx) => await ctx.db.query("challenges").first())).toBeNull();
    const proceed = t.mutation(async (ctx) => {
      await Limits.requireChallenge(ctx, { tenantId, visitorId: "visitor-1" });
    });
    expect(await codeOf(proceed)).toBe("accepted");
  });

  test("is passed for an hour, by the visitor who passed it", async () => {
    const { fetched, state, answer, proceed, t } = await openChecked(true);
    expect(await state()).toEqual({ required: true, passed: false, failed: false });
    expect(await proceed()).toBe("CHALLENGE_REQUIRED");
    await answer();
    const [url, { body }] = fetched.mock.calls[0] as unknown as [string, { body: URLSearchParams }];
    expect(url).toBe("https://turnstile.test/siteverify");
    expect(Object.fromEntries(body)).toEqual({ secret: "secret", response: "token" });
    expect(await state()).toEqual({ required: true, passed: true, failed: false });
    expect(await proceed()).toBe("accepted");
    expect(await proceed("visitor-2")).toBe("CHALLENGE_REQUIRED");
    vi.advanceTimersByTime(HOUR - 1);
    expect(await proceed()).toBe("accepted");
    vi.advanceTimersByTime(1);
    expect(await proceed()).toBe("CHALLENGE_REQUIRED");
    await t.finishInProgressScheduledFunctions();
    expect(await state()).toEqual({ required: true, passed: false, failed: false });
  });

  test("can be tried again after it failed, and fails where nobody can be asked", async () => {
    const { fetched, state, answer, proceed } = await openChecked(false);
    const logged = vi.spyOn(console, "error").mockReturnValue();
    await answer();
    expect(await state()).toEqual({ required: true, passed: false, failed: true });
    fetched.mockImplementation(() => Promise.reject(new Error("unreachable")));
    await answer();
    expect(await proceed()).toBe("CHALLENGE_REQUIRED");
    expect(logged).toHaveBeenCalledOnce();
    fetched.mockImplementation(() => Promise.resolve(Response.json({ success: true })));
    await answer();
    expect(await proceed()).toBe("accepted");
  });

  test("is called for one sender so often only, and for nothing that cannot be an answer", async () => {
    const { t } = await openChecked(true);
    const from = t.withRequestMetadata({ ip: "203.0.113.7" });
    const submit = (token: string, visitorId = "visitor-1") =>
      codeOf(from.mutation(api.limits.submitChallenge, { ...HOME, visitorId, token }));
    expect(await submit("")).toBe("INVALID_INPUT");
    expect(await submit("x".repeat(2049))).toBe("INVALID_INPUT");
    expect(await submit("token", "no visitor!")).toBe("INVALID_INPUT");
    for (let n = 0; n < 60; n++) expect(await submit("token", `visitor-${n}`)).toBe("accepted");
    expect(await submit("token")).toBe("RATE_LIMITED");
  });
});
