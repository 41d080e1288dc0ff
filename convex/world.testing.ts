import { api, internal } from "./_generated/api";
import type { Id, TableNames } from "./_generated/dataModel";
import { vi } from "vitest";
import { MEMBERS } from "./demo/people";
import { keyFor } from "./links";
import { answer, latestPayment, stubStripe, tellEvent } from "./payments/told.testing";
import { draftOf, holdOf, ISSUER, startBackend } from "./test.setup";

/* Two marketplaces side by side, each with an owner, members, customers and everything they own, for tests of who may do what. */

/** Monday 1 March 2027, 00:00 UTC. */
export const NOW = Date.UTC(2027, 2, 1);
const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;

type Place = { eventTypeId: Id<"eventTypes">; start: number };

export type Link = { bookingId: Id<"bookings">; token: string };
/** The end of a link by which a customer ends what is not about a booking. */
export type Leaving = { subject: string; token: string };

/** A member of a marketplace with one row of every kind. */
export type Estate = {
  tenantSlug: string;
  slug: string;
  serviceSlug: string;
  memberId: Id<"memberSettings">;
  eventTypeId: Id<"eventTypes">;
  timeOffId: Id<"timeOff">;
  ruleId: Id<"availabilityRules">;
  blockId: Id<"blocks">;
  booking: Link;
  request: Link;
  hold: Link;
  /** A hold that somebody pays for, and a booking whose deposit was paid. */
  unpaid: Link;
  paid: Link;
  mismatchId: Id<"mismatches">;
  /** A message about the booking that could not be sent. */
  messageId: Id<"notifications">;
  leaving: Leaving;
  /** A start on offer that nobody has taken. */
  freeStart: number;
};

export type World = Awaited<ReturnType<typeof openWorld>>;
export type Backend = ReturnType<typeof startBackend>;

/** Nobody comes close to these, and everybody comes from one machine. */
export const GENEROUS = {
  bookingsPerEmailDay: 100,
  bookingsPerMemberDay: 200,
  attemptsPerAddressHour: null,
  holdsPerAddressHour: null,
};

export const TENANT = {
  mode: "standalone",
  timezone: "UTC",
  currency: "usd",
  brand: {},
  plan: "free",
  limits: { members: 10, eventTypesPerMember: 5, ...GENEROUS },
  payments: { mode: "platform", feeBasisPoints: 1_000, feeFixed: 0 },
  memberSignUp: "open",
  status: "active",
} as const;

const OPEN = [{ start: "09:00", end: "17:00" }];

/** What a member would send to be published. */
export function settingsOf(slug: string) {
  const [template] = MEMBERS;
  if (!template) throw new Error("The demonstration has no members.");
  const workdays = { monday: OPEN, tuesday: OPEN, wednesday: OPEN, thursday: OPEN, friday: OPEN };
  return {
    ...template.settings,
    ...{ slug, name: `Member ${slug}`, timezone: "Europe/Paris", horizonDays: 90, price: 0 },
    weeklySchedule: { ...workdays, saturday: [], sunday: [] },
    blockedDates: [],
  };
}

/** A person of the world; the subject alone makes the account. */
export function personOf(t: Backend, subject: string) {
  const tokenIdentifier = `${ISSUER}|${subject}`;
  const email = `${subject}.secret@example.com`;
  return t.withIdentity({ issuer: ISSUER, subject, tokenIdentifier, name: subject, email });
}

async function book(t: Backend, place: Place, customer: string | null): Promise<Link> {
  const caller = customer === null ? t : personOf(t, customer);
  const request = holdOf(place.eventTypeId, place.start);
  const { bookingId } = await caller.mutation(api.bookings.hold, request);
  const link = { bookingId, token: request.token };
  if (customer === null) return link;
  const contact = { name: "Secret Person", email: `${customer}.secret@example.com` };
  await caller.mutation(api.bookings.confirm, { ...link, customer: contact });
  return link;
}

/** A hold that somebody began to pay for. */
async function startToPay(t: Backend, place: Place, customer: string): Promise<Link> {
  const caller = personOf(t, customer);
  const request = holdOf(place.eventTypeId, place.start);
  const { bookingId } = await caller.mutation(api.bookings.hold, request);
  const link = { bookingId, token: request.token };
  await answer(t, bookingId, { standing: "open", clientSecret: "secret_of_the_intent" });
  const contact = { name: "Secret Person", email: `${customer}.secret@example.com` };
  await caller.mutation(api.bookings.startPayment, { ...link, customer: contact });
  return link;
}

/** Publish a member, signed in under their slug, with services, exceptions and a booking, a request and a hold of customers. */
async function settle(
  t: Backend,
  tenantSlug: string,
  { slug, customer }: { slug: string; customer: string },
): Promise<Estate> {
  const member = personOf(t, slug);
  const saved = { tenantSlug, settings: settingsOf(slug), revision: null };
  const { id: memberId } = await member.mutation(api.members.save, saved);
  const [service] = await t.query(api.eventTypes.list, { memberId });
  if (!service) throw new Error("A new member has no service.");
  const wanted = draftOf(service, { name: "On request", slug: "on-request", approval: true });
  const onRequest = await member.mutation(api.eventTypes.create, { memberId, eventType: wanted });
  const priced = await member.mutation(api.eventTypes.create, {
    memberId,
    eventType: draftOf(service, {
      ...{ name: "Paid", slug: "paid-service", price: 10_000, currency: "usd" },
      deposit: { kind: "percent", basisPoints: 2_500 },
    }),
  });
  const range = { firstDate: "2027-03-20", lastDate: "2027-03-21", reason: "secret reason" };
  const timeOff = await member.mutation(api.availability.addTimeOff, { memberId, ...range });
  const rule = await member.mutation(api.availability.addRule, {
    memberId,
    rule: {
      ...{ name: "secret rule", kind: "block" as const, pattern: "weekly" as const },
      ...{ days: ["saturday" as const], windows: [], priority: 1 },
    },
  });
  const override = { date: "2027-03-18", windows: [], reason: "secret reason" };
  await member.mutation(api.availability.setOverride, { memberId, ...override });
  const block = {
    kind: "email" as const,
    value: `${slug}@blocked.example`,
    reason: "secret reason",
  };
  const owner = personOf(t, `${tenantSlug}-owner`);
  const { id: blockId } = await owner.mutation(api.limits.addBlock, { tenantSlug, ...block });
  const place = (eventTypeId: Id<"eventTypes">, days: number) => ({
    eventTypeId,
    start: NOW + days * DAY + 10 * HOUR,
  });
  const booking = await book(t, place(service.id, 1), customer);
  await member.mutation(api.bookings.setNotes, {
    bookingId: booking.bookingId,
    notes: "secret note",
  });
  const paid = await startToPay(t, place(priced.id, 7), customer);
  await answer(t, paid.bookingId, { standing: "captured" });
  const { intentId = null } = await latestPayment(t, paid.bookingId);
  const dispute = { disputeId: `dp_${slug}`, intentId, account: null, status: "open" as const };
  const disputed = { ...dispute, amount: 2_500, currency: "usd", reason: "secret reason" };
  await tellEvent(t, { kind: "dispute", dispute: disputed });
  const page = { tenantSlug, paginationOpts: { numItems: 1, cursor: null } };
  const [mismatch] = (await owner.query(api.payments.mismatches.list, page)).page;
  if (!mismatch) throw new Error("A dispute is no mismatch.");
  return {
    tenantSlug,
    slug,
    serviceSlug: service.slug,
    memberId,
    eventTypeId: service.id,
    timeOffId: timeOff.id,
    ruleId: rule.id,
    blockId,
    booking,
    request: await book(t, place(onRequest.id, 2), customer),
    hold: await book(t, place(service.id, 3), null),
    unpaid: await startToPay(t, place(priced.id, 8), customer),
    paid,
    mismatchId: mismatch.id,
    ...(await writeTo(t, booking)),
    freeStart: NOW + 4 * DAY + 10 * HOUR,
  };
}

/** A message to the customer of a booking that failed, and the link out of what follows later. */
async function writeTo(
  t: Backend,
  { bookingId }: Link,
): Promise<Pick<Estate, "messageId" | "leaving">> {
  return await t.run(async (ctx) => {
    const booking = await ctx.db.get("bookings", bookingId);
    if (!booking?.customerId) throw new Error("The booking has no customer.");
    const { tenantId, memberId, revision, customerId: subject } = booking;
    const messageId = await ctx.db.insert("notifications", {
      ...{ tenantId, memberId, bookingId, revision, kind: "confirmation", audience: "customer" },
      ...{ channel: "email", key: `${bookingId}/confirmation`, dueAt: NOW, status: "failed" },
      ...{ attempts: 8, round: 0, failedAt: NOW, recipient: "secret@example.com" },
    });
    return { messageId, leaving: { subject, token: (await keyFor("unsubscribe", subject)) ?? "" } };
  });
}

/** What a caller presents as proof for each of a member's bookings, and for the link out of its messages. */
export function tokensBy(
  { booking, request, hold, unpaid, paid, leaving }: Estate,
  tokenOf: (link: Pick<Link, "token">) => string,
) {
  return {
    ...{ booking: tokenOf(booking), request: tokenOf(request), hold: tokenOf(hold) },
    ...{ unpaid: tokenOf(unpaid), paid: tokenOf(paid), leaving: tokenOf(leaving) },
  };
}

/** Ids of rows that existed once: well-formed, and of nothing. */
async function absentOf(t: Backend, { memberId, ...model }: Estate): Promise<Estate> {
  const gone = async <Table extends TableNames>(table: Table, id: Id<Table>): Promise<Id<Table>> =>
    await t.run(async (ctx) => {
      const row = await ctx.db.get(table, id);
      if (!row) throw new Error(`No row of ${table} to copy.`);
      const { _id, _creationTime, ...fields } = row;
      const copy = await ctx.db.insert(table, fields as never);
      await ctx.db.delete(table, copy);
      return copy;
    });
  const bookingId = await gone("bookings", model.booking.bookingId);
  const link = { bookingId, token: "no-such-token-no-such-token" };
  return {
    ...{ tenantSlug: "nowhere", slug: "nobody", serviceSlug: "nothing" },
    memberId: await gone("memberSettings", memberId),
    eventTypeId: await gone("eventTypes", model.eventTypeId),
    timeOffId: await gone("timeOff", model.timeOffId),
    ruleId: await gone("availabilityRules", model.ruleId),
    blockId: await gone("blocks", model.blockId),
    mismatchId: await gone("mismatches", model.mismatchId),
    messageId: await gone("notifications", model.messageId),
    leaving: {
      subject: await gone("customers", model.leaving.subject as Id<"customers">),
      token: link.token,
    },
    ...{ booking: link, request: link, hold: link, unpaid: link, paid: link },
    freeStart: model.freeStart,
  };
}

const NONSENSE = "💥'; --\u0000" as never;
const BAD_LINK: Link = { bookingId: NONSENSE, token: "short" };

/** What is no id, no address and no token of anything. */
const MALFORMED: Omit<Estate, "freeStart"> = {
  ...{ tenantSlug: NONSENSE, slug: NONSENSE, serviceSlug: NONSENSE, memberId: NONSENSE },
  ...{ eventTypeId: NONSENSE, timeOffId: NONSENSE, ruleId: NONSENSE, blockId: NONSENSE },
  ...{ booking: BAD_LINK, request: BAD_LINK, hold: BAD_LINK, unpaid: BAD_LINK, paid: BAD_LINK },
  ...{ mismatchId: NONSENSE, messageId: NONSENSE },
  leaving: { subject: NONSENSE, token: NONSENSE },
};

/** Opens the marketplaces "home" (members ann and bob) and "away" (member zoe) at `NOW`, which fake timers must show. */
export async function openWorld() {
  stubStripe();
  vi.stubEnv("LINK_SECRET", "a word that nobody knows");
  const t = startBackend();
  for (const slug of ["home", "away"]) {
    const tenant = { ...TENANT, slug, name: `Marketplace ${slug}` };
    const ownerUserId = `${ISSUER}|${slug}-owner`;
    await t.mutation(internal.tenants.jobs.create, { tenant, ownerUserId });
  }
  const own = await settle(t, "home", { slug: "ann", customer: "carl" });
  await settle(t, "home", { slug: "bob", customer: "dora" });
  const foreign = await settle(t, "away", { slug: "zoe", customer: "emil" });
  const malformed: Estate = { ...MALFORMED, freeStart: own.freeStart };
  return { t, targets: { own, foreign, absent: await absentOf(t, own), malformed } };
}
