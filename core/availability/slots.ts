/** Slots from plain input: what the rules of availability promise, in one call. */
import type { Interval } from "../intervals/intervals.ts";
import { DAY_MS, MINUTE_MS } from "../time/calendar.ts";
import { zoneRules } from "../time/zones.ts";
import { offersAt } from "./engine.ts";
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

/** Windows and caps look beyond the range: the dates beside it, and the weeks it lies in. */
const MARGIN_MS = 10 * DAY_MS;

/**
 * Every slot `[start, end)` in epoch ms that can be booked at `now`, ascending. Windows may come in any order and
 * may overlap. Throws RangeError for an unknown zone and for numbers that make no sense.
 */
export function listSlots(query: SlotQuery): Interval[] {
  refuseNonsense(query);
  const durationMs = query.durationMin * MINUTE_MS;
  const rules = zoneRules(query.zone, query.from - MARGIN_MS, query.to + durationMs + MARGIN_MS);
  const schedule = prepareSchedule(query, rules);
  return offersAt(schedule, query, query).map((start) => ({ start, end: start + durationMs }));
}

function refuseNonsense(query: SlotQuery): void {
  if (!isPositiveInteger(query.durationMin)) throw new RangeError(PROBLEM_SENTENCES.BAD_DURATION);
  if (!isPositiveInteger(query.intervalMin)) throw new RangeError(PROBLEM_SENTENCES.BAD_INTERVAL);
}

function isPositiveInteger(value: number): boolean {
  return Number.isInteger(value) && value > 0;
}
