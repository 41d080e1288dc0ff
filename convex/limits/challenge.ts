import { v, type Infer } from "convex/values";
import { isVisitorId } from "../../core/text/fields.ts";
import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { readEnv } from "../env";
import { fail } from "../errors";
import { admitChallenge } from "./admission";

/** A person stays one for the time it takes to choose and book. */
const PASS_MS = 60 * 60 * 1000;
/** Turnstile's own bound. */
const MAX_TOKEN_LENGTH = 2048;

/** A visitor, by the random name that their browser gave itself. */
export type Visitor = { tenantId: Id<"tenants">; visitorId: string };

export const challengeView = v.object({
  /** Whether a booking needs a passed check at all. */
  required: v.boolean(),
  passed: v.boolean(),
  /** Whether the latest answer was not good enough; a new one may be given. */
  failed: v.boolean(),
});

export const isChallengeRequired = () => readEnv("TURNSTILE_SECRET_KEY") !== null;

async function findChallenge(
  ctx: QueryCtx,
  { tenantId, visitorId }: Visitor,
): Promise<Doc<"challenges"> | null> {
  return await ctx.db
    .query("challenges")
    .withIndex("by_tenantId_and_visitorId", (q) =>
      q.eq("tenantId", tenantId).eq("visitorId", visitorId),
    )
    .unique();
}

/** How far a visitor has come with the check. A pass that is over is no row any more, so this reads no clock. */
export async function challengeViewOf(
  ctx: QueryCtx,
  visitor: Visitor,
): Promise<Infer<typeof challengeView>> {
  const required = isChallengeRequired();
  const status = required ? (await findChallenge(ctx, visitor))?.status : undefined;
  return { required, passed: status === "passed", failed: status === "failed" };
}

/**
 * Refuses with `CHALLENGE_REQUIRED` a visitor who has not passed the check within the last hour. Without a secret key on the deployment
 * there is no check, and everybody passes.
 */
export async function requireChallenge(ctx: MutationCtx, visitor: Visitor): Promise<void> {
  if (!isChallengeRequired()) return;
  const challenge = await findChallenge(ctx, visitor);
  const isPassed = challenge?.status === "passed" && Date.now() < challenge.submittedAt + PASS_MS;
  if (!isPassed) fail("CHALLENGE_REQUIRED");
}

function refuseMalformed({ visitorId, token }: { visitorId: string; token: string }): void {
  const problems = [
    ...(isVisitorId(visitorId) ? [] : [{ field: "visitorId", problem: "malformed" }]),
    ...(token !== "" && token.length <= MAX_TOKEN_LENGTH
      ? []
      : [{ field: "token", problem: "malformed" }]),
  ];
  if (problems.length > 0) fail("INVALID_INPUT", { problems });
}

/** Note a visitor's answer and have it checked; without a secret key nothing happens. The outcome comes with `challengeViewOf`. */
export async function submit(ctx: MutationCtx, visitor: Visitor, token: string): Promise<void> {
  refuseMalformed({ visitorId: visitor.visitorId, token });
  if (!isChallengeRequired()) return;
  await admitChallenge(ctx, visitor.tenantId);
  const submittedAt = Date.now();
  const row = { ...visitor, status: "checking" as const, submittedAt };
  const existing = await findChallenge(ctx, visitor);
  if (existing) await ctx.db.replace("challenges", existing._id, row);
  const challengeId = existing?._id ?? (await ctx.db.insert("challenges", row));
  const { ip } = await ctx.meta.getRequestMetadata();
  const asked = { challengeId, submittedAt };
  await ctx.scheduler.runAfter(0, internal.limits.jobs.verify, { ...asked, token, ip });
  await ctx.scheduler.runAt(submittedAt + PASS_MS, internal.limits.jobs.forget, asked);
}

/** One answer of a visitor; a later one makes it void. */
export type Submission = { challengeId: Id<"challenges">; submittedAt: number };

async function findSubmission(
  ctx: QueryCtx,
  { challengeId, submittedAt }: Submission,
): Promise<Doc<"challenges"> | null> {
  const challenge = await ctx.db.get("challenges", challengeId);
  return challenge?.submittedAt === submittedAt ? challenge : null;
}

/** Write down what the check of an answer came to. */
export async function settle(
  ctx: MutationCtx,
  submission: Submission,
  passed: boolean,
): Promise<void> {
  const challenge = await findSubmission(ctx, submission);
  if (challenge?.status !== "checking") return;
  await ctx.db.patch("challenges", challenge._id, { status: passed ? "passed" : "failed" });
}

/** Remove an answer whose time is over. */
export async function forget(ctx: MutationCtx, submission: Submission): Promise<void> {
  const challenge = await findSubmission(ctx, submission);
  if (challenge) await ctx.db.delete("challenges", challenge._id);
}
