import { DAY_MS } from "../../core/time/calendar.ts";
import { zoneRules } from "../../core/time/zones.ts";
import {
  googleCalendarUrl,
  outlookCalendarUrl,
  yahooCalendarUrl,
} from "../../core/bookings/calendar-entry.ts";
import type { BookingFacts, Facts, Links } from "../../core/messages/facts.ts";
import type { Locale } from "../../core/messages/kinds.ts";
import { natureOf } from "../../core/messages/kinds.ts";
import { localeFor } from "../../core/messages/locale.ts";
import type { ClockStyle } from "../../core/time/format.ts";
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import * as Payments from "../payments/model";
import { calendarFileAt, managePage, pageAt, unsubscribing } from "./addresses";
import { agendaOf } from "./agenda";
import { findInbox } from "./inbox";
import type { Message } from "./outbox";
import { settingsOf } from "./plan";
import { findText } from "./texts";

type Booking = Doc<"bookings">;

/** Who reads a message, and how. */
export type Reader = {
  name: string;
  /** Where it goes: a mail address or a telephone number. */
  address: string;
  locale: Locale;
  clock: ClockStyle;
  zone: string;
};

/** All the rows a message is written from. */
export type Sources = {
  row: Message;
  tenant: Doc<"tenants">;
  reader: Reader;
  member: Doc<"memberSettings"> | null;
  booking: Booking | null;
};

/** Rules reach this far around every time that a message can name. */
const AROUND_MS = 400 * DAY_MS;
/** More lines than a booking can get. */
const MAX_EVENTS = 500;

/** Whom a message is for; null where nobody is known by an address. */
export async function readerOf(
  ctx: QueryCtx,
  row: Message,
  { booking, member }: Pick<Sources, "booking" | "member">,
): Promise<Reader | null> {
  const inbox = member && (await findInbox(ctx, member._id));
  if (row.audience === "member") {
    if (!inbox) return null;
    const { email: address, locale, clock } = inbox;
    return { name: member.name, address, locale, clock, zone: member.timezone };
  }
  const contact = booking && (await contactOf(ctx, booking));
  const address = row.channel === "email" ? contact?.email : contact?.phone;
  if (!contact || address === undefined) return null;
  // Who was entered by hand reads what the member reads.
  const locale = contact.locale === undefined ? inbox?.locale : localeFor(contact.locale);
  const clock = contact.clock ?? "auto";
  const zone = booking.timezone;
  return { name: contact.name, address, locale: locale ?? localeFor(undefined), clock, zone };
}

/** Who books; for a hold that is being paid for, who pays. */
async function contactOf(ctx: QueryCtx, { _id, contact }: Booking) {
  if (contact) return contact;
  const payments = await Payments.listOf(ctx, _id);
  return payments.findLast(({ payer }) => payer)?.payer?.contact ?? null;
}

/** What a message is written from, as things are now. */
export async function factsOf(ctx: QueryCtx, sources: Sources): Promise<Facts> {
  const { row, tenant, reader, booking, member } = sources;
  const { locale, clock } = reader;
  const now = Date.now();
  const from = Math.min(now, booking?.startTime ?? now) - AROUND_MS;
  const to = Math.max(now, booking?.endTime ?? now) + AROUND_MS;
  const rules = zoneRules(reader.zone, from, to);
  const events = booking ? await eventsOf(ctx, booking) : [];
  return {
    ...{ kind: row.kind, locale, clock, rules, reader: reader.name },
    business: { name: tenant.name, email: tenant.email ?? null, phone: tenant.phone ?? null },
    booking: booking && (await bookingFacts(ctx, { ...sources, booking, events })),
    money: await moneyOf(ctx, row),
    ...whyOf(row, events),
    expiresAt: booking?.expiresAt ?? null,
    agenda: member && row.kind === "agenda" ? await agendaOf(ctx, member, { now, rules }) : [],
    links: await linksOf(ctx, sources),
    own: await findText(ctx, {
      tenantId: tenant._id,
      kind: row.kind,
      channel: row.channel,
      locale,
    }),
  };
}

/** What led to the booking's revisions, the oldest first; that it is over led to none. */
async function eventsOf(ctx: QueryCtx, { _id }: Booking): Promise<Doc<"bookingEvents">[]> {
  const events = await ctx.db
    .query("bookingEvents")
    .withIndex("by_bookingId", (q) => q.eq("bookingId", _id))
    .take(MAX_EVENTS);
  return events.filter(({ what }) => what !== "completed" && what !== "no_show");
}

/** Who did it and why: the last line of the history that led to the message's revision. */
function whyOf(row: Message, events: Doc<"bookingEvents">[]): Pick<Facts, "by" | "reason"> {
  const line = events.findLast(({ revision }) => revision === row.revision);
  return { by: line?.by ?? "system", reason: line?.reason ?? "" };
}

async function bookingFacts(
  ctx: QueryCtx,
  { row, member, booking, events }: Sources & { booking: Booking; events: Doc<"bookingEvents">[] },
): Promise<BookingFacts> {
  const { quote, contact, paidAmount: paid, refundedAmount: refunded } = booking;
  const { price, currency } = quote;
  // What a card has reserved is on its way, and nobody is asked for it again.
  const reserved = Payments.reservedIn(await Payments.listOf(ctx, booking._id));
  const eventType = await ctx.db.get("eventTypes", booking.eventTypeId);
  const host =
    member?._id === booking.memberId
      ? member
      : await ctx.db.get("memberSettings", booking.memberId);
  const last = events.findLast(({ revision }) => revision === row.revision);
  const before = events.findLast(({ revision }) => revision < row.revision);
  return {
    ...{ code: booking.code, service: eventType?.name ?? "", member: host?.name ?? "" },
    ...{ customer: contact?.name ?? "", start: booking.startTime, end: booking.endTime },
    formerStart: last?.what === "rescheduled" ? (before?.startTime ?? null) : null,
    formerMember: last?.what === "reassigned" ? (last.from ?? null) : null,
    locationKind: eventType?.locationKind ?? "to_be_agreed",
    meetingUrl: booking.meetingUrl ?? null,
    phone: contact?.phone ?? null,
    // Customers know what they wrote. Nobody writes to strangers through us by booking with their address.
    message: row.audience === "member" ? (contact?.message ?? "") : "",
    ...{ price, paid, refunded, currency, owed: Math.max(0, Payments.owedOf(booking) - reserved) },
  };
}

/** A receipt tells of its payment, a refund and a payout of their own. */
async function moneyOf(ctx: QueryCtx, row: Message): Promise<Facts["money"]> {
  const { tenantId, memberId, about } = row;
  if (about === undefined) return null;
  if (row.kind === "payout_trouble" && memberId !== undefined) {
    const account = await Payments.findAccount(ctx, { tenantId, memberId });
    const payout = account?.lastPayout;
    if (payout?.payoutId !== about) return null;
    return { amount: payout.amount, currency: payout.currency };
  }
  if (row.kind === "receipt") {
    const id = ctx.db.normalizeId("payments", about);
    const payment = id && (await ctx.db.get("payments", id));
    return payment && { amount: payment.received, currency: payment.currency };
  }
  if (row.kind !== "refund") return null;
  const id = ctx.db.normalizeId("refunds", about);
  const refund = id && (await ctx.db.get("refunds", id));
  return refund && { amount: refund.amount, currency: refund.currency };
}

const NO_CALENDARS = { google: null, outlook: null, yahoo: null, file: null };

const NO_LINKS: Links = {
  ...{ manage: null, rebook: null, rate: null, unsubscribe: null },
  ...NO_CALENDARS,
};

async function linksOf(ctx: QueryCtx, { row, tenant, booking, member }: Sources): Promise<Links> {
  const isOther = natureOf(row.kind).about === "other";
  if (row.audience === "member") {
    const place = booking && `?booking=${booking._id}&start=${booking.startTime}`;
    const unsubscribe = isOther && member ? await unsubscribing(member._id) : null;
    return {
      ...NO_LINKS,
      manage: pageAt(
        row.kind === "payout_trouble" ? "/dashboard/payouts" : `/dashboard${place ?? ""}`,
      ),
      unsubscribe: unsubscribe?.page ?? null,
    };
  }
  if (!booking) return NO_LINKS;
  const unsubscribe =
    isOther && booking.customerId ? await unsubscribing(booking.customerId) : null;
  const { ratingUrl } = await settingsOf(ctx, tenant._id);
  return {
    manage: await managePage(booking._id),
    // Whoever is not published any more has no page: others of the business have.
    rebook: pageAt(
      member?.status === "active" ? `/${tenant.slug}/${member.slug}` : `/${tenant.slug}`,
    ),
    rate: ratingUrl,
    ...(booking.status === "pending" ? NO_CALENDARS : await calendarLinks(ctx, booking, member)),
    unsubscribe: unsubscribe?.page ?? null,
  };
}

async function calendarLinks(
  ctx: QueryCtx,
  booking: Booking,
  member: Doc<"memberSettings"> | null,
): Promise<Pick<Links, "google" | "outlook" | "yahoo" | "file">> {
  const eventType = await ctx.db.get("eventTypes", booking.eventTypeId);
  const { startTime: start, endTime: end, meetingUrl: place = "", code } = booking;
  const title = [eventType?.name, member?.name].filter(Boolean).join(" – ");
  const entry = { start, end, place, title, text: code };
  return {
    google: googleCalendarUrl(entry),
    outlook: outlookCalendarUrl(entry),
    yahoo: yahooCalendarUrl(entry),
    file: await calendarFileAt(booking._id),
  };
}
