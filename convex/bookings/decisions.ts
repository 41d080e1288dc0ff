import { canonicalJson } from "../../core/bookings/record.ts";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import type { Judged, Place } from "../availability/model";
import { hash } from "../hash";
import type { Quote } from "./lifecycle";

/** More than a booking can be moved. */
const MAX_DECISIONS = 500;

/** What a booking says it relied on: the facts of its place, and its quote by hash, so that no later change of either goes unseen. */
export async function reliedOn(place: Place, quote: Quote): Promise<Doc<"bookings">["reliedOn"]> {
  return { ...place.reliedOn, quoteHash: await hash(canonicalJson(quote)) };
}

/** Keep what the decision on a booking's place was made from, in the transaction that makes it. */
export async function recordDecision(
  ctx: MutationCtx,
  booking: Doc<"bookings">,
  { what, place, verdict = { ok: true } }: Pick<Doc<"decisions">, "what"> & DecisionOn,
): Promise<void> {
  const { tenantId, _id: bookingId, revision } = booking;
  const question = canonicalJson(place.question);
  await ctx.db.insert("decisions", {
    ...{ tenantId, bookingId, revision, at: place.question.now, what },
    ...{ question, questionHash: await hash(question) },
    refusal: verdict.ok ? null : verdict.reason,
  });
}

/** A place, and what was decided about it; a place by itself was granted. */
type DecisionOn = { place: Place; verdict?: Judged["verdict"] };

/** The decisions on a booking's places, the oldest first. */
export async function listDecisions(
  ctx: QueryCtx,
  bookingId: Id<"bookings">,
): Promise<Doc<"decisions">[]> {
  return await ctx.db
    .query("decisions")
    .withIndex("by_bookingId", (q) => q.eq("bookingId", bookingId))
    .take(MAX_DECISIONS);
}
