import { v, type Infer } from "convex/values";
import { isInNetwork, parseNetwork } from "../../core/network/address.ts";
import * as Fields from "../../core/text/fields.ts";
import type { PaginationOptions } from "convex/server";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { fail } from "../errors";
import { boundedPage } from "../pages";
import { blocks } from "./tables";

/** Every booking looks through all of a business's networks; addresses and domains it finds at once. */
const MAX_NETWORKS = 100;

type Kind = Doc<"blocks">["kind"];

export const blockFields = blocks.validator.omit("tenantId");
export const blockView = blockFields.extend({ id: v.id("blocks"), createdAt: v.number() });

const malformed: Fields.Parsed = { ok: false, problem: "malformed" };

const PARSE: Record<Kind, (input: string) => Fields.Parsed> = {
  email: (input) => {
    const email = Fields.parseEmail(input);
    return email.ok ? { ok: true, value: Fields.mailboxOf(email.value) } : email;
  },
  domain: Fields.parseDomain,
  network: (input) => {
    const value = parseNetwork(input);
    return value === null ? malformed : { ok: true, value };
  },
};

async function findBlock(
  ctx: QueryCtx,
  tenantId: Id<"tenants">,
  { kind, value }: { kind: Kind; value: string },
): Promise<Doc<"blocks"> | null> {
  return await ctx.db
    .query("blocks")
    .withIndex("by_tenantId_and_kind_and_value", (q) =>
      q.eq("tenantId", tenantId).eq("kind", kind).eq("value", value),
    )
    .unique();
}

async function listNetworks(ctx: QueryCtx, tenantId: Id<"tenants">): Promise<Doc<"blocks">[]> {
  return await ctx.db
    .query("blocks")
    .withIndex("by_tenantId_and_kind_and_value", (q) =>
      q.eq("tenantId", tenantId).eq("kind", "network"),
    )
    .take(MAX_NETWORKS);
}

/** The domain of an address and every domain above it: "a.b.example" is also under "b.example" and "example". */
function domainsOf(email: string): string[] {
  const labels = email.slice(email.lastIndexOf("@") + 1).split(".");
  return labels.map((_, index) => labels.slice(index).join("."));
}

/** Refuses with `BLOCKED` what comes from an address that the business blocks. */
export async function refuseBlockedAddress(
  ctx: QueryCtx,
  tenantId: Id<"tenants">,
  ip: string,
): Promise<void> {
  const networks = await listNetworks(ctx, tenantId);
  if (networks.some(({ value }) => isInNetwork(ip, value))) fail("BLOCKED");
}

/** Refuses with `BLOCKED` a mailbox that the business blocks, by itself or with its whole domain. */
export async function refuseBlockedMailbox(
  ctx: QueryCtx,
  tenantId: Id<"tenants">,
  mailbox: string,
): Promise<void> {
  const asked = [
    { kind: "email", value: mailbox } as const,
    ...domainsOf(mailbox).map((value) => ({ kind: "domain", value }) as const),
  ];
  const found = await Promise.all(asked.map((each) => findBlock(ctx, tenantId, each)));
  if (found.some((block) => block !== null)) fail("BLOCKED");
}

/** Block a mailbox, a domain or a network; blocking it again replaces the reason. */
export async function block(
  ctx: MutationCtx,
  tenantId: Id<"tenants">,
  { kind, ...written }: Infer<typeof blockFields>,
): Promise<Doc<"blocks">> {
  const value = PARSE[kind](written.value);
  const reason = Fields.parseMessage(written.reason);
  if (!value.ok || !reason.ok) {
    const problems = Object.entries({ value, reason }).flatMap(([field, parsed]) =>
      parsed.ok ? [] : [{ field, problem: parsed.problem }],
    );
    return fail("INVALID_INPUT", { problems });
  }
  const fields = { kind, value: value.value, reason: reason.value };
  const existing = await findBlock(ctx, tenantId, fields);
  if (existing) await ctx.db.patch("blocks", existing._id, fields);
  else if (kind === "network" && (await listNetworks(ctx, tenantId)).length >= MAX_NETWORKS)
    fail("LIMIT_REACHED", { limit: MAX_NETWORKS });
  const id = existing?._id ?? (await ctx.db.insert("blocks", { tenantId, ...fields }));
  const row = await ctx.db.get("blocks", id);
  if (!row) throw new Error("A block vanished inside its own transaction.");
  return row;
}

/** A business's blocks, by kind and value, a page at a time. */
export async function pageOfBlocks(
  ctx: QueryCtx,
  tenantId: Id<"tenants">,
  paginationOpts: PaginationOptions,
) {
  return await ctx.db
    .query("blocks")
    .withIndex("by_tenantId_and_kind_and_value", (q) => q.eq("tenantId", tenantId))
    .paginate(boundedPage(paginationOpts));
}

export function blockViewOf(row: Doc<"blocks">): Infer<typeof blockView> {
  const { _id: id, _creationTime: createdAt, kind, value, reason } = row;
  return { id, createdAt, kind, value, reason };
}
