import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { fail } from "../errors";
import { isTenantAdmin, requirePerson } from "../tenants/access";

/** Grants a block to its business's owner and admins; to others it does not exist. */
export async function requireBlock(ctx: QueryCtx, blockId: Id<"blocks">): Promise<Doc<"blocks">> {
  const person = await requirePerson(ctx);
  const block = await ctx.db.get("blocks", blockId);
  const mayAct = block && (await isTenantAdmin(ctx, block.tenantId, person.userId));
  return mayAct ? block : fail("NOT_FOUND");
}
