import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { findCurrency } from "../../core/money/currency";
import { isZone } from "../../core/time/zones";
import { internal } from "../_generated/api";
import { ISSUER, openMarketplace, startBackend } from "../test.setup";
import { MORE_MEMBERS } from "./morePeople";
import { MEMBERS } from "./people";

const NOW = Date.UTC(2027, 2, 1, 12);
const DAY = 86_400_000;
const PEOPLE = [...MEMBERS, ...MORE_MEMBERS];

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("the demonstration", () => {
  test("is twenty-four people of a dozen zones and more, with prices in many currencies", async () => {
    const t = startBackend();
    await t.mutation(internal.demo.jobs.seedAll, { issuer: ISSUER });
    const members = await t.run(async (ctx) => await ctx.db.query("memberSettings").collect());
    expect(members).toHaveLength(24);
    expect(new Set(members.map(({ slug }) => slug)).size).toBe(24);
    expect(new Set(members.map(({ timezone }) => timezone)).size).toBeGreaterThanOrEqual(12);
    expect(new Set(members.map(({ title }) => title)).size).toBe(24);
    const paid = PEOPLE.filter(({ services }) => services.some(({ price }) => price > 0));
    expect(new Set(paid.map(({ settings }) => settings.currency)).size).toBeGreaterThanOrEqual(10);
    for (const { settings } of PEOPLE) {
      expect(isZone(settings.timezone)).toBe(true);
      expect(findCurrency(settings.currency)).not.toBeNull();
      expect(settings.photoUrl).toBe(`/people/${settings.slug}.svg`);
    }
  });

  test("reaches each of them at an address of their own", async () => {
    const t = startBackend();
    await t.mutation(internal.demo.jobs.seedAll, { issuer: ISSUER });
    await t.mutation(internal.demo.jobs.seedAll, { issuer: ISSUER });
    const inboxes = await t.run(async (ctx) => await ctx.db.query("memberInboxes").collect());
    expect(inboxes).toHaveLength(24);
    expect(new Set(inboxes.map(({ memberId }) => memberId)).size).toBe(24);
    expect(new Set(inboxes.map(({ email }) => email)).size).toBe(24);
  });

  test("shows every way to price a service: both deposits, a price by length, one that customers name, refunds in tiers", async () => {
    const t = startBackend();
    await t.mutation(internal.demo.jobs.seedAll, { issuer: ISSUER });
    const services = await t.run(async (ctx) => await ctx.db.query("eventTypes").collect());
    const deposits = services.flatMap(({ deposit }) => (deposit ? [deposit.kind] : []));
    expect(new Set(deposits)).toEqual(new Set(["fixed", "percent"]));
    expect(services.some(({ durationPrices }) => durationPrices.length > 1)).toBe(true);
    expect(services.some(({ pricing, minPrice }) => pricing === "named" && minPrice > 0)).toBe(
      true,
    );
    expect(services.some(({ refundTiers }) => refundTiers.length > 1)).toBe(true);
  });

  test("gives each member a year of bookings around the day it is seeded, with the states that time brings, and none that overlap", async () => {
    const { t } = await openMarketplace();
    await t.mutation(internal.demo.jobs.addYear, { cursor: null, seed: 1 });
    const bookings = await t.run(async (ctx) => await ctx.db.query("bookings").collect());
    const starts = bookings.map(({ startTime }) => startTime);
    expect(Math.min(...starts)).toBeLessThan(NOW - 250 * DAY);
    expect(Math.max(...starts)).toBeGreaterThan(NOW + 40 * DAY);
    for (const { status, endTime, contact } of bookings) {
      const states =
        endTime < NOW ? ["completed", "cancelled", "no_show"] : ["confirmed", "cancelled"];
      expect(states).toContain(status);
      expect(contact?.email).toMatch(/@example\.com$/);
    }
    for (const one of bookings.filter(({ status }) => status === "confirmed")) {
      const rivals = bookings.filter(
        (other) =>
          other._id !== one._id &&
          other.memberId === one.memberId &&
          other.status === "confirmed" &&
          other.startTime < one.endTime &&
          one.startTime < other.endTime,
      );
      expect(rivals).toEqual([]);
    }
    const spans = await t.run(async (ctx) =>
      (await ctx.db.query("busy").collect()).flatMap((row) => row.spans),
    );
    const ahead = bookings.filter(({ status }) => status === "confirmed").map(({ code }) => code);
    expect(new Set(spans.map(({ source }) => source))).toEqual(new Set(ahead));
  });
});
