import { v, type Infer } from "convex/values";
import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { fail } from "../errors";
import * as Messages from "../messages/model";
import { nullable } from "../validators";
import { findAccount } from "./model";
import {
  accountSnapshot,
  payoutSnapshot,
  type AccountSnapshot,
  type PayoutSnapshot,
} from "./snapshots";
import { isStripeReady } from "./stripeKey";
import { onboardingPage } from "./tables";

/** A page of Stripe's questions that was asked for within this time is still on its way. */
const ASKED_MS = 60 * 1000;

/** Events carry whole seconds of Stripe's clock: what was made about when we asked may still be news. */
const SKEW_MS = 60 * 1000;

type Owner = { tenantId: Id<"tenants">; memberId?: Id<"memberSettings"> };

const NO_ACCOUNT = {
  ...{ chargesEnabled: false, payoutsEnabled: false, detailsSubmitted: false },
  ...{ requirements: [], disconnected: false, attempts: 0, trouble: null },
};

export const accountView = accountSnapshot.omit("accountId").extend({
  onboarding: nullable(onboardingPage),
  lastPayout: nullable(payoutSnapshot),
  /** Whether Stripe is being asked for the page of `onboarding`. */
  isAsking: v.boolean(),
  /** Why Stripe could not be asked the last time, in its own code. */
  trouble: nullable(v.string()),
});

/** How an account stands, for those whose it is. */
export function accountViewOf(account: Doc<"paymentAccounts">): Infer<typeof accountView> {
  const { chargesEnabled, payoutsEnabled, detailsSubmitted, requirements } = account;
  const { disconnected, onboarding = null, lastPayout = null, trouble, dueAt } = account;
  return {
    ...{ chargesEnabled, payoutsEnabled, detailsSubmitted, requirements, disconnected },
    ...{ onboarding, lastPayout, trouble, isAsking: dueAt !== undefined },
  };
}

/**
 * Ask Stripe for the page on which somebody gives what is needed to be paid; the account is made at the first time. The page's address
 * appears in the account's view.
 */
export async function requestOnboarding(ctx: MutationCtx, owner: Owner): Promise<void> {
  if (!isStripeReady()) fail("PAYMENTS_OFF");
  const existing = await findAccount(ctx, owner);
  const now = Date.now();
  if (existing?.dueAt !== undefined && existing.dueAt > now) return;
  const rowId =
    existing?._id ?? (await ctx.db.insert("paymentAccounts", { ...owner, ...NO_ACCOUNT }));
  await ctx.db.patch("paymentAccounts", rowId, { onboarding: undefined, dueAt: now + ASKED_MS });
  await ctx.scheduler.runAfter(0, internal.payments.accountJobs.onboard, { rowId });
}

async function findByAccountId(
  ctx: MutationCtx,
  accountId: string,
): Promise<Doc<"paymentAccounts"> | null> {
  return await ctx.db
    .query("paymentAccounts")
    .withIndex("by_accountId", (q) => q.eq("accountId", accountId))
    .first();
}

/** How a connected account stood when this was told. */
export async function applyAccount(
  ctx: MutationCtx,
  { accountId, ...told }: AccountSnapshot,
  toldAt: number,
): Promise<void> {
  const row = await findByAccountId(ctx, accountId);
  if (!row || (row.toldAt ?? 0) > toldAt) return;
  await ctx.db.patch("paymentAccounts", row._id, { ...told, toldAt });
}

/** What had become of money on its way from a connected account to its owner's bank when this was told. */
export async function applyPayout(
  ctx: MutationCtx,
  accountId: string,
  { payout, toldAt }: { payout: PayoutSnapshot; toldAt: number },
): Promise<void> {
  const row = await findByAccountId(ctx, accountId);
  if (!row) return;
  const { lastPayout: last, payoutToldAt = 0 } = row;
  const isOld =
    last?.payoutId === payout.payoutId
      ? payoutToldAt > toldAt
      : last !== undefined && last.arrivalAt > payout.arrivalAt;
  if (isOld) return;
  await ctx.db.patch("paymentAccounts", row._id, { lastPayout: payout, payoutToldAt: toldAt });
  const { tenantId, memberId } = row;
  if (payout.status !== "failed" || memberId === undefined) return;
  const trouble = { kind: "payout_trouble", about: payout.payoutId } as const;
  await Messages.tellMember(ctx, { tenantId, memberId }, trouble);
}

/** The account was made, or its page is ready; there is no page where nobody knows the address to come back to. */
export async function noteOnboarding(
  ctx: MutationCtx,
  rowId: Id<"paymentAccounts">,
  { told, page }: { told: AccountSnapshot; page: { url: string; expiresAt: number } | null },
): Promise<void> {
  const row = await ctx.db.get("paymentAccounts", rowId);
  const { accountId, ...state } = told;
  await ctx.db.patch("paymentAccounts", rowId, {
    ...{ accountId, ...state, attempts: 0, dueAt: undefined, toldAt: Date.now() - SKEW_MS },
    ...(row?.accountId !== accountId && { lastPayout: undefined }),
    ...(page && { onboarding: page }),
    trouble: page || told.disconnected ? null : "site_url_missing",
  });
}

/** Stripe could not be asked; the person sees it and asks again. */
export async function noteOnboardingFailure(
  ctx: MutationCtx,
  row: Doc<"paymentAccounts">,
  code: string,
): Promise<void> {
  const attempts = row.attempts + 1;
  await ctx.db.patch("paymentAccounts", row._id, { attempts, trouble: code, dueAt: undefined });
}
