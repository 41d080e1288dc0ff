import { v, type Infer } from "convex/values";
import { parseMobile } from "../../core/text/fields.ts";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { fail } from "../errors";
import { isKeyFor } from "../links";
import { nullable } from "../validators";
import type { Subscriber } from "./access";
import { agendaAfter } from "./inbox";
import { planSms } from "./plan";
import { isStopped, sendsSms } from "./sms";

/** What somebody who books can choose: reminders by mail, text messages about this booking, and what comes after it. */
export const preferenceFields = v.object({
  email: v.boolean(),
  sms: v.boolean(),
  followUps: v.boolean(),
  /** Where text messages go, with its country code. */
  phone: nullable(v.string()),
});

export const preferenceView = preferenceFields.extend({
  /** Whether text messages can be sent at all, and whether this number has answered STOP. */
  hasSms: v.boolean(),
  isStopped: v.boolean(),
});

const ALL = { email: true, followUps: true };

/**
 * Whether somebody has the key of a booking from its mails. Whoever made it may have typed anybody's address: they choose for this booking
 * alone, and are not told what the address has chosen.
 */
export async function isMailed(
  { _id }: Doc<"bookings">,
  token: string | undefined,
): Promise<boolean> {
  return token !== undefined && (await isKeyFor("manage", _id, token));
}

/** What the customer of a booking has chosen: for it, and where `isTheirs`, for everything else of the business. */
export async function preferencesOf(
  ctx: QueryCtx,
  { tenantId, customerId, contact, choices = ALL }: Doc<"bookings">,
  isTheirs: boolean,
): Promise<Infer<typeof preferenceView>> {
  const tenant = await ctx.db.get("tenants", tenantId);
  const customer = isTheirs && customerId ? await ctx.db.get("customers", customerId) : null;
  const general = customer?.preferences ?? ALL;
  const email = choices.email && general.email;
  const followUps = choices.followUps && general.followUps;
  const phone = contact?.phone ?? null;
  return {
    ...{ email, followUps, sms: contact?.wantsSms === true, phone },
    hasSms: tenant !== null && sendsSms(tenant),
    isStopped: phone !== null && (await isStopped(ctx, phone)),
  };
}

/** Choose what comes, for this booking or, where `isTheirs`, for all of the business's; text messages that are chosen now are planned for this booking as if they had been from the start. */
export async function savePreferences(
  ctx: MutationCtx,
  booking: Doc<"bookings">,
  {
    email,
    sms,
    followUps,
    phone,
    isTheirs,
  }: Infer<typeof preferenceFields> & { isTheirs: boolean },
): Promise<void> {
  const { contact, customerId } = booking;
  const customer = customerId && (await ctx.db.get("customers", customerId));
  if (!contact || !customer) return fail("NOT_FOUND");
  const mobile = sms ? parseMobile(phone ?? "") : null;
  if (mobile?.ok === false)
    return fail("INVALID_INPUT", { problems: [{ field: "phone", problem: mobile.problem }] });
  if (isTheirs)
    await ctx.db.patch("customers", customer._id, { preferences: { email, sms, followUps } });
  const choices = isTheirs ? undefined : { email, followUps };
  const changed = { ...contact, wantsSms: sms, ...(mobile?.ok && { phone: mobile.value }) };
  await ctx.db.patch("bookings", booking._id, { contact: changed, choices });
  if (sms) await planSms(ctx, { ...booking, contact: changed });
}

/** Whether somebody gets what is not about a booking. */
export function isSubscribed(person: Subscriber): boolean {
  return "customer" in person ? person.customer.preferences.followUps : person.inbox.wantsAgenda;
}

/** End (or, for whoever changes their mind, begin again) what is not about a booking. Nothing else is changed. */
export async function subscribe(
  ctx: MutationCtx,
  person: Subscriber,
  wants: boolean,
): Promise<void> {
  if ("customer" in person) {
    const preferences = { ...person.customer.preferences, followUps: wants };
    await ctx.db.patch("customers", person.customer._id, { preferences });
    return;
  }
  const { _id, memberId } = person.inbox;
  const member = await ctx.db.get("memberSettings", memberId);
  const agendaAt = wants && member ? agendaAfter(member, Date.now()) : undefined;
  await ctx.db.patch("memberInboxes", _id, { wantsAgenda: wants, agendaAt });
}
