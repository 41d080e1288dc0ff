import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import { badFieldsOf, CARL, codeOf, draftOf, holdOf, openMarketplace } from "../test.setup";

/** Monday 1 March 2027. */
const NOW = Date.UTC(2027, 2, 1);
const DEMO = { tenantSlug: "demo" };
const BREAK = {
  kind: "timeOff",
  firstDate: "2027-03-08",
  lastDate: "2027-03-12",
  reason: "Offsite",
} as const;

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
});
afterEach(() => {
  vi.useRealTimers();
});

async function openWithMembers() {
  const market = await openMarketplace();
  const paginationOpts = { numItems: 50, cursor: null };
  const { page } = await market.t.query(api.members.list, { ...DEMO, paginationOpts });
  const owner = market.as("persona-owner");
  const drain = () => market.t.finishAllScheduledFunctions(vi.runAllTimers);
  const freeOn = async (eventTypeId: Id<"eventTypes">, from: number, to: number) => {
    const month = await market.t.query(api.availability.month, { eventTypeId, month: "2027-03" });
    return (month?.starts ?? []).filter((start) => start >= from && start < to);
  };
  return { ...market, owner, drain, freeOn, memberIds: page.map(({ id }) => id) };
}

describe("changing many members at once", () => {
  test("reaches every chosen member, says how far it is, and closes their days", async () => {
    const { owner, drain, freeOn, memberIds, eventType } = await openWithMembers();
    await owner.mutation(api.availability.bulk.apply, { ...DEMO, memberIds, change: BREAK });
    const [begun] = await owner.query(api.availability.bulk.listRecent, DEMO);
    expect(begun).toMatchObject({ done: 0, total: memberIds.length, finishedAt: null });
    await drain();
    const [finished] = await owner.query(api.availability.bulk.listRecent, DEMO);
    expect(finished).toMatchObject({ done: memberIds.length, failures: [] });
    expect(finished?.finishedAt).not.toBeNull();
    expect(await freeOn(eventType.id, Date.UTC(2027, 2, 8, 6), Date.UTC(2027, 2, 13))).toEqual([]);
    expect(
      (await freeOn(eventType.id, Date.UTC(2027, 2, 15), Date.UTC(2027, 2, 16))).length,
    ).toBeGreaterThan(0);
  });

  test("applies a schedule and an override as for one member", async () => {
    const { owner, drain, freeOn, member, eventType } = await openWithMembers();
    const windows = [{ start: "07:00", end: "08:00" }];
    const closed = {
      monday: [],
      tuesday: [],
      wednesday: [],
      thursday: [],
      friday: [],
      saturday: [],
    };
    const memberIds = [member.id];
    const schedule = { kind: "schedule" as const, weeklySchedule: { ...closed, sunday: windows } };
    const override = { kind: "override" as const, date: "2027-03-10", windows, reason: "" };
    for (const change of [schedule, override]) {
      await owner.mutation(api.availability.bulk.apply, { ...DEMO, memberIds, change });
      await drain();
    }
    expect(await freeOn(eventType.id, Date.UTC(2027, 2, 1, 6), Date.UTC(2027, 2, 11))).toEqual([
      Date.UTC(2027, 2, 7, 12),
      Date.UTC(2027, 2, 7, 12, 30),
      Date.UTC(2027, 2, 10, 12),
      Date.UTC(2027, 2, 10, 12, 30),
    ]);
  });

  test("one member's refusal is told and stops nobody else", async () => {
    const { t, owner, drain, memberIds } = await openWithMembers();
    const [crowded] = memberIds;
    await t.run(async (ctx) => {
      const row = crowded && (await ctx.db.get("memberSettings", crowded));
      if (!row) throw new Error("no member");
      for (let n = 0; n < 200; n++) {
        const off = { firstDate: "2030-01-01", lastDate: "2030-01-02", reason: "" };
        await ctx.db.insert("timeOff", { tenantId: row.tenantId, memberId: row._id, ...off });
      }
    });
    await owner.mutation(api.availability.bulk.apply, { ...DEMO, memberIds, change: BREAK });
    await drain();
    const [finished] = await owner.query(api.availability.bulk.listRecent, DEMO);
    expect(finished).toMatchObject({
      done: memberIds.length,
      failures: [{ memberId: crowded, code: "LIMIT_REACHED" }],
    });
    const closed = await t.run(async (ctx) => await ctx.db.query("timeOff").collect());
    expect(closed.filter(({ reason }) => reason === "Offsite")).toHaveLength(memberIds.length - 1);
  });

  test("previews the bookings that would fall outside, and changes nothing", async () => {
    const { t, owner, memberIds, member, eventType } = await openWithMembers();
    const request = holdOf(eventType.id, Date.UTC(2027, 2, 9, 14));
    const { bookingId } = await t.mutation(api.bookings.hold, request);
    const { code } = await t.mutation(api.bookings.confirm, {
      bookingId,
      token: request.token,
      customer: CARL,
    });
    const asked = { ...DEMO, memberIds, change: BREAK, now: NOW };
    const seen = await owner.query(api.availability.bulk.preview, asked);
    expect(seen).toHaveLength(memberIds.length);
    const outside = seen.filter((row) => row.outside.length > 0);
    expect(outside).toMatchObject([
      { memberId: member.id, outside: [{ bookingId, code }], isCut: false },
    ]);
    expect(await t.run(async (ctx) => await ctx.db.query("timeOff").collect())).toEqual([]);
  });

  test("previews requests that wait, too: their end by time made them look like holds", async () => {
    const { t, as, owner, member, eventType } = await openWithMembers();
    const onRequest = draftOf(eventType, { approval: true });
    const update = { eventTypeId: eventType.id, eventType: onRequest };
    await as("persona-maya").mutation(api.eventTypes.update, update);
    const request = holdOf(eventType.id, Date.UTC(2027, 2, 9, 14));
    const { bookingId } = await t.mutation(api.bookings.hold, request);
    await t.mutation(api.bookings.confirm, { bookingId, token: request.token, customer: CARL });
    const asked = { ...DEMO, memberIds: [member.id], change: BREAK, now: NOW };
    expect(await owner.query(api.availability.bulk.preview, asked)).toMatchObject([
      { outside: [{ bookingId }] },
    ]);
  });

  test("finds a booking on the dates of a change however many others lie before, and says where it stopped looking", async () => {
    const { t, owner, member, eventType } = await openWithMembers();
    const request = holdOf(eventType.id, Date.UTC(2027, 2, 9, 14));
    const { bookingId } = await t.mutation(api.bookings.hold, request);
    await t.mutation(api.bookings.confirm, { bookingId, token: request.token, customer: CARL });
    await t.run(async (ctx) => {
      const row = await ctx.db.get("bookings", bookingId);
      if (!row) throw new Error("no booking");
      const { _id, _creationTime, ...fields } = row;
      for (let n = 0; n < 200; n++) {
        const startTime = Date.UTC(2027, 2, 2) + n * 60_000;
        await ctx.db.insert("bookings", { ...fields, startTime, endTime: startTime + 60_000 });
      }
    });
    const asked = { ...DEMO, memberIds: [member.id], now: NOW };
    expect(
      await owner.query(api.availability.bulk.preview, { ...asked, change: BREAK }),
    ).toMatchObject([{ outside: [{ bookingId }], isCut: false }]);
    const weeklySchedule = {
      ...{ monday: [], tuesday: [], wednesday: [], thursday: [], friday: [] },
      ...{ saturday: [], sunday: [] },
    };
    const change = { kind: "schedule" as const, weeklySchedule };
    expect(await owner.query(api.availability.bulk.preview, { ...asked, change })).toMatchObject([
      { isCut: true },
    ]);
  });

  test("is refused when it is wrong for everybody, and closed to all but the owner", async () => {
    const { t, as, owner, memberIds } = await openWithMembers();
    const wrong = { ...BREAK, lastDate: "2027-03-01" };
    const refused = owner.mutation(api.availability.bulk.apply, {
      ...DEMO,
      memberIds,
      change: wrong,
    });
    expect(await badFieldsOf(refused)).toEqual(["timeOff[0]"]);
    const nobody = owner.mutation(api.availability.bulk.apply, {
      ...DEMO,
      memberIds: [],
      change: BREAK,
    });
    expect(await badFieldsOf(nobody)).toEqual(["memberIds"]);
    for (const stranger of [as("persona-maya"), as("persona-carl")]) {
      const call = stranger.mutation(api.availability.bulk.apply, {
        ...DEMO,
        memberIds,
        change: BREAK,
      });
      expect(await codeOf(call)).toBe("NOT_FOUND");
    }
    const guest = t.mutation(api.availability.bulk.apply, { ...DEMO, memberIds, change: BREAK });
    expect(await codeOf(guest)).toBe("SIGN_IN_REQUIRED");
    expect(await t.run(async (ctx) => await ctx.db.query("bulkChanges").collect())).toEqual([]);
  });
});
