import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { fail } from "../errors";
import { requireMember } from "../members/access";
import { requirePerson } from "../tenants/access";

/** Grants time off to its member and the tenant's owner and admins; to others it does not exist. */
export async function requireMemberOfTimeOff(
  ctx: QueryCtx,
  timeOffId: Id<"timeOff">,
): Promise<Doc<"memberSettings">> {
  await requirePerson(ctx);
  const row = await ctx.db.get("timeOff", timeOffId);
  return row ? await requireMember(ctx, row.memberId) : fail("NOT_FOUND");
}

/** Grants a recurring rule to its member and the tenant's owner and admins; to others it does not exist. */
export async function requireMemberOfRule(
  ctx: QueryCtx,
  ruleId: Id<"availabilityRules">,
): Promise<Doc<"memberSettings">> {
  await requirePerson(ctx);
  const row = await ctx.db.get("availabilityRules", ruleId);
  return row ? await requireMember(ctx, row.memberId) : fail("NOT_FOUND");
}
