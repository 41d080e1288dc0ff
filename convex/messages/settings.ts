import { v, type Infer } from "convex/values";
import { problemsOfSettings } from "../../core/messages/settings.ts";
import { parseSecureUrl } from "../../core/text/fields.ts";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { fail } from "../errors";
import { nullable } from "../validators";
import { settingsOf } from "./plan";
import { missingForMail, missingForSms } from "./services";
import { findUsage, QUOTA } from "./sms";
import { messageSettings } from "./tables";

export const settingsFields = messageSettings.validator.omit("tenantId");

export const settingsView = settingsFields.extend({
  /** The variables without which nothing is sent; empty where it works. */
  missing: v.object({ email: v.array(v.string()), sms: v.array(v.string()) }),
  /** How many text messages the plan has in a month; null is no limit. */
  smsQuota: nullable(v.number()),
});

/** What a business has chosen, and whether its messages can leave. */
export async function settingsViewOf(
  ctx: QueryCtx,
  tenant: Doc<"tenants">,
): Promise<Infer<typeof settingsView>> {
  const smsQuota = QUOTA[tenant.plan];
  const missing = { email: missingForMail(), sms: missingForSms() };
  return { ...(await settingsOf(ctx, tenant._id)), missing, smsQuota };
}

/** Choose when customers hear from the business; bookings made before keep the reminders they have. */
export async function saveSettings(
  ctx: MutationCtx,
  tenant: Doc<"tenants">,
  settings: Infer<typeof settingsFields>,
): Promise<void> {
  const url = settings.ratingUrl === null ? null : parseSecureUrl(settings.ratingUrl);
  const problems = problemsOfSettings(settings);
  if (url?.ok === false) problems.push({ field: "ratingUrl", problem: url.problem });
  if (problems.length > 0) fail("INVALID_INPUT", { problems });
  const chosen = { ...settings, ratingUrl: url?.ok ? url.value : null };
  const row = await ctx.db
    .query("messageSettings")
    .withIndex("by_tenantId", (q) => q.eq("tenantId", tenant._id))
    .unique();
  if (row) await ctx.db.patch("messageSettings", row._id, chosen);
  else await ctx.db.insert("messageSettings", { tenantId: tenant._id, ...chosen });
}

/** What a business's text messages came to in a month: how many, and their cost in millionths. */
export async function usageIn(
  ctx: QueryCtx,
  tenantId: Id<"tenants">,
  month: string,
): Promise<{ sent: number; costMicros: number }> {
  const row = await findUsage(ctx, tenantId, month);
  return { sent: row?.sent ?? 0, costMicros: row?.costMicros ?? 0 };
}
