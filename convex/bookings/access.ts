import type { Infer } from "convex/values";
import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { fail } from "../errors";
import { isKeyFor } from "../links";
import { requireHostOf } from "../members/access";
import { findPerson, isTenantAdmin, requirePerson } from "../tenants/access";
import type { party } from "./tables";
import { hash, hashToken } from "./tokens";

export type Party = Infer<typeof party>;

/** Grants a hold to whoever made it: the holder of its token. Wrong token and absent hold look the same. */
export async function requireHolder(
  ctx: QueryCtx,
  bookingId: Id<"bookings">,
  token: string,
): Promise<Doc<"bookings">> {
  const tokenHash = await hashToken(token);
  const booking = await ctx.db.get("bookings", bookingId);
  return booking?.tokenHash === tokenHash ? booking : fail("NOT_FOUND");
}

/** Whether this is the token that made the booking, or the key of the link in its mails. */
async function opens(token: string, booking: Doc<"bookings">): Promise<boolean> {
  if (booking.tokenHash === (await hash(token))) return true;
  return await isKeyFor("manage", booking._id, token);
}

async function partyOf(
  ctx: QueryCtx,
  booking: Doc<"bookings">,
  token: string | undefined,
): Promise<Party | null> {
  if (token !== undefined && (await opens(token, booking))) return "customer";
  const person = await findPerson(ctx);
  if (!person) return null;
  if (booking.userId === person.userId) return "customer";
  const member = await ctx.db.get("memberSettings", booking.memberId);
  if (member?.userId === person.userId) return "member";
  return (await isTenantAdmin(ctx, booking.tenantId, person.userId)) ? "owner" : null;
}

/** A booking for one of its parties, by its manage link or signed in, and which; null for everybody else, and for nonsense in place of an id. */
export async function findBookingParty(
  ctx: QueryCtx,
  { bookingId, token }: { bookingId: string; token?: string },
): Promise<{ booking: Doc<"bookings">; party: Party } | null> {
  const id = ctx.db.normalizeId("bookings", bookingId);
  const booking = id && (await ctx.db.get("bookings", id));
  const party = booking && (await partyOf(ctx, booking, token));
  return party && { booking, party };
}

/** Grants a booking to its member and the tenant's owner and admins, and says which; to others it does not exist. */
export async function requireHost(
  ctx: QueryCtx,
  bookingId: Id<"bookings">,
): Promise<{ booking: Doc<"bookings">; by: "member" | "owner" }> {
  await requirePerson(ctx);
  const booking = await ctx.db.get("bookings", bookingId);
  if (!booking) return fail("NOT_FOUND");
  const { by } = await requireHostOf(ctx, booking.memberId);
  return { booking, by };
}

/** Grants a booking to the tenant's owner and admins; to others, its own member among them, it does not exist. */
export async function requireOwner(
  ctx: QueryCtx,
  bookingId: Id<"bookings">,
): Promise<Doc<"bookings">> {
  const person = await requirePerson(ctx);
  const booking = await ctx.db.get("bookings", bookingId);
  const mayAct = booking && (await isTenantAdmin(ctx, booking.tenantId, person.userId));
  return mayAct ? booking : fail("NOT_FOUND");
}

/**
 * Grants a booking to its parties and says which the caller is: its customer (by token or signed in), its member, or the
 * tenant's owner or admin. To everybody else it does not exist.
 */
export async function requireBookingParty(
  ctx: QueryCtx,
  bookingId: Id<"bookings">,
  token?: string,
): Promise<{ booking: Doc<"bookings">; party: Party }> {
  const booking = await ctx.db.get("bookings", bookingId);
  const party = booking && (await partyOf(ctx, booking, token));
  return party ? { booking, party } : fail("NOT_FOUND");
}
