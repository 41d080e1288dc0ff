import type { PaginationOptions } from "convex/server";
import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { boundedPage } from "../pages";

/** The most bookings one calendar range shows; a month of a very busy member is about 400. */
const RANGE_LIMIT = 500;
const RECENT_LIMIT = 20;

type Bookings = Doc<"bookings">[];

/** A member's bookings that start in `[from, to)`, ascending; holds and what came of abandoned ones are left out. */
export async function listInRange(
  ctx: QueryCtx,
  memberId: Id<"memberSettings">,
  { from, to }: { from: number; to: number },
): Promise<Bookings> {
  const rows = await ctx.db
    .query("bookings")
    .withIndex("by_memberId_and_startTime", (q) =>
      q.eq("memberId", memberId).gte("startTime", from).lt("startTime", to),
    )
    .take(RANGE_LIMIT);
  return rows.filter(({ contact }) => contact !== undefined);
}

/** A member's bookings in one status from an instant on, ascending, a page at a time. */
export async function pageUpcoming(
  ctx: QueryCtx,
  memberId: Id<"memberSettings">,
  asked: { status: "confirmed" | "pending"; from: number; paginationOpts: PaginationOptions },
) {
  const { status, from, paginationOpts } = asked;
  return await ctx.db
    .query("bookings")
    .withIndex("by_memberId_and_status_and_startTime", (q) =>
      q.eq("memberId", memberId).eq("status", status).gte("startTime", from),
    )
    .paginate(boundedPage(paginationOpts));
}

/** A member's requests that wait for a decision, and their latest bookings: whatever was last asked for, newest first. */
export async function listRecent(ctx: QueryCtx, memberId: Id<"memberSettings">): Promise<Bookings> {
  return await ctx.db
    .query("bookings")
    .withIndex("by_memberId_and_confirmedAt", (q) =>
      q.eq("memberId", memberId).gt("confirmedAt", 0),
    )
    .order("desc")
    .take(RECENT_LIMIT);
}

/** A signed-in customer's bookings, the latest first, a page at a time. */
export async function pageOfPerson(
  ctx: QueryCtx,
  userId: string,
  paginationOpts: PaginationOptions,
) {
  return await ctx.db
    .query("bookings")
    .withIndex("by_userId_and_startTime", (q) => q.eq("userId", userId))
    .order("desc")
    .paginate(boundedPage(paginationOpts));
}
