import { advance, RETRY, type Told } from "../../core/messages/delivery.ts";
import { v, type Infer } from "convex/values";
import type { MutationCtx } from "../_generated/server";
import type { Message } from "./outbox";
import { addCost, noteAnswer } from "./sms";

/** What became of one try. */
export const outcome = v.union(
  v.object({
    kind: v.literal("sent"),
    providerId: v.string(),
    subject: v.string(),
    text: v.string(),
    parts: v.optional(v.number()),
  }),
  /** It may succeed later, or may have succeeded without our knowing. */
  v.object({ kind: v.literal("again"), error: v.string() }),
  /** It never will. */
  v.object({ kind: v.literal("refused"), error: v.string(), isStop: v.optional(v.boolean()) }),
);

/** Write down what became of a try; true when another one is to be made. */
export async function settle(
  ctx: MutationCtx,
  row: Message,
  told: Infer<typeof outcome>,
): Promise<boolean> {
  if (told.kind === "sent") {
    const { providerId, subject, text, parts } = told;
    // Its delivery, or why there is none, may have been told before its sending.
    const isNews = row.status === "sending" || row.status === "planned";
    await ctx.db.patch("notifications", row._id, {
      ...(isNews && { status: "sent", error: undefined }),
      ...{ providerId, subject, text, sentAt: row.sentAt ?? Date.now() },
      ...(parts !== undefined && { parts }),
      ...{ claimedUntil: undefined, lookAt: undefined },
    });
    return false;
  }
  if (row.status !== "sending") return false;
  if (told.kind === "refused") {
    if (told.isStop && row.recipient !== undefined)
      await noteAnswer(ctx, { phone: row.recipient, wants: false });
    await giveUp(ctx, row, told.error);
    return false;
  }
  if (row.attempts >= RETRY.maxAttempts) {
    await giveUp(ctx, row, told.error);
    return false;
  }
  await ctx.db.patch("notifications", row._id, { error: told.error, claimedUntil: undefined });
  return true;
}

/** Nothing more is tried by itself; the owner sees it, and may send it again. */
export async function giveUp(ctx: MutationCtx, row: Message, error: string): Promise<void> {
  await ctx.db.patch("notifications", row._id, {
    ...{ status: "failed", error, failedAt: Date.now() },
    ...{ claimedUntil: undefined, lookAt: undefined },
  });
}

/** What a provider tells of a message it took, in whatever order and however often. */
export async function applyTold(
  ctx: MutationCtx,
  row: Message,
  { told, at, error }: { told: Told; at: number; error?: string | undefined },
): Promise<void> {
  const status = advance(row.status, told);
  const field = TIMES[told];
  await ctx.db.patch("notifications", row._id, {
    status,
    ...(row[field] === undefined && { [field]: at }),
    ...(status !== row.status && error !== undefined && { error }),
    // Who says that it was delivered has it: nobody needs to look after it any more.
    ...(status !== "sending" &&
      status !== "planned" && { lookAt: undefined, claimedUntil: undefined }),
  });
}

const TIMES: Readonly<
  Record<Told, "sentAt" | "deliveredAt" | "openedAt" | "clickedAt" | "failedAt">
> = {
  sent: "sentAt",
  delivered: "deliveredAt",
  opened: "openedAt",
  clicked: "clickedAt",
  bounced: "failedAt",
  failed: "failedAt",
};

/** What a text message cost and how many parts it took, as the provider says once it is sent. */
export async function notePrice(
  ctx: MutationCtx,
  row: Message,
  { costMicros, currency, parts }: { costMicros: number; currency: string; parts: number },
): Promise<void> {
  if (row.costMicros !== undefined) return;
  await ctx.db.patch("notifications", row._id, { costMicros, costCurrency: currency, parts });
  const { tenantId, sentAt = Date.now() } = row;
  await addCost(ctx, { tenantId, sentAt }, costMicros);
}
