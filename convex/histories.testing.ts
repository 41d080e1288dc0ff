import type { Infer } from "convex/values";
import { expect, vi } from "vitest";
import { startsOfDay } from "../core/availability/day-summary";
import { cutByClock } from "../core/availability/engine";
import { decidePlace, type PlaceQuestion } from "../core/availability/place";
import { isBlocking, isHoldLive } from "../core/bookings/lifecycle";
import { DAY_MS, MINUTE_MS } from "../core/time/calendar";
import { api, internal } from "./_generated/api";
import type { Doc, Id } from "./_generated/dataModel";
import type { draftFields } from "./eventTypes/model";
import { codeOf, draftOf, holdOf, ISSUER, startBackend } from "./test.setup";
import { NOW, personOf, settingsOf, TENANT, type Link } from "./world.testing";

/* What can happen to one member's calendar, as calls of the real functions, and what must be true after each of them. */

const HOST = "host";
/** Until here the directory is checked: days that come into sight later are added by a daily job, which no history runs. */
const LAST_DAY = NOW / DAY_MS + 35;

/** Numbers that a step is made of, each read as a choice among what there is when the step is taken. */
export type Step = { what: keyof typeof ACTIONS; a: number; b: number; c: number };

const MORNING = [{ start: "09:00", end: "12:30" }];

export type History = Awaited<ReturnType<typeof openHistory>>;
type Draft = Infer<typeof draftFields>;

/** A marketplace with one member, who has two services: one confirms at once, the other on request. */
export async function openHistory() {
  const t = startBackend();
  const ownerUserId = `${ISSUER}|owner`;
  const tenant = { ...TENANT, slug: "one", name: "One" };
  await t.mutation(internal.tenants.jobs.create, { tenant, ownerUserId });
  const host = personOf(t, HOST);
  // Few hours, so that visitors get in each other's way.
  const weeklySchedule = {
    ...settingsOf(HOST).weeklySchedule,
    tuesday: MORNING,
    wednesday: MORNING,
  };
  const limits = { horizonDays: 3, noticeMin: 60 };
  const settings = { ...settingsOf(HOST), ...limits, weeklySchedule };
  const saved = { tenantSlug: "one", settings, revision: null };
  const { id: memberId } = await host.mutation(api.members.save, saved);
  const [first] = await t.query(api.eventTypes.list, { memberId });
  if (!first) throw new Error("A new member has no service.");
  // A service of one week keeps the directory, and with it the time a history takes, small.
  const week = { firstDate: "2027-03-01", lastDate: "2027-03-08" };
  const plain = draftOf(first, { rescheduleNoticeMin: 30, maxReschedules: 2, ...week });
  await host.mutation(api.eventTypes.update, { eventTypeId: first.id, eventType: plain });
  const onRequest = { ...plain, name: "On request", slug: "on-request", approval: true };
  const second = await host.mutation(api.eventTypes.create, {
    memberId,
    eventType: { ...onRequest, durationMin: 50, bufferBeforeMin: 20, intervalMin: 25 },
  });
  const services: { id: Id<"eventTypes">; draft: Draft }[] = [
    { id: first.id, draft: plain },
    { id: second.id, draft: onRequest },
  ];
  return { t, host, memberId, services, links: [] as Link[] };
}

const pick = <T>(values: readonly T[], choice: number): T | undefined =>
  values[choice % Math.max(1, values.length)];

function linkOf({ links }: History, choice: number): Link {
  return pick(links, choice) ?? { bookingId: "0" as never, token: "none" };
}

function serviceOf({ services }: History, choice: number) {
  const service = pick(services, choice);
  if (!service) throw new Error("A history has two services.");
  return service;
}

/** What a visitor would be shown of a service now. */
async function listedNow({ t }: History, eventTypeId: Id<"eventTypes">): Promise<number[]> {
  const month = await t.query(api.availability.month, { eventTypeId, month: "2027-03" });
  if (!month) return [];
  const { starts, noticeMin, horizonMin } = month;
  const terms = { noticeMin, ...(horizonMin !== null && { horizonMin }) };
  return cutByClock(starts, terms, { now: Date.now() });
}

/** Mostly one of the starts that are listed, now and then any quarter of an hour of a morning, whoever has it. */
function startOf(listed: readonly number[], { b, c }: Step): number {
  const quarters = (c % 3) * 96 + 32 + (b % 16);
  const any = NOW + quarters * 15 * MINUTE_MS;
  return c % 3 === 0 ? any : (pick(listed.slice(0, 12), b) ?? any);
}

async function chooseStart(history: History, step: Step): Promise<number> {
  return startOf(await listedNow(history, serviceOf(history, step.a).id), step);
}

async function staleHolds({ t }: History): Promise<number> {
  return await t.run(async (ctx) => {
    const bookings = await ctx.db.query("bookings").take(1000);
    return bookings.filter(
      ({ status, expiresAt = 0 }) => status === "held" && expiresAt <= Date.now(),
    ).length;
  });
}

async function hold(history: History, step: Step): Promise<string> {
  const { id } = serviceOf(history, step.a);
  const listed = await listedNow(history, id);
  const start = startOf(listed, step);
  const request = holdOf(id, start, { visitorId: `visitor-${step.c % 3}` });
  const code = await codeOf(
    history.t.mutation(api.bookings.hold, request).then(({ bookingId }) => {
      history.links.push({ bookingId, token: request.token });
    }),
  );
  if (listed.includes(start))
    expect(["accepted", "TOO_MANY_HOLDS"], "what is listed can be held").toContain(code);
  // A list does not read the clock: until its job has run, a hold that is over still hides its time.
  else if (code === "accepted") expect(await staleHolds(history)).toBeGreaterThan(0);
  return code;
}

const customer = (choice: number) => ({
  name: "A Customer",
  email: `customer-${choice % 4}@example.com`,
});

async function move(history: History, step: Step): Promise<string> {
  const { bookingId, token } = linkOf(history, step.a + step.c);
  const booking = await history.t.query(api.bookings.get, { bookingId, token });
  if (!booking) return "NOT_FOUND";
  const to = { start: await chooseStart(history, step), revision: booking.revision };
  return await (step.b % 2 === 0
    ? codeOf(history.t.mutation(api.bookings.reschedule, { bookingId, token, ...to }))
    : codeOf(history.host.mutation(api.bookings.reschedule, { bookingId, ...to })));
}

async function enter(history: History, step: Step): Promise<string> {
  const { visitorId: _, ...request } = holdOf(serviceOf(history, step.a).id, startOf([], step));
  return await codeOf(
    history.host
      .mutation(api.bookings.create, { ...request, customer: customer(step.b) })
      .then(({ bookingId }) => history.links.push({ bookingId, token: request.token })),
  );
}

async function changeHours({ host }: History, { a, b, c }: Step): Promise<string> {
  const tenantSlug = "one";
  const current = await host.query(api.members.settings, { tenantSlug });
  if (!current) throw new Error("The member has settings.");
  const { id: _, revision, ...settings } = current;
  const monday = [{ start: c % 2 === 0 ? "09:00" : "10:30", end: "13:00" }];
  const changed = {
    ...settings,
    ...{
      bufferBeforeMin: (a % 3) * 10,
      bufferAfterMin: (b % 3) * 15,
      intervalMin: 15 + (c % 2) * 15,
    },
    caps: c % 5 === 0 ? [{ per: "day" as const, count: 3, minutes: null }] : [],
    weeklySchedule: { ...settings.weeklySchedule, monday },
  };
  return await codeOf(host.mutation(api.members.save, { tenantSlug, settings: changed, revision }));
}

async function changeService(history: History, { a, b, c }: Step): Promise<string> {
  const { id: eventTypeId, draft } = serviceOf(history, a);
  const bufferAfterMin = pick([null, 0, 45], b) ?? null;
  const eventType = { ...draft, bufferAfterMin, durationMin: [20, 30, 50][c % 3] ?? 30 };
  return await codeOf(history.host.mutation(api.eventTypes.update, { eventTypeId, eventType }));
}

async function changeDate({ host, memberId }: History, { a, b }: Step): Promise<string> {
  const date = `2027-03-0${1 + (a % 5)}`;
  const windows = b % 2 === 0 ? [] : [{ start: "12:00", end: "15:00" }];
  return b % 3 === 0
    ? await codeOf(host.mutation(api.availability.removeOverride, { memberId, date }))
    : await codeOf(
        host.mutation(api.availability.setOverride, { memberId, date, windows, reason: "" }),
      );
}

/** Time passes and the schedule keeps up with it. */
export async function passTime({ t }: Pick<History, "t">, ms: number): Promise<void> {
  vi.advanceTimersByTime(ms);
  await t.finishInProgressScheduledFunctions();
}

async function wait(history: History, { a, b }: Step): Promise<string> {
  const minutes = [1, 1, 3, 5, 10, 60, 360][a % 7] ?? 1;
  // Now and then the schedule lags behind the clock.
  if (b % 3 === 0) vi.setSystemTime(Date.now() + minutes * MINUTE_MS);
  else await passTime(history, minutes * MINUTE_MS);
  return "accepted";
}

const ofLink =
  (call: (history: History, link: Link, step: Step) => Promise<unknown>) =>
  async (history: History, step: Step): Promise<string> =>
    history.links.length === 0
      ? "NOT_FOUND"
      : await codeOf(call(history, linkOf(history, step.a), step));

export const ACTIONS = {
  hold,
  confirm: ofLink(({ t }, link, { b }) =>
    t.mutation(api.bookings.confirm, { ...link, customer: customer(b) }),
  ),
  confirmLast: ofLink(({ t, links }, link, { b }) =>
    t.mutation(api.bookings.confirm, { ...(links.at(-1) ?? link), customer: customer(b) }),
  ),
  release: ofLink(({ t }, link) => t.mutation(api.bookings.release, link)),
  cancel: ofLink(({ t, host }, { bookingId, token }, { b }) =>
    b % 2 === 0
      ? t.mutation(api.bookings.cancel, { bookingId, token })
      : host.mutation(api.bookings.cancel, { bookingId }),
  ),
  approve: ofLink(({ host }, { bookingId }) => host.mutation(api.bookings.approve, { bookingId })),
  decline: ofLink(({ host }, { bookingId }) => host.mutation(api.bookings.decline, { bookingId })),
  noShow: ofLink(({ host }, { bookingId }) =>
    host.mutation(api.bookings.markNoShow, { bookingId }),
  ),
  move,
  enter,
  changeHours,
  changeService,
  changeDate,
  wait,
} as const;

export async function take(history: History, step: Step): Promise<string> {
  return await ACTIONS[step.what](history, step);
}

type Rows = {
  bookings: Doc<"bookings">[];
  busy: Doc<"busy">[];
  freeDays: Doc<"freeDays">[];
  customers: Doc<"customers">[];
  events: Doc<"bookingEvents">[];
  decisions: Doc<"decisions">[];
};

async function rowsOf({ t }: History): Promise<Rows> {
  return await t.run(async (ctx) => ({
    bookings: await ctx.db.query("bookings").take(1000),
    busy: await ctx.db.query("busy").take(1000),
    freeDays: await ctx.db.query("freeDays").take(1000),
    customers: await ctx.db.query("customers").take(1000),
    events: await ctx.db.query("bookingEvents").take(1000),
    decisions: await ctx.db.query("decisions").take(1000),
  }));
}

function isLive({ status, expiresAt = 0 }: Doc<"bookings">): boolean {
  return status === "held" ? isHoldLive({ expiresAt }, Date.now()) : isBlocking(status);
}

function expectApart({ bookings }: Rows): void {
  const live = bookings.filter(isLive).toSorted((a, b) => a.startTime - b.startTime);
  for (const [index, later] of live.entries()) {
    for (const earlier of live.slice(0, index)) {
      const gapMin = (later.startTime - earlier.endTime) / MINUTE_MS;
      const wanted = Math.max(earlier.quote.bufferAfterMin, later.quote.bufferBeforeMin);
      expect(gapMin, `between ${earlier.code} and ${later.code}`).toBeGreaterThanOrEqual(wanted);
    }
  }
}

function expectBusyTwins({ bookings, busy }: Rows): void {
  const spans = busy.flatMap((row) =>
    row.spans.map(({ source, start, end }) => [source, start, end]),
  );
  const blocking = bookings.filter(({ status }) => isBlocking(status));
  const twins = blocking.map(({ code, startTime, endTime }) => [code, startTime, endTime]);
  expect(spans.toSorted(), "busy rows").toEqual(twins.toSorted());
}

function expectCounts({ bookings, customers, events }: Rows): void {
  for (const { _id, bookingCount, cancellationCount, noShowCount } of customers) {
    const own = bookings.filter(({ customerId }) => customerId === _id);
    const of = (wanted: string) => own.filter(({ status }) => status === wanted).length;
    const seen = { bookingCount, cancellationCount, noShowCount };
    const counted = { cancellationCount: of("cancelled"), noShowCount: of("no_show") };
    expect(seen, "counters").toEqual({ bookingCount: own.length, ...counted });
  }
  for (const { _id, status, revision } of bookings) {
    const last = events.filter(({ bookingId }) => bookingId === _id).at(-1);
    expect(last, "history").toMatchObject({ status, revision });
  }
}

async function expectDirectory(history: History, { freeDays }: Rows): Promise<void> {
  const { t, services } = history;
  const [first] = services;
  if (!first) return;
  const starts = new Set<number>();
  for (const month of ["2027-03", "2027-04"]) {
    const listed = await t.query(api.availability.month, { eventTypeId: first.id, month });
    for (const start of listed?.starts ?? []) starts.add(start);
  }
  const today = Math.floor(Date.now() / DAY_MS);
  const isInSight = (day: number) => day >= today && day <= LAST_DAY;
  const wanted = [...starts].filter((start) => isInSight(Math.floor(start / DAY_MS)));
  const told = freeDays
    .filter(({ day }) => isInSight(day))
    .flatMap(({ free, day }) => startsOfDay(free, day));
  expect(told.toSorted(), "the directory").toEqual(wanted.toSorted());
}

/** What was recorded of every decision leads to it again, and every booking has one for the place it stands at. */
function expectDecisions({ bookings, decisions }: Rows): void {
  for (const { question, refusal } of decisions) {
    expect(refusal, "a decision").toBeNull();
    expect(decidePlace(JSON.parse(question) as PlaceQuestion)).toEqual({ ok: true });
  }
  for (const { _id, startTime } of bookings) {
    const last = decisions.filter(({ bookingId }) => bookingId === _id).at(-1);
    expect(JSON.parse(last?.question ?? "{}"), "the last decision").toMatchObject({
      start: startTime,
    });
  }
}

/** Whatever has happened, this is true of what is stored. */
export async function expectSound(history: History, isThorough: boolean): Promise<void> {
  const rows = await rowsOf(history);
  expectApart(rows);
  expectBusyTwins(rows);
  expectCounts(rows);
  if (isThorough) await expectDirectory(history, rows);
}

/** Holds and requests do not last: ten minutes and five days on there are none. */
export async function expectEnds(history: History): Promise<void> {
  await passTime(history, 10 * MINUTE_MS);
  // Where the schedule lagged behind the clock, its jobs come by as much later.
  for (let days = 0; days < 12; days++) await passTime(history, DAY_MS);
  const rows = await rowsOf(history);
  expectDecisions(rows);
  const { bookings } = rows;
  const waiting = bookings.filter(({ status }) => status === "held" || status === "pending");
  expect(waiting, "holds and requests").toEqual([]);
  await expectSound(history, false);
}
