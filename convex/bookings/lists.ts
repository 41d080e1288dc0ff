import type { PaginationOptions } from "convex/server";
import { STATUSES } from "../../core/bookings/lifecycle.ts";
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
  // Abandoned holds are many where nobody limits them: read status by status, they crowd out no live booking.
  const byStatus = STATUSES.filter((status) => status !== "held").map((status) =>
    ctx.db
      .query("bookings")
      .withIndex("by_memberId_and_status_and_startTime", (q) =>
        q.eq("memberId", memberId).eq("status", status).gte("startTime", from).lt("startTime", to),
      )
      .take(RANGE_LIMIT),
  );
  const rows = (await Promise.all(byStatus)).flat();
  return rows
    .filter(({ contact }) => contact !== undefined)
    .sort((a, b) => a.startTime - b.startTime)
    .slice(0, RANGE_LIMIT);
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
