import { v, type Infer } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import * as Payments from "../payments/model";
import { listDecisions } from "./decisions";
import { listEvents } from "./lifecycle";
import { bookingEvents, bookings, decisions } from "./tables";

/** More marketplaces than one deployment has. */
const MAX_TENANTS = 500;

/** Everything that `npm run replay` needs to make the decisions on a booking again; read by whoever has the deployment's admin key. */
export const evidenceView = v.object({
  booking: bookings.validator.pick(
    ...(["code", "status", "revision", "startTime", "endTime", "timezone", "source"] as const),
    ...(["quote", "reliedOn", "paidAmount", "refundedAmount"] as const),
  ),
  tenant: v.string(),
  member: v.string(),
  service: v.string(),
  events: v.array(bookingEvents.validator.omit("tenantId", "bookingId")),
  decisions: v.array(decisions.validator.omit("tenantId", "bookingId")),
  payments: v.array(
    v.object({
      ...{ part: v.string(), standing: v.string(), currency: v.string() },
      ...{ amount: v.number(), received: v.number(), refunded: v.number() },
    }),
  ),
});

export type Evidence = Infer<typeof evidenceView>;

/** A booking by its id, or by its code in whichever tenant has it. */
async function find(ctx: QueryCtx, idOrCode: string): Promise<Doc<"bookings"> | null> {
  const id = ctx.db.normalizeId("bookings", idOrCode);
  if (id) return await ctx.db.get("bookings", id);
  for (const { _id: tenantId } of await ctx.db.query("tenants").take(MAX_TENANTS)) {
    const booking = await ctx.db
      .query("bookings")
      .withIndex("by_tenantId_and_code", (q) => q.eq("tenantId", tenantId).eq("code", idOrCode))
      .first();
    if (booking) return booking;
  }
  return null;
}

/** The evidence on a booking, by its id or code; null when there is none. */
export async function findEvidence(ctx: QueryCtx, idOrCode: string): Promise<Evidence | null> {
  const row = await find(ctx, idOrCode);
  if (!row) return null;
  const { code, status, revision, startTime, endTime, timezone, source } = row;
  const { quote, reliedOn, paidAmount, refundedAmount } = row;
  const tenant = await ctx.db.get("tenants", row.tenantId);
  const member = await ctx.db.get("memberSettings", row.memberId);
  const service = await ctx.db.get("eventTypes", row.eventTypeId);
  return {
    booking: {
      ...{ code, status, revision, startTime, endTime, timezone, source },
      ...{ quote, reliedOn, paidAmount, refundedAmount },
    },
    tenant: tenant?.name ?? "",
    member: member?.name ?? "",
    service: service?.name ?? "",
    events: (await listEvents(ctx, row._id)).map(withoutOwner),
    decisions: (await listDecisions(ctx, row._id)).map(withoutOwner),
    payments: (await Payments.listOf(ctx, row._id)).map(
      ({ part, standing, currency, amount, received, refunded }) => ({
        ...{ part, standing, currency, amount, received, refunded },
      }),
    ),
  };
}

function withoutOwner<Row extends Doc<"bookingEvents"> | Doc<"decisions">>({
  _id,
  _creationTime,
  tenantId,
  bookingId,
  ...line
}: Row) {
  return line;
}
