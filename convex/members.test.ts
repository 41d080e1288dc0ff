import { describe, expect, test } from "vitest";
import { api, internal } from "./_generated/api";
import { MEMBERS } from "./demo/people";
import { badFieldsOf, codeOf, ISSUER, openMarketplace } from "./test.setup";
import { GENEROUS } from "./world.testing";

const [MAYA] = MEMBERS;
if (!MAYA) throw new Error("The demonstration has no members.");
const SETTINGS = { ...MAYA.settings, slug: "nina-park", name: "Nina Park", timezone: "Asia/Seoul" };
const DEMO = { tenantSlug: "demo" };

describe("saving settings", () => {
  test("the first save publishes the member, with a default service that can be booked", async () => {
    const { t, as } = await openMarketplace();
    const nina = as("nina");
    expect(await nina.query(api.members.settings, DEMO)).toBeNull();
    const { id, revision } = await nina.mutation(api.members.save, {
      ...DEMO,
      settings: SETTINGS,
      revision: null,
    });
    expect(revision).toBe(1);
    expect(await t.query(api.members.get, { ...DEMO, slug: "nina-park" })).toMatchObject({
      id,
      name: "Nina Park",
    });
    const [service, ...others] = await t.query(api.eventTypes.list, { memberId: id });
    expect(others).toEqual([]);
    expect(service).toMatchObject({ durationMin: SETTINGS.durationMin, price: SETTINGS.price });
    if (!service) throw new Error("no service");
    const month = new Date().toISOString().slice(0, 7);
    const offered = await t.query(api.availability.month, { eventTypeId: service.id, month });
    expect(offered?.timezone).toBe("Asia/Seoul");
    expect(offered?.starts.length).toBeGreaterThan(0);
  });

  test("what was saved comes back as it was saved", async () => {
    const { as } = await openMarketplace();
    const nina = as("nina");
    const saved = await nina.mutation(api.members.save, {
      ...DEMO,
      settings: SETTINGS,
      revision: null,
    });
    expect(await nina.query(api.members.settings, DEMO)).toEqual({
      ...SETTINGS,
      caps: [],
      externalUrl: null,
      ...saved,
    });
  });

  test("a picture's address is stored as it was read, without a megabyte of blanks behind it", async () => {
    const { t, as } = await openMarketplace();
    const photoUrl = "https://example.com/nina.png";
    const settings = { ...SETTINGS, photoUrl: `\n${photoUrl}${" ".repeat(1_100_000)}` };
    await as("nina").mutation(api.members.save, { ...DEMO, settings, revision: null });
    const member = await t.query(api.members.get, { ...DEMO, slug: "nina-park" });
    expect(member?.photoUrl).toBe(photoUrl);
  });

  test("of two editors that started from the same revision the second is told, and overwrites nothing", async () => {
    const { as } = await openMarketplace();
    const maya = as("persona-maya");
    const before = await maya.query(api.members.settings, DEMO);
    if (!before) throw new Error("no settings");
    const { id: _id, revision, ...settings } = before;
    const save = (title: string) =>
      maya.mutation(api.members.save, { ...DEMO, settings: { ...settings, title }, revision });
    await save("First");
    await expect(save("Second")).rejects.toMatchObject({
      data: { code: "STALE_REVISION", revision: revision + 1 },
    });
    expect((await maya.query(api.members.settings, DEMO))?.title).toBe("First");
  });

  test("names everything that is wrong at once and saves none of it", async () => {
    const { t, as } = await openMarketplace();
    const wrong = {
      ...SETTINGS,
      slug: "Nina Park",
      name: "N",
      timezone: "+09:00",
      photoUrl: "http://example.com/me.png",
      currency: "xyz",
      price: 12.5,
      durationMin: 0,
      blockedDates: ["2027-02-30"],
      weeklySchedule: { ...SETTINGS.weeklySchedule, monday: [{ start: "17:00", end: "09:00" }] },
    };
    const save = as("nina").mutation(api.members.save, {
      ...DEMO,
      settings: wrong,
      revision: null,
    });
    expect(await badFieldsOf(save)).toEqual([
      "blockedDates[0]",
      "currency",
      "durationMin",
      "name",
      "photoUrl",
      "price",
      "slug",
      "timezone",
      "weekly.monday[0]",
    ]);
    expect(await t.query(api.members.get, { ...DEMO, slug: "nina-park" })).toBeNull();
    expect(await as("nina").query(api.members.settings, DEMO)).toBeNull();
  });

  test("an address that another member has is refused", async () => {
    const { as } = await openMarketplace();
    const settings = { ...SETTINGS, slug: "maya-chen" };
    const taken = as("nina").mutation(api.members.save, { ...DEMO, settings, revision: null });
    expect(await codeOf(taken)).toBe("SLUG_TAKEN");
  });

  test("needs a signed-in person, an open marketplace and a place in it", async () => {
    const { t, as } = await openMarketplace();
    const save = { ...DEMO, settings: SETTINGS, revision: null };
    expect(await codeOf(t.mutation(api.members.save, save))).toBe("SIGN_IN_REQUIRED");
    const elsewhere = as("nina").mutation(api.members.save, { ...save, tenantSlug: "nowhere" });
    expect(await codeOf(elsewhere)).toBe("NOT_FOUND");
    await changeTenant(t, { memberSignUp: "closed" });
    expect(await codeOf(as("nina").mutation(api.members.save, save))).toBe("SIGN_UP_CLOSED");
    await changeTenant(t, {
      memberSignUp: "open",
      limits: { members: MEMBERS.length, eventTypesPerMember: 5, ...GENEROUS },
    });
    expect(await codeOf(as("nina").mutation(api.members.save, save))).toBe("LIMIT_REACHED");
  });

  test("a member who is booked elsewhere says where, over a safe line, and offers no times here", async () => {
    const { t, as, eventType } = await openMarketplace();
    const maya = as("persona-maya");
    const before = await maya.query(api.members.settings, DEMO);
    if (!before) throw new Error("no settings");
    const { id: _id, revision, ...settings } = before;
    const elsewhere = { ...settings, bookingMode: "external" as const };
    const save = (externalUrl: string | null) =>
      maya.mutation(api.members.save, {
        ...DEMO,
        settings: { ...elsewhere, externalUrl },
        revision,
      });
    expect(await badFieldsOf(save(null))).toEqual(["externalUrl"]);
    expect(await badFieldsOf(save("javascript:alert(1)"))).toEqual(["externalUrl"]);
    await save("https://calendar.example/maya");
    const seen = await t.query(api.members.get, { ...DEMO, slug: "maya-chen" });
    expect(seen).toMatchObject({
      bookingMode: "external",
      externalUrl: "https://calendar.example/maya",
    });
    const month = { eventTypeId: eventType.id, month: "2027-03" };
    expect(await t.query(api.availability.month, month)).toBeNull();
  });

  test("an inactive member disappears from the directory, the page and the calendar", async () => {
    const { t, as, eventType } = await openMarketplace();
    const maya = as("persona-maya");
    const before = await maya.query(api.members.settings, DEMO);
    if (!before) throw new Error("no settings");
    const { id: _id, revision, ...settings } = before;
    const off = { ...settings, status: "inactive" as const };
    await maya.mutation(api.members.save, { ...DEMO, settings: off, revision });
    expect(await t.query(api.members.get, { ...DEMO, slug: "maya-chen" })).toBeNull();
    expect(
      await t.query(api.availability.month, { eventTypeId: eventType.id, month: "2027-03" }),
    ).toBeNull();
    const paginationOpts = { numItems: 50, cursor: null };
    const { page } = await t.query(api.members.list, { ...DEMO, paginationOpts });
    expect(page.map(({ slug }) => slug)).not.toContain("maya-chen");
    expect(page).toHaveLength(MEMBERS.length - 1);
  });
});

describe("what visitors may see of a member", () => {
  test("is no address, no account and no settings", async () => {
    const { t } = await openMarketplace();
    const member = await t.query(api.members.get, { ...DEMO, slug: "maya-chen" });
    expect(Object.keys(member ?? {}).toSorted()).toEqual([
      "bio",
      "bookingMode",
      "externalUrl",
      "id",
      "name",
      "photoUrl",
      "slug",
      "timezone",
      "title",
    ]);
    const { page } = await t.query(api.members.list, {
      ...DEMO,
      paginationOpts: { numItems: 3, cursor: null },
    });
    expect(JSON.stringify(page)).not.toContain(ISSUER);
  });
});

describe("the list of all members", () => {
  const FIRST = { ...DEMO, paginationOpts: { numItems: 50, cursor: null } };

  test("names those whose page is hidden too, with their status, to the owner and to admins", async () => {
    const { t, as } = await openMarketplace();
    const published = await t.query(api.members.list, FIRST);
    await as("nina").mutation(api.members.save, {
      ...DEMO,
      settings: { ...SETTINGS, status: "inactive" },
      revision: null,
    });
    await t.run(async (ctx) => {
      const [tenant] = await ctx.db.query("tenants").collect();
      if (!tenant) throw new Error("no tenant");
      const userId = `${ISSUER}|admin`;
      await ctx.db.insert("tenantRoles", { tenantId: tenant._id, userId, role: "admin" });
    });
    for (const subject of ["persona-owner", "admin"]) {
      const { page } = await as(subject).query(api.members.listAll, FIRST);
      expect(page).toHaveLength(published.page.length + 1);
      expect(page.find(({ slug }) => slug === "nina-park")).toMatchObject({ status: "inactive" });
    }
  });

  test("comes a page at a time, each member once", async () => {
    const { as } = await openMarketplace();
    const owner = as("persona-owner");
    const seen: string[] = [];
    let cursor: string | null = null;
    let isDone = false;
    while (!isDone) {
      const paginationOpts: { numItems: number; cursor: string | null } = { numItems: 2, cursor };
      const page = await owner.query(api.members.listAll, { ...DEMO, paginationOpts });
      seen.push(...page.page.map(({ slug }) => slug));
      ({ isDone, continueCursor: cursor } = page);
    }
    expect(seen).toEqual(MEMBERS.map(({ settings }) => settings.slug).toSorted());
  });

  test("does not exist for members, customers and guests, nor for the owner of another marketplace", async () => {
    const { t, as } = await openMarketplace();
    for (const stranger of ["persona-maya", "persona-carl"]) {
      expect(await codeOf(as(stranger).query(api.members.listAll, FIRST))).toBe("NOT_FOUND");
    }
    expect(await codeOf(t.query(api.members.listAll, FIRST))).toBe("SIGN_IN_REQUIRED");
    const elsewhere = as("persona-owner").query(api.members.listAll, {
      ...FIRST,
      tenantSlug: "elsewhere",
    });
    expect(await codeOf(elsewhere)).toBe("NOT_FOUND");
  });
});

describe("the demonstration", () => {
  test("filled twice is filled once, keeps changes, and binds its people to the issuer of the day", async () => {
    const { t, as } = await openMarketplace();
    await as("nina").mutation(api.members.save, { ...DEMO, settings: SETTINGS, revision: null });
    await t.mutation(internal.demo.jobs.seed, { issuer: "https://other.test" });
    const members = await t.run(async (ctx) => await ctx.db.query("memberSettings").collect());
    expect(members).toHaveLength(MEMBERS.length + 1);
    const userIds = members.map(({ slug, userId }) => [slug, userId]);
    expect(userIds).toContainEqual(["maya-chen", "https://other.test|persona-maya"]);
    expect(userIds).toContainEqual(["nina-park", `${ISSUER}|nina`]);
  });
});

type Marketplace = Awaited<ReturnType<typeof openMarketplace>>;

async function changeTenant(t: Marketplace["t"], changes: object): Promise<void> {
  await t.run(async (ctx) => {
    const tenant = await ctx.db.query("tenants").first();
    if (tenant) await ctx.db.patch("tenants", tenant._id, changes);
  });
}
