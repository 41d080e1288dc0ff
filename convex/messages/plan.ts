import { DEFAULTS } from "../../core/messages/defaults.ts";
import { isSmsKind, type Channel, type Kind } from "../../core/messages/kinds.ts";
import { isUrgent, remindersOf } from "../../core/messages/reminders.ts";
import { smsAt } from "../../core/messages/quiet-hours.ts";
import { DAY_MS, MINUTE_MS } from "../../core/time/calendar.ts";
import { zoneRules } from "../../core/time/zones.ts";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { dropPlanned, listOf, write, type Draft } from "./outbox";
import { isMailOn, isSmsOn } from "./services";

type Booking = Doc<"bookings">;
/** What was done to a booking, by whom: as its history keeps it. */
type Act = Pick<Doc<"bookingEvents">, "what" | "by">;
type Settings = Omit<Doc<"messageSettings">, "_id" | "_creationTime" | "tenantId">;

/** Whom a change of a booking is told, as what. A request that became nothing tells its member nothing more. */
const TOLD: Readonly<Record<Act["what"], { customer?: Kind; member?: Kind }>> = {
  held: {},
  released: {},
  created: { customer: "confirmation", member: "member_booking" },
  confirmed: { customer: "confirmation", member: "member_booking" },
  requested: { customer: "request_received", member: "member_request" },
  approved: { customer: "request_approved", member: "member_booking" },
  declined: { customer: "request_declined" },
  expired: { customer: "request_expired" },
  rescheduled: { customer: "rescheduled", member: "member_rescheduled" },
  reassigned: { customer: "reassigned", member: "member_booking" },
  cancelled: { customer: "cancelled", member: "member_cancelled" },
  no_show: {},
  completed: {},
};

/** After these a booking has a time to be reminded of that it did not have before. */
const PLANS: readonly Act["what"][] = [
  ...(["created", "confirmed", "approved", "rescheduled", "reassigned"] as const),
];

/** What a business has chosen of its messages. */
export async function settingsOf(ctx: QueryCtx, tenantId: Id<"tenants">): Promise<Settings> {
  const row = await ctx.db
    .query("messageSettings")
    .withIndex("by_tenantId", (q) => q.eq("tenantId", tenantId))
    .unique();
  if (!row) return { ...DEFAULTS, ratingUrl: null };
  const { _id, _creationTime, tenantId: _tenant, ...chosen } = row;
  return chosen;
}

/**
 * Write the messages that follow from a change of a booking, in the change's own mutation; `before` is the booking as it was. What a
 * business brings along when it comes (`by` system and `created`) was told where it was made.
 */
export async function tell(
  ctx: MutationCtx,
  booking: Booking,
  { act, before }: { act: Act; before?: Booking },
): Promise<void> {
  const isHoldOnly = booking.contact === undefined || booking.customerId === undefined;
  const isBrought = act.what === "created" && act.by === "system";
  if (isHoldOnly || isBrought || !(isMailOn() || isSmsOn())) return;
  if (before && before.revision < booking.revision) await dropPlanned(ctx, booking);
  const settings = await settingsOf(ctx, booking.tenantId);
  const former = before ? [before.startTime, ...(await untoldStarts(ctx, booking))] : [];
  const drafts = [...newsOf(booking, { act, settings, before, former })];
  if (PLANS.includes(act.what) && booking.status === "confirmed")
    drafts.push(...(await plannedOf(ctx, booking, settings)));
  await write(ctx, drafts);
}

function draftFor(booking: Booking, kind: Kind, channel: Channel = "email") {
  const { tenantId, memberId, _id: bookingId, revision } = booking;
  const base = { tenantId, memberId, bookingId, subject: bookingId, revision, kind, channel };
  return { ...base, audience: "customer" } as const satisfies Draft;
}

/** The starts that a booking was moved away from, of which a text message still waits for the morning to tell. */
async function untoldStarts(ctx: MutationCtx, { _id, timezone }: Booking): Promise<number[]> {
  const now = Date.now();
  const moved = (await listOf(ctx, _id)).filter(
    ({ channel, kind, status }) =>
      channel === "sms" && kind === "rescheduled" && status === "planned",
  );
  if (moved.length === 0) return [];
  const rules = zoneRules(timezone, now - 4 * DAY_MS, now + 4 * DAY_MS);
  return moved.flatMap(({ about, dueAt }) => {
    const start = Number(about);
    const leavesAt = smsAt({ kind: "rescheduled", dueAt, now: dueAt, start, rules });
    return leavesAt !== null && leavesAt > now ? [start] : [];
  });
}

/** What a change is told with. `former` is when its customer may still think that it begins. */
type Change = { settings: Settings; former: readonly number[] };

function newsOf(
  booking: Booking,
  { act, before, ...change }: Change & { act: Act; before: Booking | undefined },
): Draft[] {
  const { customer, member } = TOLD[act.what];
  const drafts: Draft[] = [];
  // An invite must not follow a request that was never confirmed: its message says what it was.
  const about = before?.status === "pending" ? { about: "request" } : {};
  if (customer) drafts.push({ ...draftFor(booking, customer), ...about });
  if (customer) drafts.push(...smsOf(booking, customer, change));
  const hostKind =
    member === "member_booking" && booking.status === "pending" ? "member_request" : member;
  if (hostKind) drafts.push({ ...draftFor(booking, hostKind), audience: "member", ...about });
  if (before && before.memberId !== booking.memberId) {
    const { memberId } = before;
    const gone = { ...draftFor(booking, "member_reassigned"), audience: "member" } as const;
    drafts.push({ ...gone, memberId, ...about });
  }
  return drafts;
}

/** The same news as a text message, where it is worth one. It says by when it has to be read. */
function smsOf(booking: Booking, kind: Kind, { settings, former }: Change): Draft[] {
  if (!isSmsKind(kind) || !wantsSms(booking)) return [];
  const now = Date.now();
  // Whoever was moved out of tomorrow has to know today, however far away the new time is; a time that is over is missed by nobody.
  const start = Math.min(booking.startTime, ...former.filter((each) => each > now));
  const isWorthIt = kind === "confirmation" ? settings.confirmsBySms : isUrgent({ start, now });
  return isWorthIt ? [{ ...draftFor(booking, kind, "sms"), about: String(start) }] : [];
}

/** Whether its customer asked for text messages, and said where to. */
export function wantsSms({ contact }: Booking): boolean {
  return contact?.wantsSms === true && contact.phone !== undefined;
}

/** Reminders and what follows the appointment, for the time the booking has now. */
async function plannedOf(ctx: MutationCtx, booking: Booking, settings: Settings): Promise<Draft[]> {
  const eventType = await ctx.db.get("eventTypes", booking.eventTypeId);
  const reminders = eventType?.reminders ?? settings.reminders;
  const times = { start: booking.startTime, now: Date.now() };
  const drafts: Draft[] = remindersOf(times, reminders)
    .filter(({ channel }) => channel === "email" || wantsSms(booking))
    .map(({ channel, minutesBefore, dueAt }) => ({
      ...draftFor(booking, "reminder", channel),
      ...{ about: String(minutesBefore), dueAt },
    }));
  if (settings.followUpMin === null) return drafts;
  const dueAt = booking.endTime + settings.followUpMin * MINUTE_MS;
  // What is entered afterwards, for the record, is followed up by nobody.
  if (dueAt > times.now) drafts.push({ ...draftFor(booking, "follow_up"), dueAt });
  return drafts;
}

/** Plan the text messages of a booking whose customer wants them from now on. */
export async function planSms(ctx: MutationCtx, booking: Booking): Promise<void> {
  if (booking.status !== "confirmed") return;
  const settings = await settingsOf(ctx, booking.tenantId);
  const drafts = await plannedOf(ctx, booking, settings);
  await write(
    ctx,
    drafts.filter(({ channel }) => channel === "sms"),
  );
}

/** How long before the end of a hold whoever is paying is told. */
const WARN_BEFORE_MS = 3 * MINUTE_MS;

/** Tell whoever began to pay that their time runs out, where the business wishes it. */
export async function warnOfExpiry(ctx: MutationCtx, booking: Booking): Promise<void> {
  const { expiresAt } = booking;
  if (expiresAt === undefined || !isMailOn()) return;
  const { warnsOfExpiry } = await settingsOf(ctx, booking.tenantId);
  const dueAt = expiresAt - WARN_BEFORE_MS;
  if (!warnsOfExpiry || dueAt <= Date.now()) return;
  const about = String(expiresAt);
  await write(ctx, [{ ...draftFor(booking, "hold_expiring"), about, dueAt }]);
}

/**
 * Tell the customer of money: what was received, or what goes back, also to who paid too late for their hold. `about` is the row of the
 * payment or refund.
 */
export async function tellMoney(
  ctx: MutationCtx,
  booking: Booking,
  { kind, about }: { kind: "receipt" | "refund"; about: string },
): Promise<void> {
  // The money is told of once, whatever becomes of the booking.
  const draft = { ...draftFor(booking, kind), revision: 0, about };
  await write(ctx, [draft]);
}

/** Tell a member of a trouble that only they can end. */
export async function tellMember(
  ctx: MutationCtx,
  { tenantId, memberId }: { tenantId: Id<"tenants">; memberId: Id<"memberSettings"> },
  { kind, about }: { kind: "payout_trouble" | "agenda"; about: string },
): Promise<void> {
  const draft = { tenantId, memberId, kind, about, subject: memberId, revision: 0 };
  await write(ctx, [{ ...draft, audience: "member", channel: "email" }]);
}
