/** Slots from plain input: what the rules of availability promise, in one call. */
import type { Interval } from "../intervals/intervals.ts";
import { DAY_MS, MINUTE_MS } from "../time/calendar.ts";
import { isZone, zoneRules } from "../time/zones.ts";
import { clockRange, slotsOf } from "./engine.ts";
import { PROBLEM_SENTENCES } from "./problems.ts";
import { prepareSchedule } from "./schedule.ts";
import type { BusyRow, Range, ScheduleSettings, Terms, Weekly, DateOverride } from "./types.ts";

export type SlotQuery = Terms &
  Range &
  ScheduleSettings & {
    /** IANA name. */
    zone: string;
    weekly: Weekly;
    overrides: DateOverride[];
    /** Epoch ms, any order. */
    busy: BusyRow[];
    now: number;
  };

/**
 * Every slot `[start, end)` in epoch ms that can be booked at `now`, ascending. Windows may come in any order and
 * may overlap. Throws RangeError for an unknown zone and for numbers that make no sense.
 */
export function listSlots(query: SlotQuery): Interval[] {
  refuseNonsense(query);
  const clock = clockRange(query, query.now);
  const from = Math.max(query.from, clock.from);
  const to = Math.min(query.to, clock.to);
  if (!(from < to)) return [];
  const durationMs = query.durationMin * MINUTE_MS;
  // Two more days on each side, because a change of the clock cuts windows of its own date.
  const rules = zoneRules(query.zone, from - 2 * DAY_MS, to + durationMs + 2 * DAY_MS);
  const schedule = prepareSchedule(query, rules);
  const starts = slotsOf(schedule, query, { from, to, busy: query.busy });
  return starts.map((start) => ({ start, end: start + durationMs }));
}

function refuseNonsense(query: SlotQuery): void {
  if (!isZone(query.zone)) throw new RangeError(PROBLEM_SENTENCES.UNKNOWN_ZONE);
  if (!isPositiveInteger(query.durationMin)) throw new RangeError(PROBLEM_SENTENCES.BAD_DURATION);
  if (!isPositiveInteger(query.intervalMin)) throw new RangeError(PROBLEM_SENTENCES.BAD_INTERVAL);
}

function isPositiveInteger(value: number): boolean {
  return Number.isInteger(value) && value > 0;
}
