import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api, internal } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import { codeOf, openMarketplace } from "../test.setup";
import type { AccountSnapshot, PayoutSnapshot } from "./snapshots";
import { stubStripe, tellEvent } from "./told.testing";

/** Monday 1 March 2027. */
const NOW = Date.UTC(2027, 2, 1);
const HOUR = 60 * 60 * 1000;
const DEMO = { tenantSlug: "demo" };
const PAGE = { url: "https://connect.example/page", expiresAt: NOW + HOUR };

const ACCOUNT: AccountSnapshot = {
  ...{ accountId: "acct_1", chargesEnabled: false, payoutsEnabled: false, detailsSubmitted: false },
  ...{ requirements: ["external_account"], disconnected: false },
};
const READY = { chargesEnabled: true, payoutsEnabled: true, detailsSubmitted: true };
const PAYOUT: PayoutSnapshot = {
  ...{ payoutId: "po_1", status: "pending", amount: 4_000, currency: "usd" },
  ...{ arrivalAt: NOW + 48 * HOUR, failure: null },
};

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
  stubStripe();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

async function open() {
  const { t, as, member } = await openMarketplace();
  const [maya, owner] = [as("persona-maya"), as("persona-owner")];
  const memberId = member.id;
  const rowOf = async () =>
    await t.run(async (ctx) => {
      const row = await ctx.db.query("paymentAccounts").order("desc").first();
      if (!row) throw new Error("Nobody has an account.");
      return row;
    });
  const record = async (
    rowId: Id<"paymentAccounts">,
    told: AccountSnapshot,
    page: typeof PAGE | null = PAGE,
  ) => await t.mutation(internal.payments.accountJobs.record, { rowId, told, page });
  /** Maya has asked for Stripe's page, and it is there. */
  const connect = async () => {
    await maya.mutation(api.payments.accounts.connect, { memberId });
    await record((await rowOf())._id, ACCOUNT);
  };
  const get = async () => await maya.query(api.payments.accounts.get, { memberId });
  const jobs = async () =>
    await t.run(async (ctx) => await ctx.db.system.query("_scheduled_functions").take(100));
  const onboardings = async () =>
    (await jobs()).filter(({ name }) => name.includes("accountJobs") && name.endsWith("onboard"));
  return { t, maya, owner, memberId, rowOf, record, connect, get, onboardings };
}

describe("a member's account at Stripe", () => {
  test("is told with who takes the marketplace's money", async () => {
    const { owner, get } = await open();
    expect(await get()).toEqual({ mode: "platform", account: null });
    const settings = { mode: "destination" as const, feeBasisPoints: 500, feeFixed: 0 };
    await owner.mutation(api.payments.saveSettings, { ...DEMO, settings });
    expect((await get()).mode).toBe("destination");
  });

  test("is asked for once, however often one presses, and its page appears when Stripe has answered", async () => {
    const { maya, memberId, get, record, rowOf, onboardings } = await open();
    await maya.mutation(api.payments.accounts.connect, { memberId });
    await maya.mutation(api.payments.accounts.connect, { memberId });
    expect(await onboardings()).toHaveLength(1);
    expect((await get()).account).toMatchObject({ isAsking: true, onboarding: null });
    await record((await rowOf())._id, ACCOUNT);
    expect((await get()).account).toMatchObject({ isAsking: false, onboarding: PAGE });
  });

  test("shows no old page while a new one is asked for", async () => {
    const { maya, memberId, connect, get } = await open();
    await connect();
    await maya.mutation(api.payments.accounts.connect, { memberId });
    expect((await get()).account).toMatchObject({ isAsking: true, onboarding: null });
  });

  test("says why Stripe could not be asked, and can be asked for again at once", async () => {
    const { t, maya, memberId, get, rowOf, onboardings } = await open();
    await maya.mutation(api.payments.accounts.connect, { memberId });
    const failed = { rowId: (await rowOf())._id, code: "api_error" };
    await t.mutation(internal.payments.accountJobs.recordFailure, failed);
    expect((await get()).account).toMatchObject({ isAsking: false, trouble: "api_error" });
    await maya.mutation(api.payments.accounts.connect, { memberId });
    expect(await onboardings()).toHaveLength(2);
  });

  test("says so where nobody knows the address to come back to from Stripe", async () => {
    const { maya, memberId, get, record, rowOf } = await open();
    await maya.mutation(api.payments.accounts.connect, { memberId });
    await record((await rowOf())._id, ACCOUNT, null);
    expect((await get()).account).toMatchObject({ onboarding: null, trouble: "site_url_missing" });
  });

  test("cannot be asked for while Stripe is not set up", async () => {
    const { maya, memberId } = await open();
    vi.stubEnv("STRIPE_SECRET_KEY", "");
    const connect = maya.mutation(api.payments.accounts.connect, { memberId });
    expect(await codeOf(connect)).toBe("PAYMENTS_OFF");
  });

  test("leads its member and the owner of the marketplace each back to their own page", async () => {
    const { t, owner, rowOf, connect } = await open();
    const pathOf = async () => {
      const account = await t.query(internal.payments.accountJobs.find, {
        rowId: (await rowOf())._id,
      });
      return account?.returnPath;
    };
    await connect();
    expect(await pathOf()).toBe("/dashboard/payouts");
    vi.advanceTimersByTime(1);
    await owner.mutation(api.payments.accounts.connectTenants, DEMO);
    expect(await pathOf()).toBe("/dashboard/payments");
  });

  test("gives way to another one once access to it was taken back", async () => {
    const { t, maya, memberId, connect, get, record, rowOf } = await open();
    await connect();
    const find = async () =>
      await t.query(internal.payments.accountJobs.find, { rowId: (await rowOf())._id });
    const before = await find();
    expect(before?.accountId).toBe("acct_1");
    const account = { ...ACCOUNT, disconnected: true };
    await tellEvent(t, { kind: "account", account }, { account: "acct_1" });
    await maya.mutation(api.payments.accounts.connect, { memberId });
    const after = await find();
    expect(after?.accountId).toBeNull();
    expect(after?.asked).not.toBe((await rowOf())._id);
    await record((await rowOf())._id, { ...ACCOUNT, accountId: "acct_2" });
    expect((await get()).account?.disconnected).toBe(false);
  });
});

describe("news of an account", () => {
  const at = (minutes: number) => ({ account: "acct_1", createdAt: NOW + minutes * 60_000 });

  test("that are older than what is known change nothing, in whatever order they come", async () => {
    const { t, connect, get } = await open();
    await connect();
    const ready = { ...ACCOUNT, ...READY, requirements: [] };
    await tellEvent(t, { kind: "account", account: ready }, at(10));
    await tellEvent(t, { kind: "account", account: ACCOUNT }, at(5));
    expect((await get()).account).toMatchObject({ ...READY, requirements: [] });
  });

  test("tell of the latest payout as it stood last", async () => {
    const { t, connect, get } = await open();
    await connect();
    const tell = async (payout: PayoutSnapshot, minutes: number) =>
      await tellEvent(t, { kind: "payout", payout }, at(minutes));
    await tell({ ...PAYOUT, status: "paid" }, 20);
    await tell(PAYOUT, 10);
    expect((await get()).account?.lastPayout?.status).toBe("paid");
    await tell({ ...PAYOUT, payoutId: "po_0", arrivalAt: NOW, status: "failed" }, 30);
    expect((await get()).account?.lastPayout).toMatchObject({ payoutId: "po_1", status: "paid" });
    const next = { ...PAYOUT, payoutId: "po_2", arrivalAt: NOW + 72 * HOUR };
    await tell(next, 15);
    expect((await get()).account?.lastPayout).toEqual(next);
  });

  test("of an account that nobody here has change nothing", async () => {
    const { t, connect, get } = await open();
    await connect();
    const before = await get();
    const account = { ...ACCOUNT, ...READY, accountId: "acct_of_others" };
    await tellEvent(t, { kind: "account", account }, { account: "acct_of_others" });
    await tellEvent(t, { kind: "payout", payout: PAYOUT }, { account: "acct_of_others" });
    expect(await get()).toEqual(before);
  });
});

describe("asking for Stripe's page", () => {
  test("finds out by itself that access was taken back, so that another account can take its place", async () => {
    vi.stubEnv("SITE_URL", "http://127.0.0.1:1");
    const { t, connect, get, rowOf } = await open();
    await connect();
    const error = { type: "invalid_request_error", code: "account_invalid", message: "No." };
    const headers = { "content-type": "application/json" };
    vi.stubGlobal("fetch", async () =>
      Promise.resolve(new Response(JSON.stringify({ error }), { status: 403, headers })),
    );
    await t.action(internal.payments.accountJobs.onboard, { rowId: (await rowOf())._id });
    vi.unstubAllGlobals();
    expect((await get()).account).toMatchObject({ disconnected: true, trouble: null });
  });

  test("is begun again by the sweep where it was lost", async () => {
    const { t, maya, memberId, onboardings } = await open();
    await maya.mutation(api.payments.accounts.connect, { memberId });
    vi.setSystemTime(NOW + HOUR);
    await t.mutation(internal.payments.jobs.sweep, {});
    expect(await onboardings()).toHaveLength(2);
  });
});
