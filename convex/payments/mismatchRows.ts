import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";

type Kind = Doc<"mismatches">["kind"];

async function findOpen(
  ctx: QueryCtx,
  paymentId: Id<"payments">,
  kind: Kind,
): Promise<Doc<"mismatches"> | null> {
  const latest = await ctx.db
    .query("mismatches")
    .withIndex("by_paymentId_and_kind", (q) => q.eq("paymentId", paymentId).eq("kind", kind))
    .order("desc")
    .first();
  return latest?.resolvedAt === null ? latest : null;
}

/** Show the owner that something about a payment needs a person; while it is shown already, nothing changes. */
export async function raise(
  ctx: MutationCtx,
  { _id: paymentId, tenantId, bookingId }: Doc<"payments">,
  found: { kind: Kind; detail: string; refundId?: Id<"refunds"> },
): Promise<void> {
  if (await findOpen(ctx, paymentId, found.kind)) return;
  const row = { tenantId, bookingId, paymentId, ...found };
  await ctx.db.insert("mismatches", { ...row, at: Date.now(), resolvedAt: null });
}

/** The cause is gone: nobody has to look any more. */
export async function resolve(
  ctx: MutationCtx,
  paymentId: Id<"payments">,
  kind: Kind,
): Promise<void> {
  const open = await findOpen(ctx, paymentId, kind);
  if (open) await ctx.db.patch("mismatches", open._id, { resolvedAt: Date.now() });
}
