import { v } from "convex/values";
import { DAY_MS } from "../../core/time/calendar.ts";
import { internal } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import { internalMutation, internalQuery } from "../functions";
import { isKeyFor } from "../links";
import { requireTenantAdmin } from "../tenants/access";
import { nullable } from "../validators";
import { findSubscription } from "./access";
import { sendAgendas } from "./agenda";
import { claim as claimRow, type Order } from "./claim";
import { findInbox } from "./inbox";
import { feedOf, fileOf } from "./invites";
import { carry, tagOf } from "./outbox";
import { subscribe } from "./preferences";
import { sampleFields, sampleOf, type Sample } from "./sample";
import { applyTold, giveUp, notePrice as enterPrice, outcome, settle as settleRow } from "./settle";
import { noteAnswer } from "./sms";

/** Rows that one transaction of the sweep looks at. */
const BATCH = 50;
/** Longer than any message is tried. */
const GIVEN_UP_AFTER_MS = 3 * DAY_MS;

const told = v.union(
  v.literal("sent"),
  v.literal("delivered"),
  v.literal("bounced"),
  v.literal("failed"),
  v.literal("opened"),
  v.literal("clicked"),
);

/** The time of a planned message has come; scheduled by the mutation that wrote it. */
export const wake = internalMutation({
  args: { id: v.id("notifications") },
  returns: v.null(),
  handler: async (ctx, { id }) => {
    const row = await ctx.db.get("notifications", id);
    if (row?.status === "planned") await carry(ctx, row);
    return null;
  },
});

/** Claims a message for one try, after looking again whether anybody should get it. */
export const claim = internalMutation({
  args: { id: v.id("notifications") },
  handler: async (ctx, { id }): Promise<Order | "busy" | null> => await claimRow(ctx, id),
});

/** What became of a try; true when another one is to be made. */
export const settle = internalMutation({
  args: { id: v.id("notifications"), told: outcome },
  returns: v.boolean(),
  handler: async (ctx, { id, told: became }) => {
    const row = await ctx.db.get("notifications", id);
    if (!row) return false;
    if (became.kind === "sent" && row.channel === "sms") {
      const after = { id, sid: became.providerId };
      await ctx.scheduler.runAfter(60_000, internal.messages.deliver.price, after);
    }
    return await settleRow(ctx, row, became);
  },
});

/** Puts what a pool has lost into a pool again, and gives up what nobody could claim for days. Each minute. */
export const sweep = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    const lost = await ctx.db
      .query("notifications")
      .withIndex("by_lookAt", (q) => q.gt("lookAt", 0).lte("lookAt", Date.now()))
      .take(BATCH);
    for (const row of lost) {
      const isHopeless = Date.now() - row.dueAt > GIVEN_UP_AFTER_MS;
      await (isHopeless ? giveUp(ctx, row, "tried_too_often") : carry(ctx, row));
    }
    if (lost.length === BATCH) await ctx.scheduler.runAfter(0, internal.messages.jobs.sweep, {});
    return null;
  },
});

/** Sends the agendas whose morning has come. Each minute. */
export const tellMornings = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    const isMore = await sendAgendas(ctx);
    if (isMore) await ctx.scheduler.runAfter(0, internal.messages.jobs.tellMornings, {});
    return null;
  },
});

/** What a provider tells of a message by its tag; what it tells of one that was since sent anew, or of none of ours, changes nothing. */
export const receive = internalMutation({
  args: { tag: v.string(), told, at: v.number(), error: v.optional(v.string()) },
  returns: v.null(),
  handler: async (ctx, { tag, ...news }) => {
    const [id = ""] = tag.split("-");
    const known = ctx.db.normalizeId("notifications", id);
    const row = known && (await ctx.db.get("notifications", known));
    if (row && tagOf(row) === tag) await applyTold(ctx, row, news);
    return null;
  },
});

/** What a text message has cost. */
export const notePrice = internalMutation({
  args: {
    id: v.id("notifications"),
    costMicros: v.number(),
    currency: v.string(),
    parts: v.number(),
  },
  returns: v.null(),
  handler: async (ctx, { id, ...price }) => {
    const row = await ctx.db.get("notifications", id);
    if (row) await enterPrice(ctx, row, price);
    return null;
  },
});

/** A number answered STOP or START. */
export const answered = internalMutation({
  args: { phone: v.string(), wants: v.boolean() },
  returns: v.null(),
  handler: async (ctx, answer) => {
    await noteAnswer(ctx, answer);
    return null;
  },
});

/** A mail program ended what is not about a booking, by the address in the mail's header; false for an address that is not ours. */
export const unsubscribe = internalMutation({
  args: { subject: v.string(), key: v.string() },
  returns: v.boolean(),
  handler: async (ctx, { subject, key }) => {
    const person = await findSubscription(ctx, { subject, key });
    if (person) await subscribe(ctx, person, false);
    return person !== null;
  },
});

/** A booking's calendar file, or a member's feed as of `now`, for whoever has its address; null for everybody else. */
export const calendar = internalQuery({
  args: {
    what: v.union(v.literal("booking"), v.literal("member")),
    id: v.string(),
    key: v.string(),
    now: v.number(),
  },
  returns: nullable(v.string()),
  handler: async (ctx, { what, id, key, now }) => {
    if (what === "booking") {
      const bookingId = ctx.db.normalizeId("bookings", id);
      const booking = bookingId && (await ctx.db.get("bookings", bookingId));
      return booking && (await isKeyFor("file", id, key))
        ? await fileOf(ctx, booking, "customer")
        : null;
    }
    const memberId: Id<"memberSettings"> | null = ctx.db.normalizeId("memberSettings", id);
    const inbox = memberId && (await findInbox(ctx, memberId));
    if (!inbox || !(await isKeyFor("feed", `${id}:${inbox.feedVersion}`, key))) return null;
    const member = await ctx.db.get("memberSettings", inbox.memberId);
    return member && (await feedOf(ctx, member, now));
  },
});

/** The facts of a message that is only looked at, for the tenant's owner and admins. */
export const sample = internalQuery({
  args: { wanted: sampleFields, now: v.number() },
  handler: async (ctx, { wanted, now }): Promise<Sample> => {
    const { tenant, person } = await requireTenantAdmin(ctx, wanted.tenantSlug);
    return await sampleOf(ctx, tenant, { wanted, now, to: person.email });
  },
});
