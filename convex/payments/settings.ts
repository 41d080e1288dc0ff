import type { Infer } from "convex/values";
import { MAX_AMOUNT } from "../../core/money/currency.ts";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { fail } from "../errors";
import { tenants } from "../tenants/model";

export const settingsFields = tenants.validator.fields.payments;

export async function settingsOf(
  ctx: QueryCtx,
  tenantId: Id<"tenants">,
): Promise<Infer<typeof settingsFields>> {
  const tenant = await ctx.db.get("tenants", tenantId);
  if (!tenant) throw new Error("A member outlived its tenant.");
  return tenant.payments;
}

/** Change who takes the money and what the platform keeps; bookings made before keep what was promised. */
export async function saveSettings(
  ctx: MutationCtx,
  tenant: Doc<"tenants">,
  settings: Infer<typeof settingsFields>,
): Promise<void> {
  const problems = [
    ["feeBasisPoints", settings.feeBasisPoints, 10_000],
    ["feeFixed", settings.feeFixed, MAX_AMOUNT],
  ] as const;
  const wrong = problems
    .filter(([, value, most]) => !Number.isInteger(value) || value < 0 || value > most)
    .map(([field]) => ({ field, problem: "malformed" }));
  if (wrong.length > 0) fail("INVALID_INPUT", { problems: wrong });
  await ctx.db.patch("tenants", tenant._id, { payments: settings });
}
