import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";

/** Why a payment needs a person; of its refunds each may for itself. */
type Trouble = { kind: Doc<"mismatches">["kind"]; refundId?: Id<"refunds"> };

/** More than a payment has at once. */
const MAX_OPEN = 100;

async function findOpen(
  ctx: QueryCtx,
  paymentId: Id<"payments">,
  { kind, refundId }: Trouble,
): Promise<Doc<"mismatches"> | null> {
  const latest = await ctx.db
    .query("mismatches")
    .withIndex("by_paymentId_and_kind", (q) => q.eq("paymentId", paymentId).eq("kind", kind))
    .order("desc")
    .take(MAX_OPEN);
  const isOpen = (row: Doc<"mismatches">) => row.resolvedAt === null && row.refundId === refundId;
  return latest.find(isOpen) ?? null;
}

/** Show the owner that something about a payment needs a person; while it is shown already, nothing changes. */
export async function raise(
  ctx: MutationCtx,
  { _id: paymentId, tenantId, bookingId }: Doc<"payments">,
  found: Trouble & { detail: string },
): Promise<void> {
  if (await findOpen(ctx, paymentId, found)) return;
  const row = { tenantId, bookingId, paymentId, ...found };
  await ctx.db.insert("mismatches", { ...row, at: Date.now(), resolvedAt: null });
}

/** The cause is gone: nobody has to look any more. */
export async function resolve(
  ctx: MutationCtx,
  paymentId: Id<"payments">,
  trouble: Trouble,
): Promise<void> {
  const open = await findOpen(ctx, paymentId, trouble);
  if (open) await ctx.db.patch("mismatches", open._id, { resolvedAt: Date.now() });
}

/** Whether somebody was ever asked to look at a payment. */
export async function hadMismatch(ctx: QueryCtx, paymentId: Id<"payments">): Promise<boolean> {
  const found = await ctx.db
    .query("mismatches")
    .withIndex("by_paymentId_and_kind", (q) => q.eq("paymentId", paymentId))
    .first();
  return found !== null;
}
