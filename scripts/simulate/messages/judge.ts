import type { Rows } from "../rows.ts";
import { iso, type Life } from "./life.ts";
import { morningAfter, owedOf, type Line, type Owed } from "./oracle.ts";
import type { Trouble } from "./pace.ts";
import type { Weather } from "./post-office.ts";
import { names, readMessage, type Read } from "./reading.ts";
import type { World } from "./world.ts";

/* Whether readers got what they were owed: nothing after a cancel, nothing twice, nothing missing, nothing early, and nothing late in fair weather. */

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
/** What a reader may wait for where nothing is down. */
const PROMPT_MS = MINUTE_MS;
/** What a process leaves behind is found by then: ten minutes of the row, one of the sweep, and what a try takes. */
const FOUND_MS = 12 * MINUTE_MS;
const FIRST_WAIT_MS = 15 * SECOND_MS;
const MAX_TRIES = 8;
const LAST_CALL_MS = 15 * MINUTE_MS;
/** A silent provider keeps a worker waiting so long. */
const SILENCE_MS = 21 * SECOND_MS;

type Evidence = { troubles: readonly Trouble[]; weather: Weather };

export type Verdict = {
  /** Sentences about what is wrong; [] when nothing is. */
  broken: string[];
  /** Messages that came when they were no longer true, by less than a claim lives: they were on their way. */
  overtaken: number;
};

export function judge(world: World, rows: Rows): Verdict {
  const read = world.office.taken.map(readMessage);
  const strange = world.office.taken.filter((_, index) => read[index] === null);
  const ofBookings = world.lives.map((life) =>
    judgeLife(world, life, {
      rows,
      read: read.filter((each) => each?.code === life.code) as Read[],
    }),
  );
  const broken = [
    ...strange.map(({ words }) => `somebody got "${words}"`),
    ...ofBookings.flatMap((verdict) => verdict.broken),
    ...unfinished(rows),
  ];
  return { broken, overtaken: ofBookings.reduce((sum, verdict) => sum + verdict.overtaken, 0) };
}

/** Every row ends: sent, or given up with the reason. */
function unfinished({ notifications }: Rows): string[] {
  return notifications.flatMap(({ key, status, error, lookAt }) => {
    const hasEnded = status !== "planned" && status !== "sending" && lookAt === undefined;
    const hasReason = (status !== "failed" && status !== "dropped") || error !== undefined;
    return hasEnded && hasReason ? [] : [`${key} ended as ${status} without an end or a reason`];
  });
}

function judgeLife(
  world: World,
  life: Life,
  { rows, read }: { rows: Rows; read: readonly Read[] },
): Verdict {
  const lines: Line[] = rows.bookingEvents.filter(({ bookingId }) => bookingId === life.bookingId);
  const owed = owedOf({ lines, life, manners: world.manners });
  const left = [...owed];
  const problems: string[] = [];
  const came = new Map<Owed, Read>();
  for (const message of read.toSorted((a, b) => a.at - b.at)) {
    const alike = left.filter((each) => isIt(message, each, lines) && each.due <= message.at);
    // Two reminders of one booking look the same: it is the one it was planned as.
    const planned = rows.notifications.find(({ _id }) => _id === message.messageId)?.dueAt;
    const stillTrue = alike.filter(({ until }) => message.claimedAt <= until);
    const match = stillTrue.find(({ due }) => due === planned) ?? stillTrue[0] ?? alike[0];
    if (!match) {
      problems.push(strayOf(message, owed, lines));
      continue;
    }
    left.splice(left.indexOf(match), 1);
    came.set(match, message);
    problems.push(...wrongs(message, match));
  }
  for (const each of owed) {
    const message = came.get(each);
    const evidence = { ...evidenceFor(world, rows, { life, each, message }) };
    problems.push(...lateOf(each, message, evidence));
  }
  const broken = problems.map((problem) => `${life.story.seed} ${life.code}: ${problem}`);
  const overtaken = [...came].filter(([{ until }, { at }]) => at > until).length;
  return { broken, overtaken };
}

function isIt(
  message: Read,
  { kind, channel, to, zone, start }: Owed,
  lines: readonly Line[],
): boolean {
  if (message.kind !== kind || message.channel !== channel || message.to !== to) return false;
  const named = start ?? lines.findLast(({ at }) => at <= message.claimedAt)?.startTime ?? 0;
  return names(message, named, zone);
}

const told = ({ kind, channel, to }: Pick<Owed, "kind" | "channel" | "to">): string =>
  `${kind} by ${channel} to ${to}`;

/** Why nobody was owed a message that came. */
function strayOf(message: Read, owed: readonly Owed[], lines: readonly Line[]): string {
  const alike = owed.filter((each) => isIt(message, each, lines));
  const why =
    alike.length === 0
      ? "for no reason"
      : alike.some(({ due }) => due > message.at)
        ? "early"
        : "twice";
  return `${told(message)} came ${why}, at ${iso(message.at)}: ${message.words}`;
}

/** What was claimed before it stopped being true may come as much later as one call takes; nothing is claimed after. */
function wrongs(message: Read, owed: Owed): string[] {
  const { claimedAt, channel, kind } = message;
  const wrong: string[] = [];
  if (claimedAt > owed.until)
    wrong.push(
      `was sent at ${iso(claimedAt)}, after ${iso(owed.until)} when it was no longer true`,
    );
  if (!owed.isWanted(claimedAt) && !owed.isWanted(claimedAt - 1)) wrong.push("came unwanted");
  if (message.at - claimedAt > MINUTE_MS)
    wrong.push("was on its way for longer than a claim lives");
  const isNight = channel === "sms" && morningAfter(claimedAt, owed.zone) !== claimedAt;
  if (isNight && (kind === "reminder" || kind === "confirmation")) wrong.push("came at night");
  return wrong.map((problem) => `${told(owed)} ${problem}`);
}

/** What happened to the rows that may have carried a message, and the weather of its time. */
function evidenceFor(
  world: World,
  { notifications }: Rows,
  { life, each, message }: { life: Life; each: Owed; message: Read | undefined },
): Evidence {
  const { weather } = world.office;
  const mine = notifications.filter(
    ({ _id, bookingId, kind, channel }) =>
      message?.messageId === _id ||
      (message === undefined &&
        bookingId === life.bookingId &&
        kind === each.kind &&
        channel === each.channel),
  );
  const troubles = mine
    .flatMap(({ _id }) => world.pace.troubles.get(_id) ?? [])
    .filter(({ at }) => at >= each.due - SECOND_MS && at <= (message?.at ?? each.until))
    .toSorted((a, b) => a.at - b.at);
  return { troubles, weather };
}

/** The instant by which a message must have come, everything considered. */
function deadlineOf(owed: Owed, { troubles, weather }: Evidence): number {
  const { due } = owed;
  let deadline = due + PROMPT_MS;
  // Workers that wait for an answer that does not come carry nothing else meanwhile.
  for (const { from, to } of weather.outages.toSorted((a, b) => a.from - b.from))
    if (from <= deadline + SILENCE_MS && due <= to + SILENCE_MS)
      deadline = Math.max(deadline, to + PROMPT_MS + 4 * SILENCE_MS);
  troubles.forEach(({ at }, tries) => {
    // The wait before a further try is up to half longer than said, and three times as long as the one before it.
    const wait = 1.5 * FIRST_WAIT_MS * 3 ** tries;
    deadline = Math.max(deadline, at + Math.max(wait + FOUND_MS, FOUND_MS) + PROMPT_MS);
  });
  if (owed.channel === "email") return deadline;
  // A text message that could not leave by the evening leaves in the morning.
  const morning = morningAfter(deadline, owed.zone);
  return morning === deadline ? deadline : morning + PROMPT_MS;
}

function lateOf(owed: Owed, message: Read | undefined, evidence: Evidence): string[] {
  const deadline = deadlineOf(owed, evidence);
  if (message) {
    return message.at <= deadline
      ? []
      : [
          `${told(owed)}, due at ${iso(owed.due)}, came at ${iso(message.at)}, not by ${iso(deadline)}`,
        ];
  }
  // A text message that would come just before its time is of no use any more.
  const lastCall = owed.channel === "sms" ? owed.until - LAST_CALL_MS : owed.until;
  const isExcused =
    lastCall <= deadline ||
    evidence.troubles.length >= MAX_TRIES ||
    isUnwanted(owed, Math.min(deadline, owed.until));
  return isExcused ? [] : [`${told(owed)}, due at ${iso(owed.due)}, never came`];
}

/** Whether its reader wanted none at some time while it was to be sent. */
function isUnwanted({ due, isWanted }: Owed, end: number): boolean {
  for (let at = due - 1; at <= end; at += 500) if (!isWanted(at)) return true;
  return false;
}
