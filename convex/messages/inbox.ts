import { v, type Infer } from "convex/values";
import { localeFor } from "../../core/messages/locale.ts";
import { nextAgenda } from "../../core/messages/agenda.ts";
import { parseEmail } from "../../core/text/fields.ts";
import { DAY_MS } from "../../core/time/calendar.ts";
import { zoneRules } from "../../core/time/zones.ts";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { fail } from "../errors";
import { nullable } from "../validators";
import { feedAt } from "./addresses";
import { memberInboxes } from "./tables";

type Member = Doc<"memberSettings">;

export const inboxFields = memberInboxes.validator.pick("email", "locale", "clock", "wantsAgenda");

export const inboxView = inboxFields.extend({
  /** The secret address of the member's bookings for calendar programs; null where none can be made. */
  feed: nullable(v.string()),
});

export async function findInbox(
  ctx: QueryCtx,
  memberId: Id<"memberSettings">,
): Promise<Doc<"memberInboxes"> | null> {
  return await ctx.db
    .query("memberInboxes")
    .withIndex("by_memberId", (q) => q.eq("memberId", memberId))
    .unique();
}

/** How a member is reached, for the member and the owner; null where nobody has said yet. */
export async function inboxViewOf(
  ctx: QueryCtx,
  member: Member,
): Promise<Infer<typeof inboxView> | null> {
  const inbox = await findInbox(ctx, member._id);
  if (!inbox) return null;
  const { email, locale, clock, wantsAgenda, feedVersion } = inbox;
  return { email, locale, clock, wantsAgenda, feed: await feedAt(member._id, feedVersion) };
}

/** Reach a new member where they sign in. Somebody whose sign-in says no address says one later. */
export async function welcome(
  ctx: MutationCtx,
  { tenantId, memberId }: { tenantId: Id<"tenants">; memberId: Id<"memberSettings"> },
  email: string | null,
): Promise<void> {
  const parsed = parseEmail(email ?? "");
  if (!parsed.ok || (await findInbox(ctx, memberId))) return;
  await ctx.db.insert("memberInboxes", {
    ...{ tenantId, memberId, email: parsed.value, locale: localeFor(undefined), clock: "auto" },
    ...{ wantsAgenda: false, feedVersion: 1 },
  });
}

/** Change how a member is reached. */
export async function saveInbox(
  ctx: MutationCtx,
  member: Member,
  fields: Infer<typeof inboxFields>,
): Promise<void> {
  const email = parseEmail(fields.email);
  if (!email.ok)
    return fail("INVALID_INPUT", { problems: [{ field: "email", problem: email.problem }] });
  const agendaAt = fields.wantsAgenda ? agendaAfter(member, Date.now()) : undefined;
  const change = { ...fields, email: email.value, agendaAt };
  const inbox = await findInbox(ctx, member._id);
  if (inbox) await ctx.db.patch("memberInboxes", inbox._id, change);
  else {
    const { tenantId, _id: memberId } = member;
    const { agendaAt: at, ...known } = change;
    await ctx.db.insert("memberInboxes", {
      ...{ tenantId, memberId, ...known, feedVersion: 1 },
      ...(at !== undefined && { agendaAt: at }),
    });
  }
}

/** The morning after `now` in the member's zone. */
export function agendaAfter({ timezone }: Member, now: number): number {
  return nextAgenda(zoneRules(timezone, now - DAY_MS, now + 4 * DAY_MS), now);
}

/** The next agenda of a member whose zone has changed comes in the morning of the new one. */
export async function followZone(ctx: MutationCtx, memberId: Id<"memberSettings">): Promise<void> {
  const inbox = await findInbox(ctx, memberId);
  const member = await ctx.db.get("memberSettings", memberId);
  if (!member || !inbox?.wantsAgenda) return;
  await ctx.db.patch("memberInboxes", inbox._id, { agendaAt: agendaAfter(member, Date.now()) });
}

/** Give the member's calendar feed another address; who knows the old one sees nothing any more. */
export async function renewFeed(ctx: MutationCtx, member: Member): Promise<void> {
  const inbox = await findInbox(ctx, member._id);
  if (!inbox) return fail("NOT_FOUND");
  await ctx.db.patch("memberInboxes", inbox._id, { feedVersion: inbox.feedVersion + 1 });
}
