import type { Infer } from "convex/values";
import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { ActionCtx, QueryCtx } from "../_generated/server";
import { requireHost } from "../bookings/access";
import { fail } from "../errors";
import { isKeyFor } from "../links";
import { isTenantAdmin, requirePerson } from "../tenants/access";
import { findInbox } from "./inbox";
import type { Sample, sampleFields } from "./sample";

/** Grants the tenant's owner and admins a message with invented facts; to others the tenant's inside does not exist. */
export async function requireSample(
  ctx: ActionCtx,
  wanted: Infer<typeof sampleFields>,
): Promise<Sample> {
  return await ctx.runQuery(internal.messages.jobs.sample, { wanted, now: Date.now() });
}

/** Grants a message to the member of its booking, or whom it is for, and to the tenant's owner and admins; to others it does not exist. */
export async function requireMessage(
  ctx: QueryCtx,
  messageId: Id<"notifications">,
): Promise<Doc<"notifications">> {
  const { userId } = await requirePerson(ctx);
  const row = await ctx.db.get("notifications", messageId);
  if (!row) return fail("NOT_FOUND");
  if (row.bookingId !== undefined) {
    // Whose it is now: a member who has given the booking away has no say any more.
    await requireHost(ctx, row.bookingId);
    return row;
  }
  const member = row.memberId && (await ctx.db.get("memberSettings", row.memberId));
  if (member?.userId === userId) return row;
  return (await isTenantAdmin(ctx, row.tenantId, userId)) ? row : fail("NOT_FOUND");
}

/** Who gets messages that are not about a booking: a customer of one business, or a member. */
export type Subscriber = { customer: Doc<"customers"> } | { inbox: Doc<"memberInboxes"> };

/** Whose link this is, in a mail that is not about a booking; null for a link that is not ours. */
export async function findSubscription(
  ctx: QueryCtx,
  { subject, key }: { subject: string; key: string },
): Promise<Subscriber | null> {
  if (!(await isKeyFor("unsubscribe", subject, key))) return null;
  const customerId = ctx.db.normalizeId("customers", subject);
  const customer = customerId && (await ctx.db.get("customers", customerId));
  if (customer) return { customer };
  const memberId = ctx.db.normalizeId("memberSettings", subject);
  const inbox = memberId && (await findInbox(ctx, memberId));
  return inbox && { inbox };
}

/** As `findSubscription`, and refuses a link that is not ours. */
export async function requireSubscription(
  ctx: QueryCtx,
  link: { subject: string; key: string },
): Promise<Subscriber> {
  return (await findSubscription(ctx, link)) ?? fail("NOT_FOUND");
}
