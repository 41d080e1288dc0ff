import { v, type Infer } from "convex/values";
import { slugify } from "../../core/text/fields.ts";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import * as Availability from "../availability/model";
import * as Directory from "../directory/model";
import { fail } from "../errors";
import { NO_REFINEMENTS, parseDraft, type Draft } from "./draft";
import { eventTypes } from "./tables";

export { draftFields, type Draft, type Refinements } from "./draft";

/** The most services that one page or list shows of a member. */
const LIST_LIMIT = 50;

export const summaryView = eventTypes.validator.pick(
  "name",
  "durationMin",
  "pricing",
  "price",
  "durationPrices",
  "currency",
);

export const publicView = eventTypes.validator
  .pick(
    "slug",
    "name",
    "description",
    "durationMin",
    "otherDurationsMin",
    "pricing",
    "price",
    "minPrice",
    "durationPrices",
    "deposit",
    "currency",
    "refundTiers",
    "cancelNoticeMin",
    "rescheduleNoticeMin",
    "maxReschedules",
    "approval",
    "locationKind",
  )
  .extend({ id: v.id("eventTypes"), memberId: v.id("memberSettings") });

export const ownView = eventTypes.validator.omit("tenantId").extend({ id: v.id("eventTypes") });

/** What everyone may know of a service. */
export function publicViewOf(eventType: Doc<"eventTypes">): Infer<typeof publicView> {
  const { _id: id, memberId, slug, name, description, durationMin, otherDurationsMin } = eventType;
  const { pricing, price, minPrice, durationPrices, deposit, currency } = eventType;
  const { refundTiers, cancelNoticeMin, rescheduleNoticeMin, maxReschedules } = eventType;
  const { approval, locationKind } = eventType;
  return {
    ...{ id, memberId, slug, name, description, durationMin, otherDurationsMin },
    ...{ pricing, price, minPrice, durationPrices, deposit, currency },
    ...{ refundTiers, cancelNoticeMin, rescheduleNoticeMin, maxReschedules },
    ...{ approval, locationKind },
  };
}

/** All of a service, for its member and the tenant's owner. */
export function ownViewOf(eventType: Doc<"eventTypes">): Infer<typeof ownView> {
  const { _id: id, _creationTime, tenantId, ...fields } = eventType;
  return { id, ...fields };
}

/** A member's active services in order, at most `limit`. */
export async function listActive(
  ctx: QueryCtx,
  memberId: Id<"memberSettings">,
  limit = LIST_LIMIT,
): Promise<Doc<"eventTypes">[]> {
  return await ctx.db
    .query("eventTypes")
    .withIndex("by_memberId_and_active_and_order", (q) =>
      q.eq("memberId", memberId).eq("active", true),
    )
    .take(limit);
}

/** The first services of a member, as a directory card shows them. */
export async function listSummaries(
  ctx: QueryCtx,
  memberId: Id<"memberSettings">,
  limit: number,
): Promise<Infer<typeof summaryView>[]> {
  const active = await listActive(ctx, memberId, limit);
  return active.map(({ name, durationMin, pricing, price, durationPrices, currency }) => ({
    ...{ name, durationMin },
    ...{ pricing, price, durationPrices, currency },
  }));
}

/** All of a member's services, active or not, in order. */
export async function listAll(
  ctx: QueryCtx,
  memberId: Id<"memberSettings">,
): Promise<Doc<"eventTypes">[]> {
  return await ctx.db
    .query("eventTypes")
    .withIndex("by_memberId_and_order", (q) => q.eq("memberId", memberId))
    .take(LIST_LIMIT);
}

/** The wanted slug, which must be free, or one made of the name that is. */
function freeSlug(existing: Doc<"eventTypes">[], draft: Pick<Draft, "name" | "slug">): string {
  const taken = new Set(existing.map(({ slug }) => slug));
  if (draft.slug !== undefined) {
    return taken.has(draft.slug) ? fail("SLUG_TAKEN", { field: "slug" }) : draft.slug;
  }
  const wanted = slugify(draft.name, "service");
  let slug = wanted;
  for (let n = 2; taken.has(slug); n++) slug = `${wanted}-${n}`;
  return slug;
}

/** Add a service at the end of the member's list; its slug is made of its name unless given. */
export async function create(
  ctx: MutationCtx,
  member: Doc<"memberSettings">,
  input: Draft,
): Promise<Id<"eventTypes">> {
  const draft = parseDraft(input, NO_REFINEMENTS);
  const existing = await listAll(ctx, member._id);
  const slug = freeSlug(existing, draft);
  const tenant = await ctx.db.get("tenants", member.tenantId);
  const limit = Math.min(tenant?.limits.eventTypesPerMember ?? 0, LIST_LIMIT);
  if (existing.length >= limit) fail("LIMIT_REACHED", { limit });
  const order = (existing.at(-1)?.order ?? 0) + 1;
  const number = Math.max(0, ...existing.map((other) => other.number)) + 1;
  const { tenantId, _id: memberId } = member;
  const row = { ...draft, tenantId, memberId, slug, order, number };
  const id = await ctx.db.insert("eventTypes", row);
  await Directory.refresh(ctx, { tenantId, memberId });
  return id;
}

/** Give a member without services one with the defaults of the settings. */
export async function ensureDefault(
  ctx: MutationCtx,
  member: Doc<"memberSettings">,
): Promise<void> {
  if ((await listAll(ctx, member._id)).length > 0) return;
  const { durationMin, price, currency } = member;
  await create(ctx, member, {
    name: `${durationMin}-minute session`,
    description: "",
    durationMin,
    price,
    currency,
    bufferBeforeMin: null,
    bufferAfterMin: null,
    noticeMin: null,
    intervalMin: null,
    approval: false,
    locationKind: "to_be_agreed",
    active: true,
  });
}

/** Replace what a member wrote about a service. Bookings made before keep the quote they were made with. */
export async function update(
  ctx: MutationCtx,
  eventType: Doc<"eventTypes">,
  input: Draft,
): Promise<void> {
  const draft = parseDraft(input, eventType);
  const others = (await listAll(ctx, eventType.memberId)).filter(
    ({ _id }) => _id !== eventType._id,
  );
  const slug = freeSlug(others, { name: draft.name, slug: draft.slug ?? eventType.slug });
  await ctx.db.patch("eventTypes", eventType._id, { ...draft, slug });
  await Directory.refresh(ctx, eventType);
}

/** Delete a service that was never booked; one with bookings is switched off, so that they keep their name. */
export async function remove(ctx: MutationCtx, eventType: Doc<"eventTypes">): Promise<void> {
  const booking = await ctx.db
    .query("bookings")
    .withIndex("by_eventTypeId", (q) => q.eq("eventTypeId", eventType._id))
    .first();
  if (booking) await ctx.db.patch("eventTypes", eventType._id, { active: false });
  else {
    await ctx.db.delete("eventTypes", eventType._id);
    await Availability.forgetService(ctx, eventType);
  }
  await Directory.refresh(ctx, eventType);
}

/** Bring a member's services into the given order; services not named keep theirs behind them. */
export async function reorder(
  ctx: MutationCtx,
  member: Doc<"memberSettings">,
  ids: Id<"eventTypes">[],
): Promise<void> {
  const existing = await listAll(ctx, member._id);
  const rank = (id: Id<"eventTypes">) => (ids.includes(id) ? ids.indexOf(id) : ids.length);
  const sorted = existing.toSorted((a, b) => rank(a._id) - rank(b._id));
  for (const [index, eventType] of sorted.entries()) {
    if (eventType.order !== index + 1) {
      await ctx.db.patch("eventTypes", eventType._id, { order: index + 1 });
    }
  }
  await Directory.refresh(ctx, { tenantId: member.tenantId, memberId: member._id });
}
