import { describe, expect, test } from "vitest";
import { api } from "./_generated/api";
import { badFieldsOf, CARL, codeOf, draftOf, holdOf, openMarketplace } from "./test.setup";

async function openMine() {
  const market = await openMarketplace();
  const maya = market.as("persona-maya");
  const mine = { memberId: market.member.id };
  const listMine = () => maya.query(api.eventTypes.listMine, mine);
  return { ...market, maya, mine, listMine };
}

describe("services", () => {
  test("a new one comes last, with an address made of its name that nobody else has", async () => {
    const { t, maya, mine, listMine, eventType } = await openMine();
    const draft = draftOf(eventType, { name: "Café & Chat" });
    const { slug: _slug, ...unnamed } = draft;
    await maya.mutation(api.eventTypes.create, { ...mine, eventType: unnamed });
    await maya.mutation(api.eventTypes.create, { ...mine, eventType: unnamed });
    expect((await listMine()).slice(-2).map(({ slug }) => slug)).toEqual([
      "cafe-chat",
      "cafe-chat-2",
    ]);
    const address = { tenantSlug: "demo", memberSlug: "maya-chen", slug: "cafe-chat-2" };
    expect(await t.query(api.eventTypes.get, address)).toMatchObject({ name: "Café & Chat" });
  });

  test("one that is switched off can be neither seen nor booked", async () => {
    const { t, maya, mine, eventType } = await openMine();
    const off = draftOf(eventType, { active: false });
    await maya.mutation(api.eventTypes.update, { eventTypeId: eventType.id, eventType: off });
    expect((await t.query(api.eventTypes.list, mine)).map(({ id }) => id)).not.toContain(
      eventType.id,
    );
    expect(
      await t.query(api.availability.month, { eventTypeId: eventType.id, month: "2027-03" }),
    ).toBeNull();
    const start = Date.UTC(2027, 2, 1, 14);
    expect(await codeOf(t.mutation(api.bookings.hold, holdOf(eventType.id, start)))).toBe(
      "NOT_FOUND",
    );
  });

  test("one that was never booked is removed; one with bookings is switched off and keeps its name", async () => {
    const { t, maya, listMine, eventType } = await openMine();
    const before = (await listMine()).length;
    const month = new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 7);
    const offered = await t.query(api.availability.month, { eventTypeId: eventType.id, month });
    const start = offered?.starts.find((candidate) => candidate > Date.now() + 7 * 86_400_000);
    const request = holdOf(eventType.id, start ?? 0);
    const { bookingId } = await t.mutation(api.bookings.hold, request);
    const link = { bookingId, token: request.token };
    await t.mutation(api.bookings.confirm, { ...link, customer: CARL });
    await maya.mutation(api.eventTypes.remove, { eventTypeId: eventType.id });
    expect(await t.query(api.bookings.get, link)).toMatchObject({
      eventType: { name: eventType.name },
    });
    expect(await listMine()).toHaveLength(before);

    const unused = (await listMine()).find(({ id }) => id !== eventType.id);
    if (!unused) throw new Error("Maya has two services.");
    await maya.mutation(api.eventTypes.remove, { eventTypeId: unused.id });
    expect(await listMine()).toHaveLength(before - 1);
  });

  test("a removed one takes its rules along: they would have held for the next service", async () => {
    const { t, maya, mine, eventType } = await openMine();
    const draft = {
      ...mine,
      eventType: draftOf(eventType, { name: "Short-lived", slug: "short" }),
    };
    const { id: removed } = await maya.mutation(api.eventTypes.create, draft);
    const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday"] as const;
    const closed = { name: "Never", kind: "block", pattern: "weekly" } as const;
    const rule = { ...closed, days: [...weekdays], windows: [], priority: 5, eventTypeId: removed };
    await maya.mutation(api.availability.addRule, { ...mine, rule });
    await maya.mutation(api.eventTypes.remove, { eventTypeId: removed });
    const { id: next } = await maya.mutation(api.eventTypes.create, draft);
    const month = new Date(Date.now() + 31 * 86_400_000).toISOString().slice(0, 7);
    const listed = await t.query(api.availability.month, { eventTypeId: next, month });
    expect(listed?.starts.length).toBeGreaterThan(0);
    expect(await maya.query(api.availability.listRules, mine)).toEqual([]);
  });

  test("keep the order their member gives them", async () => {
    const { maya, mine, listMine } = await openMine();
    const ids = (await listMine()).map(({ id }) => id).toReversed();
    await maya.mutation(api.eventTypes.reorder, { ...mine, ids });
    expect((await listMine()).map(({ id }) => id)).toEqual(ids);
  });

  test("bad ones are refused with every problem named, and taken addresses by their own code", async () => {
    const { maya, mine, listMine, eventType } = await openMine();
    const before = await listMine();
    const bad = draftOf(eventType, {
      name: "",
      durationMin: 7 * 24 * 60,
      currency: "ugx",
      price: -1,
    });
    const refused = maya.mutation(api.eventTypes.create, { ...mine, eventType: bad });
    expect(await badFieldsOf(refused)).toEqual(["currency", "durationMin", "name", "price"]);
    const taken = maya.mutation(api.eventTypes.create, { ...mine, eventType: draftOf(eventType) });
    expect(await codeOf(taken)).toBe("SLUG_TAKEN");
    expect(await listMine()).toEqual(before);
  });

  test("prices, deposit and refunds are shown to visitors as they were saved", async () => {
    const { t, maya, mine, eventType } = await openMine();
    const priced = {
      pricing: "named" as const,
      price: 3_000,
      minPrice: 500,
      durationPrices: [{ durationMin: 60, price: 5_000 }],
      deposit: { kind: "percent" as const, basisPoints: 2_500 },
      currency: "EUR",
      refundTiers: [{ hoursBefore: 24, percent: 50 }],
    };
    const draft = draftOf(eventType, { ...priced, otherDurationsMin: [60] });
    await maya.mutation(api.eventTypes.update, { eventTypeId: eventType.id, eventType: draft });
    const shown = await t.query(api.eventTypes.list, mine);
    expect(shown.find(({ id }) => id === eventType.id)).toMatchObject({
      ...priced,
      currency: "eur",
    });
  });

  test("what an editor that knows nothing of deposits leaves unsaid stays; the price of a length goes with it", async () => {
    const { maya, mine, listMine, eventType } = await openMine();
    const refundTiers = [{ hoursBefore: 24, percent: 50 }];
    const deposit = { kind: "fixed" as const, amount: 1_000 };
    const durationPrices = [{ durationMin: 60, price: 5_000 }];
    const otherDurationsMin = [60];
    const priced = { price: 3_000, refundTiers, deposit, durationPrices, otherDurationsMin };
    const eventTypeId = eventType.id;
    await maya.mutation(api.eventTypes.update, {
      eventTypeId,
      eventType: draftOf(eventType, priced),
    });
    const stored = async () => (await listMine()).find(({ id }) => id === eventTypeId);
    const { refundTiers: _r, deposit: _d, durationPrices: _p, ...plain } = draftOf(eventType);
    await maya.mutation(api.eventTypes.update, {
      eventTypeId,
      eventType: { ...plain, price: 4_000, otherDurationsMin },
    });
    expect(await stored()).toMatchObject({ ...priced, price: 4_000 });
    await maya.mutation(api.eventTypes.update, {
      eventTypeId,
      eventType: { ...plain, otherDurationsMin: [] },
    });
    expect(await stored()).toMatchObject({ refundTiers, deposit, durationPrices: [] });
    const { id } = await maya.mutation(api.eventTypes.create, {
      ...mine,
      eventType: { ...plain, slug: "plain" },
    });
    expect((await listMine()).find((each) => each.id === id)).toMatchObject({
      deposit: null,
      refundTiers: [],
    });
  });

  test("prices that could not be charged and policies that make no sense are refused together", async () => {
    const { maya, mine, listMine, eventType } = await openMine();
    const before = await listMine();
    const bad = draftOf(eventType, {
      slug: "bad",
      price: 49,
      minPrice: 0.5,
      durationPrices: [{ durationMin: 17, price: 5_000 }],
      deposit: { kind: "percent", basisPoints: 0 },
      refundTiers: [
        { hoursBefore: 24, percent: 50 },
        { hoursBefore: 48, percent: 101 },
      ],
    });
    const refused = maya.mutation(api.eventTypes.create, { ...mine, eventType: bad });
    expect(await badFieldsOf(refused)).toEqual([
      "deposit",
      "durationPrices",
      "minPrice",
      "price",
      "refundTiers[1].hoursBefore",
      "refundTiers[1].percent",
    ]);
    expect(await listMine()).toEqual(before);
  });

  test("another member's are closed", async () => {
    const { as, mine, eventType } = await openMine();
    const jonas = as("persona-jonas");
    const { id: eventTypeId } = eventType;
    const calls = [
      jonas.query(api.eventTypes.listMine, mine),
      jonas.mutation(api.eventTypes.create, { ...mine, eventType: draftOf(eventType) }),
      jonas.mutation(api.eventTypes.update, { eventTypeId, eventType: draftOf(eventType) }),
      jonas.mutation(api.eventTypes.remove, { eventTypeId }),
      jonas.mutation(api.eventTypes.reorder, { ...mine, ids: [] }),
    ];
    expect(await Promise.all(calls.map(codeOf))).toEqual(calls.map(() => "NOT_FOUND"));
    expect(await codeOf(as("persona-owner").query(api.eventTypes.listMine, mine))).toBe("accepted");
  });
});
