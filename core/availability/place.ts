/** Decides whether somebody may have a place, and from what: so that the decision can be made again from its record. */
import { DAY_MS, MINUTE_MS } from "../time/calendar.ts";
import { localDay } from "../time/rules.ts";
import { blockedStarts } from "./blocked.ts";
import { bookedAlongside } from "./caps.ts";
import { checkSlot } from "./check.ts";
import { wholeDays } from "./engine.ts";
import { explain, isTaken, publicReasons, type Reason } from "./explain.ts";
import type { BusyRow, Schedule, Terms } from "./types.ts";

/**
 * How much of the rule a member may overrule with an own hand: the limits of hours, dates, notice and caps, or overlaps too. What is
 * past, and lengths the service does not come in, nobody overrules.
 */
export type Overrule = "nothing" | "hours" | "overlaps";

/** All that one decision depends on, as plain JSON. `busy` is what blocks the member at `now`, as for `slotsOf`. */
export type PlaceQuestion<Row extends BusyRow = BusyRow> = {
  schedule: Schedule;
  terms: Terms;
  busy: Row[];
  start: number;
  now: number;
  overrule: Overrule;
};

/**
 * `taken`: it was on offer and somebody has it now. `reason` is a code of `explain`, or of `publicReasons` where nothing is overruled,
 * since customers are not told whether it is time off, a rule or the weekly hours.
 */
export type PlaceVerdict = { ok: true } | { ok: false; taken: boolean; reason: string };

const NEVER_OVERRULED = new Set(["past", "duration"]);
const OVERLAPS = new Set(["busy", "buffer"]);

function isOverruled({ code }: Reason, overrule: Overrule): boolean {
  if (overrule === "nothing" || NEVER_OVERRULED.has(code)) return false;
  return overrule === "overlaps" || !OVERLAPS.has(code);
}

/** Whether a start may be taken, by the rule that lists slots and what is overruled of it. */
export function decidePlace({
  schedule,
  terms,
  overrule,
  ...question
}: PlaceQuestion): PlaceVerdict {
  if (!checkSlot(schedule, terms, question).ok) {
    const against = explain(schedule, terms, question);
    const refusal = against.find((reason) => !isOverruled(reason, overrule));
    if (refusal && isTaken(refusal)) return { ok: false, taken: true, reason: refusal.code };
    const [told] = overrule === "nothing" ? publicReasons(against) : [refusal?.code];
    if (told !== undefined) return { ok: false, taken: false, reason: told };
  }
  const { start } = question;
  const { rules } = schedule;
  // Where no zone rules are stored the calendar ends, for members too.
  const isCovered = start >= rules.from && start + terms.durationMin * MINUTE_MS <= rules.to;
  return isCovered ? { ok: true } : { ok: false, taken: false, reason: "horizon" };
}

/** The engine looks at the local dates a slot touches; clocks that are moved by a day may add one on each side. */
const MARGIN_DAYS = 2;

/** The part of a question that its verdict depends on: what is near in time, and what concerns this service. */
export function essenceOf<Row extends BusyRow>(question: PlaceQuestion<Row>): PlaceQuestion<Row> {
  const { schedule, terms, busy, start, now, overrule } = question;
  return {
    schedule: scheduleAround(schedule, terms, start),
    terms,
    busy: busyAround({ schedule, terms, busy, start }),
    start,
    now,
    overrule,
  };
}

function scheduleAround(schedule: Schedule, terms: Terms, start: number): Schedule {
  const { rules, weekly, special, closed, recurring } = schedule;
  const end = start + terms.durationMin * MINUTE_MS;
  const firstDay = localDay(rules, start) - MARGIN_DAYS;
  const lastDay = Math.floor((end - start) / DAY_MS) + localDay(rules, start) + 1 + MARGIN_DAYS;
  const isNear = ({ first, last }: { first: number; last: number }) =>
    first <= lastDay && firstDay <= last;
  const near = { closed: closed?.filter(isNear), recurring: recurring?.filter(isNear) };
  return {
    rules,
    weekly,
    special: special.filter(({ day }) => isNear({ first: day, last: day })),
    ...(near.closed && { closed: near.closed }),
    ...(near.recurring && {
      recurring: near.recurring.filter(
        ({ eventTypeId = terms.eventTypeId }) => eventTypeId === terms.eventTypeId,
      ),
    }),
  };
}

function busyAround<Row extends BusyRow>({
  schedule: { rules },
  terms,
  busy,
  start,
}: Pick<PlaceQuestion<Row>, "schedule" | "terms" | "busy" | "start">): Row[] {
  const instant = { from: start, to: start + 1 };
  const range = terms.firstOfDay ? wholeDays(rules, instant) : instant;
  const isNear = (row: Row) => blockedStarts(terms, [row], range).starts.length > 0;
  const isCounted = bookedAlongside(rules, terms, start);
  // A booking that is kept in two rows counts where it begins, so both are needed or neither.
  const keyOf = (row: Row) => row.source ?? row;
  const kept = new Set(busy.filter((row) => isNear(row) || isCounted(row)).map(keyOf));
  return busy.filter((row) => kept.has(keyOf(row)));
}
