import type { Infer } from "convex/values";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import type { busySpan } from "./tables";

export { busySpan } from "./tables";

export type BusySpan = Infer<typeof busySpan>;

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;
/** A claim longer than this is a mistake, and its pieces would not fit one transaction. */
const MAX_WEEKS = 60;

const weekOf = (ms: number) => Math.floor(ms / WEEK_MS);

/**
 * What blocks a member anywhere in `[from, to)`, in epoch milliseconds, unsorted. A span over the end of a week comes in
 * pieces. Rows of whole weeks are read, so a few spans outside the range may be among the answer; they change no slot in it.
 */
export async function listBusy(
  ctx: QueryCtx,
  memberId: Id<"memberSettings">,
  range: { from: number; to: number },
): Promise<BusySpan[]> {
  const rows = await ctx.db
    .query("busy")
    .withIndex("by_memberId_and_week", (q) =>
      q
        .eq("memberId", memberId)
        .gte("week", weekOf(range.from))
        .lte("week", weekOf(range.to - 1)),
    )
    .take(MAX_WEEKS);
  return rows.flatMap((row) => row.spans);
}

function piecesByWeek(span: BusySpan): [week: number, piece: BusySpan][] {
  const first = weekOf(span.start);
  const last = weekOf(span.end - 1);
  if (last - first >= MAX_WEEKS) throw new Error(`A busy span of ${last - first} weeks.`);
  const pieces: [number, BusySpan][] = [];
  for (let week = first; week <= last; week++) {
    const start = Math.max(span.start, week * WEEK_MS);
    const end = Math.min(span.end, (week + 1) * WEEK_MS);
    pieces.push([week, { ...span, start, end }]);
  }
  return pieces;
}

async function rowOf(
  ctx: QueryCtx,
  memberId: Id<"memberSettings">,
  week: number,
): Promise<Doc<"busy"> | null> {
  return await ctx.db
    .query("busy")
    .withIndex("by_memberId_and_week", (q) => q.eq("memberId", memberId).eq("week", week))
    .unique();
}

/** Block a member for a span. An earlier span of the same source is replaced, so a hold becomes a booking in one step. */
export async function claim(
  ctx: MutationCtx,
  member: { tenantId: Id<"tenants">; memberId: Id<"memberSettings"> },
  span: BusySpan,
): Promise<void> {
  for (const [week, piece] of piecesByWeek(span)) {
    const row = await rowOf(ctx, member.memberId, week);
    if (!row) {
      await ctx.db.insert("busy", { ...member, week, spans: [piece] });
      continue;
    }
    const others = row.spans.filter(({ source }) => source !== span.source);
    await ctx.db.patch("busy", row._id, { spans: [...others, piece] });
  }
}

/** Free what a source blocked; nothing happens when it is free already. */
export async function release(
  ctx: MutationCtx,
  memberId: Id<"memberSettings">,
  span: Pick<BusySpan, "start" | "end" | "source">,
): Promise<void> {
  for (let week = weekOf(span.start); week <= weekOf(span.end - 1); week++) {
    const row = await rowOf(ctx, memberId, week);
    if (!row) continue;
    const others = row.spans.filter(({ source }) => source !== span.source);
    if (others.length === 0) await ctx.db.delete("busy", row._id);
    else if (others.length < row.spans.length)
      await ctx.db.patch("busy", row._id, { spans: others });
  }
}
