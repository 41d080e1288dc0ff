import { v } from "convex/values";
import { internal } from "../_generated/api";
import { readEnv } from "../env";
import { internalAction, internalMutation, internalQuery } from "../functions";
import { nullable } from "../validators";
import { noteOnboarding, noteOnboardingFailure } from "./connect";
import { accountSnapshot } from "./snapshots";
import { findStripe, StripeFailure, type StripeGate } from "./stripe";

const rowId = v.id("paymentAccounts");

/** Where a member and an owner come back to from Stripe's pages, below SITE_URL. */
const MEMBERS_PAGE = "/dashboard/payouts";
const OWNERS_PAGE = "/dashboard/payments";

const ownAccount = v.object({
  /** Null where one is to be made. */
  accountId: nullable(v.string()),
  /** By what Stripe knows that an account is asked for again, and not another one. */
  asked: v.string(),
  email: nullable(v.string()),
  returnPath: v.string(),
});

/** The account to be made or gone on with. */
export const find = internalQuery({
  args: { rowId },
  returns: nullable(ownAccount),
  handler: async (ctx, { rowId: id }) => {
    const row = await ctx.db.get("paymentAccounts", id);
    const tenant = row && (await ctx.db.get("tenants", row.tenantId));
    if (!row || !tenant) return null;
    const isTenants = row.memberId === undefined;
    const { accountId = null, disconnected } = row;
    return {
      // Nobody gets access back that was taken: another account takes the place of that one.
      accountId: disconnected ? null : accountId,
      asked: accountId === null ? row._id : `${row._id}-${accountId}`,
      email: isTenants ? (tenant.email ?? null) : null,
      returnPath: isTenants ? OWNERS_PAGE : MEMBERS_PAGE,
    };
  },
});

async function openPage(stripe: StripeGate, account: typeof ownAccount.type) {
  const { asked, email } = account;
  const told =
    account.accountId === null
      ? await stripe.createAccount({ rowId: asked, email })
      : await stripe.retrieveAccount({ accountId: account.accountId });
  const site = readEnv("SITE_URL");
  // Where access was taken back there is no page, until another account takes its place.
  if (told.disconnected || site === null) return { told, page: null };
  const returnUrl = new URL(account.returnPath, site).href;
  const { accountId } = told;
  const page = await stripe.createOnboardingLink({ accountId, returnUrl, refreshUrl: returnUrl });
  return { told, page };
}

/** Make a Stripe account where there is none yet, and a page on which its owner answers Stripe's questions. */
export const onboard = internalAction({
  args: { rowId },
  returns: v.null(),
  handler: async (ctx, { rowId: id }) => {
    const account = await ctx.runQuery(internal.payments.accountJobs.find, { rowId: id });
    if (!account) return null;
    try {
      const stripe = findStripe();
      if (!stripe) throw new StripeFailure("again", "not_set_up", "Stripe is not set up.");
      const opened = await openPage(stripe, account);
      await ctx.runMutation(internal.payments.accountJobs.record, { rowId: id, ...opened });
    } catch (error) {
      if (!(error instanceof StripeFailure)) throw error;
      const { code } = error;
      await ctx.runMutation(internal.payments.accountJobs.recordFailure, { rowId: id, code });
    }
    return null;
  },
});

export const record = internalMutation({
  args: {
    rowId,
    told: accountSnapshot,
    page: nullable(v.object({ url: v.string(), expiresAt: v.number() })),
  },
  returns: v.null(),
  handler: async (ctx, { rowId: id, ...opened }) => {
    await noteOnboarding(ctx, id, opened);
    return null;
  },
});

export const recordFailure = internalMutation({
  args: { rowId, code: v.string() },
  returns: v.null(),
  handler: async (ctx, { rowId: id, code }) => {
    const row = await ctx.db.get("paymentAccounts", id);
    if (row) await noteOnboardingFailure(ctx, row, code);
    return null;
  },
});
