import { describe, expect, test, vi } from "vitest";
import { api, internal } from "./_generated/api";
import { badFieldsOf, codeOf, holdOf, ISSUER, openMarketplace } from "./test.setup";
import { GENEROUS, TENANT } from "./world.testing";

describe("a marketplace", () => {
  test("is known by its address while it is open, and by nothing else", async () => {
    const { t } = await openMarketplace();
    expect(await t.query(api.tenants.get, { slug: "demo" })).toMatchObject({ name: "Open Hours" });
    expect(await t.query(api.tenants.get, { slug: "nowhere" })).toBeNull();
    await t.run(async (ctx) => {
      const tenant = await ctx.db.query("tenants").first();
      if (tenant) await ctx.db.patch("tenants", tenant._id, { status: "inactive" });
    });
    expect(await t.query(api.tenants.get, { slug: "demo" })).toBeNull();
    const paginationOpts = { numItems: 10, cursor: null };
    const list = t.query(api.members.list, { tenantSlug: "demo", paginationOpts });
    expect(await codeOf(list)).toBe("NOT_FOUND");
  });

  test("that is closed takes no bookings, by whatever id one remembers from before", async () => {
    const { t, member, eventType } = await openMarketplace();
    await t.run(async (ctx) => {
      const tenant = await ctx.db.query("tenants").first();
      if (tenant) await ctx.db.patch("tenants", tenant._id, { status: "inactive" });
    });
    expect(await t.query(api.eventTypes.list, { memberId: member.id })).toEqual([]);
    const month = { eventTypeId: eventType.id, month: "2027-03" };
    expect(await t.query(api.availability.month, month)).toBeNull();
    const hold = t.mutation(api.bookings.hold, holdOf(eventType.id, Date.now()));
    expect(await codeOf(hold)).toBe("NOT_FOUND");
  });

  test("tells everyone who they are in it", async () => {
    const { t, as } = await openMarketplace();
    const who = { slug: "demo" };
    expect(await t.query(api.tenants.viewer, who)).toBeNull();
    expect(await as("persona-owner").query(api.tenants.viewer, who)).toMatchObject({
      role: "owner",
      member: null,
    });
    expect(await as("persona-maya").query(api.tenants.viewer, who)).toMatchObject({
      role: null,
      member: { slug: "maya-chen", status: "active" },
    });
    expect(await as("persona-carl").query(api.tenants.viewer, who)).toMatchObject({
      role: null,
      member: null,
    });
  });

  test("is opened from the command line with an owner, once per address", async () => {
    const { t, as } = await openMarketplace();
    const tenant = {
      slug: "studio",
      name: "Studio",
      businessType: "yoga studio",
      email: "Desk@Studio.example",
      phone: "+33 1 23 45 67 89",
      mode: "standalone" as const,
      timezone: "Europe/Paris",
      currency: "eur",
      brand: {},
      plan: "free" as const,
      limits: { members: 1, eventTypesPerMember: 3, ...GENEROUS },
      payments: TENANT.payments,
      memberSignUp: "closed" as const,
      status: "active" as const,
    };
    const open = { tenant, ownerUserId: `${ISSUER}|ann` };
    await t.mutation(internal.tenants.jobs.create, open);
    expect(await as("ann").query(api.tenants.viewer, { slug: "studio" })).toMatchObject({
      role: "owner",
    });
    expect(await as("persona-owner").query(api.tenants.viewer, { slug: "studio" })).toMatchObject({
      role: null,
    });
    expect(await codeOf(t.mutation(internal.tenants.jobs.create, open))).toBe("SLUG_TAKEN");
    expect(await t.query(api.tenants.get, { slug: "studio" })).toMatchObject({
      businessType: "yoga studio",
      email: "desk@studio.example",
      phone: "+33 1 23 45 67 89",
    });
    const bad = { ...open, tenant: { ...tenant, slug: "No Good", email: "desk", phone: "1" } };
    const refused = t.mutation(internal.tenants.jobs.create, bad);
    expect(await badFieldsOf(refused)).toEqual(["email", "phone", "slug"]);
  });

  test("says that it sends text messages only where they are set up and its plan has some", async () => {
    const { t } = await openMarketplace();
    const sends = async () => (await t.query(api.tenants.get, { slug: "demo" }))?.sendsSms;
    expect(await sends()).toBe(false);
    for (const name of ["ACCOUNT_SID", "AUTH_TOKEN", "FROM"]) vi.stubEnv(`TWILIO_${name}`, "set");
    vi.stubEnv("LINK_SECRET", "set");
    vi.stubEnv("SITE_URL", "https://openhours.example");
    expect(await sends()).toBe(true);
    await t.run(async (ctx) => {
      const tenant = await ctx.db.query("tenants").first();
      if (tenant) await ctx.db.patch("tenants", tenant._id, { plan: "free" });
    });
    expect(await sends()).toBe(false);
    vi.unstubAllEnvs();
  });

  test("an owner's power ends at the marketplace's border", async () => {
    const { t, as, member } = await openMarketplace();
    await t.run(async (ctx) => {
      const demo = await ctx.db.query("tenants").first();
      if (!demo) throw new Error("no tenant");
      const { _id, _creationTime, ...fields } = demo;
      const other = await ctx.db.insert("tenants", { ...fields, slug: "other" });
      await ctx.db.insert("tenantRoles", {
        tenantId: other,
        userId: `${ISSUER}|rival`,
        role: "owner",
      });
    });
    const rival = as("rival").query(api.eventTypes.listMine, { memberId: member.id });
    expect(await codeOf(rival)).toBe("NOT_FOUND");
  });
});

describe("pages", () => {
  test("have at least one row and at most a hundred, whatever a caller asks for", async () => {
    const { t } = await openMarketplace();
    const list = (numItems: number) =>
      t.query(api.members.list, { tenantSlug: "demo", paginationOpts: { numItems, cursor: null } });
    for (const numItems of [0, -1, 0.5, Number.NaN]) {
      expect(await codeOf(list(numItems))).toBe("INVALID_INPUT");
    }
    expect((await list(1e9)).page).toHaveLength(6);
  });

  test("are read within Convex's own limits, not a caller's", async () => {
    const { t } = await openMarketplace();
    for (const limit of [1, -1, Number.NaN]) {
      const limits = { maximumRowsRead: limit, maximumBytesRead: limit };
      const paginationOpts = { numItems: 50, cursor: null, ...limits };
      const { page } = await t.query(api.members.list, { tenantSlug: "demo", paginationOpts });
      expect(page).toHaveLength(6);
    }
  });
});

describe("zones", () => {
  test("come from the shipped data: aliases are zones, offsets and nonsense are not", async () => {
    const { t } = await openMarketplace();
    const names = await t.query(api.zones.list, {});
    expect(names).toEqual(
      expect.arrayContaining(["Europe/Kyiv", "Europe/Kiev", "Asia/Calcutta", "UTC"]),
    );
    const rules = await t.query(api.zones.rules, { zone: "Europe/Berlin", year: 2027 });
    expect(rules.offsets).toEqual([60, 120, 60]);
    for (const zone of ["+02:00", "EST", "europe/berlin", "Mars/Olympus", ""]) {
      expect(await codeOf(t.query(api.zones.rules, { zone, year: 2027 })), zone).toBe(
        "UNKNOWN_ZONE",
      );
    }
    for (const year of [1999, 2041, 2027.5, Number.NaN]) {
      expect(await codeOf(t.query(api.zones.rules, { zone: "UTC", year }))).toBe("INVALID_INPUT");
    }
  });

  test("that the runtime sees differently are named by the health check, and only those", async () => {
    const { t } = await openMarketplace();
    const { shipped, differing } = await t.action(internal.zones.jobs.health, {});
    expect(shipped).toMatch(/^20\d\d[a-z]$/);
    expect(differing).not.toContain("UTC");
    expect(differing).not.toContain("Europe/Berlin");
    // No runtime knows this zone's clock of 2026 otherwise than by the data of that year.
    const shown = new Intl.DateTimeFormat("en", {
      timeZone: "America/Vancouver",
      timeZoneName: "longOffset",
    });
    const winter = shown.format(Date.UTC(2027, 0, 15));
    expect(differing.includes("America/Vancouver")).toBe(!winter.includes("GMT-07:00"));
  });
});
