import { v, type Infer } from "convex/values";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { grantPlace } from "../availability/model";
import { fail } from "../errors";
import * as EventTypes from "../eventTypes/model";
import * as Payments from "../payments/model";
import { recordDecision, reliedOn } from "./decisions";
import { afterConfirmation, block, free, move, syncMoney, type Actor } from "./lifecycle";

/** As many members, and services of each, as one list to choose from shows. */
const MAX_HOSTS = 100;
const MAX_SERVICES = 20;

/** To whom, for which service, asked by whom, who had the booking before them in this revision. */
export type Handover = {
  memberId: Id<"memberSettings">;
  eventTypeId: Id<"eventTypes">;
  revision: number;
  by: Actor;
  reason: string;
};

/** A member who could have a booking, with their services of its length. */
export const hostView = v.object({
  memberId: v.id("memberSettings"),
  name: v.string(),
  eventTypes: v.array(v.object({ id: v.id("eventTypes"), name: v.string() })),
});

async function listServices(
  ctx: QueryCtx,
  booking: Doc<"bookings">,
  memberId: Id<"memberSettings">,
): Promise<Doc<"eventTypes">[]> {
  const { durationMin } = booking.quote;
  const services = await EventTypes.listActive(ctx, memberId, MAX_SERVICES);
  return services.filter((each) =>
    [each.durationMin, ...each.otherDurationsMin].includes(durationMin),
  );
}

/** The other members of the booking's tenant who have a service of its length; whether they are free, `reassign` says. */
export async function listHosts(
  ctx: QueryCtx,
  booking: Doc<"bookings">,
): Promise<Infer<typeof hostView>[]> {
  const members = await ctx.db
    .query("memberSettings")
    .withIndex("by_tenantId_and_status", (q) =>
      q.eq("tenantId", booking.tenantId).eq("status", "active"),
    )
    .take(MAX_HOSTS);
  const hosts = await Promise.all(
    members.map(async ({ _id: memberId, name }) => {
      const services = await listServices(ctx, booking, memberId);
      return { memberId, name, eventTypes: services.map(({ _id: id, name }) => ({ id, name })) };
    }),
  );
  return hosts.filter(
    ({ memberId, eventTypes }) => memberId !== booking.memberId && eventTypes.length > 0,
  );
}

/** The service it goes to: of another member of the same tenant, and on offer. */
async function requireService(
  ctx: QueryCtx,
  { tenantId, memberId: former }: Doc<"bookings">,
  { memberId, eventTypeId }: Handover,
): Promise<Doc<"eventTypes">> {
  const eventType = await ctx.db.get("eventTypes", eventTypeId);
  const isTheirs = eventType?.tenantId === tenantId && eventType.memberId === memberId;
  return isTheirs && eventType.active && memberId !== former ? eventType : fail("NOT_FOUND");
}

async function nameOf(ctx: QueryCtx, memberId: Id<"memberSettings">): Promise<string> {
  return (await ctx.db.get("memberSettings", memberId))?.name ?? "";
}

/**
 * Give a booking or request to another member, at its time and in one transaction: the former member is free, the new one keeps their own
 * buffers, what was promised of money stays, and the revision rises. It may lie outside the new member's hours, but overlaps nothing.
 * `revision` is the one the caller saw, as for a move in time; asking again for what was done changes nothing.
 */
export async function reassign(
  ctx: MutationCtx,
  booking: Doc<"bookings">,
  handover: Handover,
): Promise<void> {
  const { memberId, eventTypeId, revision, by, reason } = handover;
  if (booking.memberId === memberId && booking.eventTypeId === eventTypeId) return;
  if (booking.revision !== revision) fail("STALE_REVISION", { revision: booking.revision });
  const { status } = booking;
  if (status !== "confirmed" && status !== "pending") {
    return fail("ILLEGAL_TRANSITION", { from: status, to: "confirmed" });
  }
  const eventType = await requireService(ctx, booking, handover);
  const { durationMin } = booking.quote;
  const asked = { start: booking.startTime, overrule: "hours" } as const;
  const place = await grantPlace(ctx, { eventType, durationMin }, asked);
  await Payments.handOver(ctx, booking, memberId);
  await free(ctx, booking);
  const { bufferBeforeMin, bufferAfterMin } = place.terms;
  const quote = { ...booking.quote, bufferBeforeMin, bufferAfterMin };
  const moved = await move(ctx, booking, {
    ...{ status, memberId, eventTypeId, quote, memberTimezone: place.timezone },
    revision: booking.revision + 1,
    // Where to meet was the former member's to say.
    meetingUrl: undefined,
    reliedOn: await reliedOn(place, quote),
    act: {
      ...{ what: "reassigned", by, reason },
      from: await nameOf(ctx, booking.memberId),
      to: await nameOf(ctx, memberId),
    },
  });
  await recordDecision(ctx, moved, { what: "reassigned", place });
  await (status === "confirmed" ? afterConfirmation(ctx, moved) : block(ctx, moved));
  await syncMoney(ctx, booking._id);
}
