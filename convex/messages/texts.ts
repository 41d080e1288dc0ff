import type { Infer } from "convex/values";
import { LIMITS, problemsOf } from "../../core/messages/fill.ts";
import type { Facts } from "../../core/messages/facts.ts";
import { isSmsKind } from "../../core/messages/kinds.ts";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { fail } from "../errors";
import { messageTexts } from "./tables";

/** As many kinds, channels and languages as there are. */
const MAX_TEXTS = 1_000;

/** Which of a business's texts is meant. */
export const place = messageTexts.validator.pick("kind", "channel", "locale");
type Place = Infer<typeof place>;

export const textFields = messageTexts.validator.omit("tenantId");

async function findRow(
  ctx: QueryCtx,
  tenantId: Id<"tenants">,
  { kind, channel, locale }: Place,
): Promise<Doc<"messageTexts"> | null> {
  return await ctx.db
    .query("messageTexts")
    .withIndex("by_tenantId_and_kind_and_channel_and_locale", (q) =>
      q.eq("tenantId", tenantId).eq("kind", kind).eq("channel", channel).eq("locale", locale),
    )
    .unique();
}

/** The business's own words for a message; null where ours are used. */
export async function findText(
  ctx: QueryCtx,
  { tenantId, ...which }: Place & { tenantId: Id<"tenants"> },
): Promise<Facts["own"]> {
  const row = await findRow(ctx, tenantId, which);
  return row && { subject: row.subject, body: row.body };
}

/** All of a business's own words. */
export async function listTexts(
  ctx: QueryCtx,
  tenantId: Id<"tenants">,
): Promise<Infer<typeof textFields>[]> {
  const rows = await ctx.db
    .query("messageTexts")
    .withIndex("by_tenantId_and_kind_and_channel_and_locale", (q) => q.eq("tenantId", tenantId))
    .take(MAX_TEXTS);
  return rows.map(({ kind, channel, locale, subject, body }) => ({
    ...{ kind, channel, locale, subject, body },
  }));
}

/** Refuses, as `INVALID_INPUT { problems }`, a message that there is not: not every one is also a text message. */
export function refuseNoSms({ kind, channel }: Pick<Place, "kind" | "channel">): void {
  if (channel === "email" || isSmsKind(kind)) return;
  fail("INVALID_INPUT", { problems: [{ field: "channel", problem: "NO_SMS" }] });
}

/** Refuses, as `INVALID_INPUT { problems }`, words that cannot be sent: unknown variables, too long, a subject of two lines. */
export function refuseBadText({
  channel,
  subject,
  body,
}: Pick<Infer<typeof textFields>, "channel" | "subject" | "body">): void {
  const wrong = [
    ...(channel === "email" ? problemsOf(subject, LIMITS.subject) : []).map((problem) => ({
      ...{ field: "subject", problem },
    })),
    ...problemsOf(body, channel === "email" ? LIMITS.body : LIMITS.sms).map((problem) => ({
      ...{ field: "body", problem },
    })),
  ];
  if (wrong.length > 0) fail("INVALID_INPUT", { problems: wrong });
}

/** Put a business's own words in place of ours, or of its former ones. */
export async function saveText(
  ctx: MutationCtx,
  tenantId: Id<"tenants">,
  text: Infer<typeof textFields>,
): Promise<void> {
  refuseNoSms(text);
  refuseBadText(text);
  const row = await findRow(ctx, tenantId, text);
  const { subject, body } = text;
  if (row) await ctx.db.patch("messageTexts", row._id, { subject, body });
  else await ctx.db.insert("messageTexts", { tenantId, ...text });
}

/** Take our words back. */
export async function resetText(
  ctx: MutationCtx,
  tenantId: Id<"tenants">,
  which: Place,
): Promise<void> {
  const row = await findRow(ctx, tenantId, which);
  if (row) await ctx.db.delete("messageTexts", row._id);
}
