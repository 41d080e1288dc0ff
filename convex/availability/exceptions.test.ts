import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api } from "../_generated/api";
import { badFieldsOf, CARL, codeOf, draftOf, holdOf, openMarketplace } from "../test.setup";

const MINUTE = 60_000;
/** Monday 1 March 2027. */
const NOW = Date.UTC(2027, 2, 1);

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
});
afterEach(() => {
  vi.useRealTimers();
});

async function openMine() {
  const market = await openMarketplace();
  const maya = market.as("persona-maya");
  const own = { memberId: market.member.id };
  const month = async (durationMin?: number) => {
    const args = { eventTypeId: market.eventType.id, month: "2027-03" };
    const answer = await market.t.query(api.availability.month, {
      ...args,
      ...(durationMin !== undefined && { durationMin }),
    });
    return answer?.starts ?? [];
  };
  return { ...market, maya, own, month };
}

const within = (starts: number[], from: number, to: number) =>
  starts.filter((start) => start >= from && start < to);

describe("time off", () => {
  test("closes its dates, both ends included, until it is removed", async () => {
    const { maya, own, month } = await openMine();
    const before = await month();
    const off = { ...own, firstDate: "2027-03-09", lastDate: "2027-03-10", reason: "Holiday" };
    const { id } = await maya.mutation(api.availability.addTimeOff, off);
    const [tuesday, thursday] = [Date.UTC(2027, 2, 9, 5), Date.UTC(2027, 2, 11, 5)];
    const after = await month();
    expect(within(after, tuesday, thursday)).toEqual([]);
    expect(after.length).toBe(before.length - within(before, tuesday, thursday).length);
    expect(await maya.query(api.availability.listTimeOff, own)).toEqual([
      { id, firstDate: "2027-03-09", lastDate: "2027-03-10", reason: "Holiday" },
    ]);
    await maya.mutation(api.availability.removeTimeOff, { timeOffId: id });
    expect(await month()).toEqual(before);
  });

  test("that ends before it begins, or on a day that is none, is refused", async () => {
    const { maya, own } = await openMine();
    const off = { ...own, firstDate: "2027-03-09", lastDate: "2027-03-08", reason: "" };
    expect(await badFieldsOf(maya.mutation(api.availability.addTimeOff, off))).toEqual([
      "timeOff[0]",
    ]);
    const odd = { ...off, firstDate: "2027-02-30" };
    const refused = maya.mutation(api.availability.addTimeOff, odd);
    expect(await badFieldsOf(refused)).toEqual(["timeOff[0].firstDate"]);
    expect(await maya.query(api.availability.listTimeOff, own)).toEqual([]);
  });
});

describe("recurring rules", () => {
  const saturdays = {
    name: "First Saturdays",
    kind: "open" as const,
    pattern: "monthly" as const,
    nth: 1,
    days: ["saturday" as const],
    windows: [{ start: "10:00", end: "11:00" }],
    priority: 1,
  };

  test("open, change and close time as they say, for one service or for all", async () => {
    const { t, maya, own, month, eventType } = await openMine();
    const [from, to] = [Date.UTC(2027, 2, 6), Date.UTC(2027, 2, 7)];
    const { id } = await maya.mutation(api.availability.addRule, { ...own, rule: saturdays });
    expect(within(await month(), from, to)).toHaveLength(2);

    const others = (await t.query(api.eventTypes.list, own)).find(
      (other) => other.id !== eventType.id,
    );
    if (!others) throw new Error("Maya has two services.");
    const scoped = { ...saturdays, eventTypeId: others.id };
    await maya.mutation(api.availability.updateRule, { ruleId: id, rule: scoped });
    expect(within(await month(), from, to)).toEqual([]);
    const elsewhere = await t.query(api.availability.month, {
      eventTypeId: others.id,
      month: "2027-03",
    });
    expect(within(elsewhere?.starts ?? [], from, to).length).toBeGreaterThan(0);

    await maya.mutation(api.availability.removeRule, { ruleId: id });
    expect(await maya.query(api.availability.listRules, own)).toEqual([]);
  });

  test("are refused when they mean nothing, or name somebody else's service", async () => {
    const { t, as, maya, own } = await openMine();
    const bad = { ...saturdays, days: [], nth: 9, priority: -1, windows: [] };
    const refused = maya.mutation(api.availability.addRule, { ...own, rule: bad });
    expect(await badFieldsOf(refused)).toEqual([
      "rules[0].days",
      "rules[0].nth",
      "rules[0].priority",
      "rules[0].windows",
    ]);
    const jonas = await t.query(api.members.get, { tenantSlug: "demo", slug: "jonas-weber" });
    const [foreign] = jonas ? await t.query(api.eventTypes.list, { memberId: jonas.id }) : [];
    if (!foreign) throw new Error("Jonas has services.");
    const rule = { ...saturdays, eventTypeId: foreign.id };
    expect(await codeOf(maya.mutation(api.availability.addRule, { ...own, rule }))).toBe(
      "NOT_FOUND",
    );
    const stranger = as("persona-jonas").mutation(api.availability.addRule, {
      ...own,
      rule: saturdays,
    });
    expect(await codeOf(stranger)).toBe("NOT_FOUND");
    expect(await maya.query(api.availability.listRules, own)).toEqual([]);
  });
});

describe("what a service asks of its slots", () => {
  test("several lengths, of which one is chosen; others are refused", async () => {
    const { t, maya, month, eventType } = await openMine();
    const draft = draftOf(eventType, { otherDurationsMin: [90] });
    await maya.mutation(api.eventTypes.update, { eventTypeId: eventType.id, eventType: draft });
    const long = await month(90);
    expect(long.length).toBeGreaterThan(0);
    expect(long.length).toBeLessThan((await month()).length);
    expect(await month(45)).toEqual([]);
    const start = long.find((candidate) => candidate > NOW + 3 * 60 * MINUTE) ?? 0;
    const request = holdOf(eventType.id, start);
    const odd = t.mutation(api.bookings.hold, { ...request, durationMin: 45 });
    expect(await codeOf(odd)).toBe("NOT_AVAILABLE");
    const held = await t.mutation(api.bookings.hold, { ...request, durationMin: 90 });
    expect(held.end - held.start).toBe(90 * MINUTE);
  });

  test("a cap per day counts bookings and holds, and opens again with a cancellation", async () => {
    const { t, maya, month, eventType } = await openMine();
    const draft = draftOf(eventType, { caps: [{ per: "day", count: 1, minutes: null }] });
    await maya.mutation(api.eventTypes.update, { eventTypeId: eventType.id, eventType: draft });
    const day = [Date.UTC(2027, 2, 2, 5), Date.UTC(2027, 2, 3, 5)] as const;
    const [first = 0, second = 0] = within(await month(), ...day);
    const request = holdOf(eventType.id, first);
    const { bookingId } = await t.mutation(api.bookings.hold, request);
    expect(within(await month(), ...day)).toEqual([]);
    expect(
      await codeOf(t.mutation(api.bookings.hold, holdOf(eventType.id, second + 60 * MINUTE))),
    ).toBe("SLOT_TAKEN");
    await t.mutation(api.bookings.release, { bookingId, token: request.token });
    expect(within(await month(), ...day).length).toBeGreaterThan(1);
  });
});

describe("why a time is not available", () => {
  test("the member is told the facts, a visitor nothing private", async () => {
    const { t, maya, eventType } = await openMine();
    const start = Date.UTC(2027, 2, 2, 14);
    const request = holdOf(eventType.id, start);
    const { bookingId } = await t.mutation(api.bookings.hold, request);
    const { code } = await t.mutation(api.bookings.confirm, {
      bookingId,
      token: request.token,
      customer: CARL,
    });
    const asked = { eventTypeId: eventType.id, start, now: NOW };
    expect(await maya.query(api.availability.explain, asked)).toEqual({
      bookable: false,
      reasons: [{ code: "busy", detail: code }],
    });
    expect(await t.query(api.availability.explain, asked)).toEqual({
      bookable: false,
      reasons: [{ code: "taken", detail: null }],
    });
    const buffered = { ...asked, start: start + 30 * MINUTE };
    expect((await maya.query(api.availability.explain, buffered)).reasons[0]?.code).toBe("buffer");
  });

  test("agrees with the hold, whatever the start", async () => {
    const { t, eventType } = await openMine();
    for (let hour = 0; hour < 72; hour += 1) {
      const start = NOW + hour * 60 * MINUTE + (hour % 4) * 15 * MINUTE;
      const { bookable } = await t.query(api.availability.explain, {
        eventTypeId: eventType.id,
        start,
        now: NOW,
      });
      const code = await codeOf(t.mutation(api.bookings.hold, holdOf(eventType.id, start)));
      expect(code === "accepted", new Date(start).toISOString()).toBe(bookable);
    }
  });
});
