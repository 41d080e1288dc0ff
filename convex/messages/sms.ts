import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { isSmsOn } from "./services";

/** Text messages in a calendar month (UTC) by plan; null is no limit (REQUIREMENTS S2-269). */
export const QUOTA: Readonly<Record<Doc<"tenants">["plan"], number | null>> = {
  free: 0,
  starter: 100,
  professional: null,
  enterprise: null,
};

/** Whether a business sends text messages at all: they are set up, and its plan has some. */
export function sendsSms({ plan }: Doc<"tenants">): boolean {
  return isSmsOn() && QUOTA[plan] !== 0;
}

function monthOf(now: number): string {
  return new Date(now).toISOString().slice(0, 7);
}

export async function findUsage(
  ctx: QueryCtx,
  tenantId: Id<"tenants">,
  month: string,
): Promise<Doc<"smsUsage"> | null> {
  return await ctx.db
    .query("smsUsage")
    .withIndex("by_tenantId_and_month", (q) => q.eq("tenantId", tenantId).eq("month", month))
    .unique();
}

/** Count one more text message; false when the plan has no more this month, and then nothing is counted. */
export async function useOne(ctx: MutationCtx, { _id, plan }: Doc<"tenants">): Promise<boolean> {
  const month = monthOf(Date.now());
  const row = await findUsage(ctx, _id, month);
  const { sent } = row ?? { sent: 0 };
  const quota = QUOTA[plan];
  if (quota !== null && sent >= quota) return false;
  if (row) await ctx.db.patch("smsUsage", row._id, { sent: sent + 1 });
  else await ctx.db.insert("smsUsage", { tenantId: _id, month, sent: 1, costMicros: 0 });
  return true;
}

/** Add what a text message cost, in millionths, to the month in which it was sent. */
export async function addCost(
  ctx: MutationCtx,
  { tenantId, sentAt }: { tenantId: Id<"tenants">; sentAt: number },
  costMicros: number,
): Promise<void> {
  const row = await findUsage(ctx, tenantId, monthOf(sentAt));
  if (row) await ctx.db.patch("smsUsage", row._id, { costMicros: row.costMicros + costMicros });
}

export async function isStopped(ctx: QueryCtx, phone: string): Promise<boolean> {
  return (await findStop(ctx, phone)) !== null;
}

async function findStop(ctx: QueryCtx, phone: string): Promise<Doc<"smsStops"> | null> {
  return await ctx.db
    .query("smsStops")
    .withIndex("by_phone", (q) => q.eq("phone", phone))
    .unique();
}

/** A number answered STOP or START: from now on it gets nothing, or something again. */
export async function noteAnswer(
  ctx: MutationCtx,
  { phone, wants }: { phone: string; wants: boolean },
): Promise<void> {
  const row = await findStop(ctx, phone);
  if (row && wants) await ctx.db.delete("smsStops", row._id);
  if (!row && !wants) await ctx.db.insert("smsStops", { phone, at: Date.now() });
}
