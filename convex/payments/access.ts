import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { fail } from "../errors";
import { isTenantAdmin, requirePerson } from "../tenants/access";

/** Grants a mismatch to the owner and admins of its marketplace; to others it does not exist. */
export async function requireMismatch(
  ctx: QueryCtx,
  mismatchId: Id<"mismatches">,
): Promise<Doc<"mismatches">> {
  const person = await requirePerson(ctx);
  const mismatch = await ctx.db.get("mismatches", mismatchId);
  if (!mismatch) return fail("NOT_FOUND");
  const mayAct = await isTenantAdmin(ctx, mismatch.tenantId, person.userId);
  return mayAct ? mismatch : fail("NOT_FOUND");
}
