import { Temporal } from "temporal-polyfill";
import type { Doc } from "../../../convex/_generated/dataModel";
import type { Life, Wish } from "./life.ts";
import { remindersOf } from "./story.ts";
import type { Host, Manners } from "./town.ts";

/*
 * Who must hear what of a booking, and when, by the rules (RULES.md §5) and what really happened to it. Written on its own: it shares no code
 * with what it judges, and does not look into the outbox.
 */

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A line of what happened: the state from `at` on. */
export type Line = Pick<
  Doc<"bookingEvents">,
  "at" | "what" | "by" | "status" | "revision" | "startTime" | "endTime"
>;

/** One message to one reader. */
export type Owed = {
  kind: string;
  channel: "email" | "sms";
  to: string;
  zone: string;
  /** When it is to come, and from when on it would tell what is no longer true, or no longer of use. */
  due: number;
  until: number;
  /** The start it speaks of; null for that of the time when it is sent. */
  start: number | null;
  /** Whether its reader wants it, at an instant. */
  isWanted: (at: number) => boolean;
};

export type Told = { lines: readonly Line[]; life: Life; manners: Manners };

type Reader = Pick<Owed, "to" | "zone" | "channel" | "isWanted">;

/** All that the readers of a booking are owed. */
export function owedOf(told: Told): Owed[] {
  return told.lines.flatMap((line, index) => [
    ...newsOf(told, line, index),
    ...plannedOf(told, line, index),
  ]);
}

const STANDING: readonly Line["status"][] = ["confirmed", "completed"];

const wanted = (): boolean => true;

function wishAt({ wishes }: Life, at: number): Wish | undefined {
  return wishes.findLast((wish) => wish.at <= at);
}

function wantsSms(life: Life, at: number): boolean {
  const wish = wishAt(life, at);
  return wish?.sms === true && !wish.stopped;
}

function customerOf(
  { story: { customer } }: Life,
  channel: Owed["channel"],
): Omit<Reader, "isWanted"> {
  const to = channel === "email" ? customer.email : customer.phone;
  return { channel, to, zone: customer.zone };
}

function readerOf({ email: to, zone }: Host): Reader {
  return { channel: "email", to, zone, isWanted: wanted };
}

function hostAt({ hosts }: Life, at: number): Host {
  const found = hosts.findLast((each) => each.at <= at) ?? hosts[0];
  if (!found) throw new Error("A booking has a host.");
  return found.host;
}

type Ending = (line: Line, later: Line) => boolean;

/** As long as the booking stands as it is: its place, and that it takes place. */
const whileItStands: Ending = ({ revision }, later) =>
  later.revision > revision || !STANDING.includes(later.status);
const whileItWaits: Ending = (_, { status }) => status !== "pending";
const whileItWaitsThere: Ending = ({ revision }, later) =>
  later.revision > revision || later.status !== "pending";
const whileAnybodyHasIt: Ending = ({ revision }, later) =>
  later.revision > revision || !(STANDING.includes(later.status) || later.status === "pending");
const forEver: Ending = () => false;
const whileConfirmed: Ending = ({ revision }, later) =>
  later.revision > revision || later.status !== "confirmed";

function endOf(lines: readonly Line[], index: number, ends: Ending): number {
  const line = lines[index];
  const last = line && lines.slice(index + 1).find((later) => ends(line, later));
  return last?.at ?? Infinity;
}

type News = { kind: string; ends: Ending; to: "customer" | "host" | "former host" };

const CONFIRMED: News[] = [
  { kind: "confirmation", ends: whileItStands, to: "customer" },
  { kind: "member_booking", ends: whileItStands, to: "host" },
];

const NEWS: Readonly<Partial<Record<Line["what"], News[]>>> = {
  created: CONFIRMED,
  confirmed: CONFIRMED,
  requested: [
    { kind: "request_received", ends: whileItWaits, to: "customer" },
    { kind: "member_request", ends: whileItWaitsThere, to: "host" },
  ],
  approved: [
    { kind: "request_approved", ends: whileItStands, to: "customer" },
    { kind: "member_booking", ends: whileItStands, to: "host" },
  ],
  declined: [{ kind: "request_declined", ends: forEver, to: "customer" }],
  expired: [{ kind: "request_expired", ends: forEver, to: "customer" }],
  rescheduled: [
    { kind: "rescheduled", ends: whileItStands, to: "customer" },
    { kind: "member_rescheduled", ends: whileItStands, to: "host" },
  ],
  reassigned: [
    { kind: "reassigned", ends: whileAnybodyHasIt, to: "customer" },
    { kind: "member_booking", ends: whileItStands, to: "host" },
    { kind: "member_reassigned", ends: forEver, to: "former host" },
  ],
  cancelled: [
    { kind: "cancelled", ends: forEver, to: "customer" },
    { kind: "member_cancelled", ends: forEver, to: "host" },
  ],
};

function newsOf(told: Told, line: Line, index: number): Owed[] {
  const { lines, life } = told;
  return (NEWS[line.what] ?? []).flatMap((news) => {
    const { kind, ends, to } = asRequest(news, line);
    const until = endOf(lines, index, ends);
    const base = { kind, due: line.at, until, start: ends === forEver ? null : line.startTime };
    if (to === "host") return [{ ...base, ...readerOf(hostAt(life, line.at)) }];
    if (to === "former host") return [{ ...base, ...readerOf(hostAt(life, line.at - 1)) }];
    const mail = { ...base, ...customerOf(life, "email"), isWanted: wanted };
    return [mail, ...textOf(told, { ...mail, index })];
  });
}

/** Whoever takes over what nobody has decided on yet gets a request. */
function asRequest(news: News, { status }: Line): News {
  if (news.kind !== "member_booking" || status !== "pending") return news;
  return { kind: "member_request", ends: whileItWaitsThere, to: "host" };
}

/**
 * Confirmations also go out as text messages where the owner wishes it, and changes where one of the times that are still ahead, the old one
 * or the new, is a day away at most.
 */
/** When it would begin next, as its customer may still think: now, before this change, or before one that they still wait to hear of. */
function nextOf(told: Told, index: number): number {
  const at = told.lines[index]?.at ?? 0;
  const starts = told.lines
    .slice(Math.max(0, index - 1), index + 1)
    .map(({ startTime }) => startTime);
  const untold = told.lines.slice(0, index).flatMap(({ at: due, what }, earlier) => {
    if (what !== "rescheduled") return [];
    const next = nextOf(told, earlier);
    const isTold = next - due <= DAY_MS && wantsSms(told.life, due);
    const { zone } = told.life.story.customer;
    const morning = morningAfter(due, zone);
    const waits = isTold && morning > at && next >= morning + 2 * HOUR_MS;
    return waits ? [next] : [];
  });
  return Math.min(...[...starts, ...untold].filter((start) => start > at));
}

function textOf(told: Told, { index, ...mail }: Owed & { index: number }): Owed[] {
  const { life, manners } = told;
  const { kind, due } = mail;
  const next = nextOf(told, index);
  const isClose = next - due <= DAY_MS;
  const isChange = (kind === "rescheduled" || kind === "cancelled") && isClose;
  const isSent = isChange || (kind === "confirmation" && manners.confirmsBySms);
  if (!isSent || !wantsSms(life, due)) return [];
  const text = { ...mail, ...customerOf(life, "sms") };
  const isWanted = (at: number) => wantsSms(life, at);
  return awake({ ...text, isWanted }, next);
}

const PLANS: readonly Line["what"][] = [
  ...(["created", "confirmed", "approved", "rescheduled", "reassigned"] as const),
];

function plannedOf({ lines, life, manners }: Told, line: Line, index: number): Owed[] {
  if (!PLANS.includes(line.what) || line.status !== "confirmed") return [];
  const { startTime: start, endTime, at } = line;
  const until = Math.min(start, endOf(lines, index, whileConfirmed));
  const reminders = remindersOf(life.story.service, manners).flatMap(
    ({ channel, minutesBefore }): Owed[] => {
      const due = start - minutesBefore * MINUTE_MS;
      const isWanted = (when: number) =>
        channel === "email" ? wishAt(life, when)?.mail !== false : wantsSms(life, when);
      const reminder = { kind: "reminder", due, until, start, isWanted };
      if (due <= at) return [];
      const owed = { ...reminder, ...customerOf(life, channel) };
      if (channel === "email") return [owed];
      return hasAsked(life, { from: at, until: due }) ? awake(owed, start) : [];
    },
  );
  if (manners.followUpMin === null) return reminders;
  const due = endTime + manners.followUpMin * MINUTE_MS;
  const isWanted = (when: number) => wishAt(life, when)?.followUps !== false;
  const followUp = {
    ...{ kind: "follow_up", due, start, isWanted, ...customerOf(life, "email") },
    until: Math.min(due + 3 * DAY_MS, endOf(lines, index, whileItStands)),
  };
  return due > at ? [...reminders, followUp] : reminders;
}

/** Whether text messages were asked for in time: a reminder whose hour has passed by then is not made up for, not in the morning either. */
function hasAsked(life: Life, { from, until }: { from: number; until: number }): boolean {
  const asks = life.wishes.some(({ at, sms }) => sms && at > from && at < until);
  return asks || wishAt(life, from)?.sms === true;
}

/** From 21:00 to 08:00 of the reader's clock text messages wait, or are not sent where waiting makes them useless. */
function awake(owed: Owed, start: number): Owed[] {
  const morning = morningAfter(owed.due, owed.zone);
  if (morning === owed.due) return [owed];
  const isUrgent = start < morning + 2 * HOUR_MS;
  switch (owed.kind) {
    case "reminder":
      return morning <= start - 15 * MINUTE_MS ? [{ ...owed, due: morning }] : [];
    case "confirmation":
      return morning < start ? [{ ...owed, due: morning }] : [];
    default:
      return [isUrgent ? owed : { ...owed, due: morning }];
  }
}

export function morningAfter(at: number, zone: string): number {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  if (local.hour >= 8 && local.hour < 21) return at;
  const day = local.hour < 8 ? local : local.add({ days: 1 });
  return day.with({ hour: 8, minute: 0, second: 0, millisecond: 0 }).epochMilliseconds;
}
