/** Decides one request with the rule that makes the list, and says why it refuses. */
import { MINUTE_MS } from "../time/calendar.ts";
import { localDay } from "../time/rules.ts";
import { clockRange, slotsOf } from "./engine.ts";
import { openTime } from "./open.ts";
import { specialDay } from "./schedule.ts";
import type { BusyRow, Schedule, Terms } from "./types.ts";

/** Why a start cannot be booked. `busy` and `buffer` were on offer once and are taken; the rest never was. */
export type Refusal =
  "busy" | "buffer" | "outside_hours" | "closed_date" | "off_grid" | "past" | "notice" | "horizon";

export type Verdict = { ok: true } | { ok: false; reason: Refusal; taken: boolean };

/** Whether `start` would be listed at `now`. What is not on offer is said before what is taken. */
export function checkSlot(
  schedule: Schedule,
  terms: Terms,
  request: { busy: readonly BusyRow[]; start: number; now: number },
): Verdict {
  const { busy, start, now } = request;
  const clock = refusedByClock(terms, start, now);
  if (clock) return { ok: false, reason: clock, taken: false };
  const range = { from: start, to: start + 1 };
  if (slotsOf(schedule, terms, { ...range, busy }).length > 0) return { ok: true };
  if (slotsOf(schedule, terms, { ...range, busy: [] }).length > 0) {
    return { ok: false, reason: refusedByBusy(terms, start, busy), taken: true };
  }
  return { ok: false, reason: refusedByHours(schedule, terms, start), taken: false };
}

function refusedByClock(terms: Terms, start: number, now: number): Refusal | null {
  const { from, to } = clockRange(terms, now);
  if (start < now) return "past";
  if (start < from) return "notice";
  return start < to ? null : "horizon";
}

function refusedByBusy(terms: Terms, start: number, busy: readonly BusyRow[]): Refusal {
  const end = start + terms.durationMin * MINUTE_MS;
  return busy.some((row) => row.start < end && row.end > start) ? "busy" : "buffer";
}

function refusedByHours(schedule: Schedule, terms: Terms, start: number): Refusal {
  const end = start + terms.durationMin * MINUTE_MS;
  const { rules, special } = schedule;
  if (start < rules.from || end > rules.to) return "horizon";
  const open = openTime(schedule, { from: start, to: end });
  const isOpen = open.starts.some(
    (from, index) => from <= start && end <= (open.joinedEnds[index] ?? 0),
  );
  if (isOpen) return "off_grid";
  return specialDay(special, localDay(rules, start)) ? "closed_date" : "outside_hours";
}

/** The `count` starts nearest to `wanted`, ascending: what to offer when it is gone. */
export function nearestSlots(starts: readonly number[], wanted: number, count: number): number[] {
  return [...starts]
    .sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted) || a - b)
    .slice(0, count)
    .sort((a, b) => a - b);
}
