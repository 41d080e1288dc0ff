import {
  DAY_MS,
  formatClock,
  formatDate,
  parseClock,
  parseDate,
} from "../../../core/time/calendar";
import { instantsOf, localDay, localMinute } from "../../../core/time/rules";
import type { ZoneClock } from "../../lib/zone-clock";

/** A start as it is typed on the member's clock: "YYYY-MM-DD" and "HH:MM", empty while incomplete. */
export type StartDraft = {
  date: string;
  time: string;
  /** The second of the two instants at which a clock that was put back shows this time. */
  again: boolean;
};

export const NO_START: StartDraft = { date: "", time: "", again: false };

type Rules = Pick<ZoneClock, "rulesAt">;

/**
 * The instants, ascending, that a draft may mean: none while it is incomplete, skipped by the clock, or outside the years the clock
 * knows; two where the clock shows this time twice.
 */
export function startsOf(clock: Rules, { date, time }: StartDraft): number[] {
  const day = parseDate(date);
  const minute = parseClock(time);
  if (day === null || minute === null) return [];
  const rules = clock.rulesAt(day * DAY_MS);
  return instantsOf(rules, day, minute).filter((start) => start >= rules.from && start < rules.to);
}

/** The instant that a draft means, or null. */
export function startOf(clock: Rules, draft: StartDraft): number | null {
  return startsOf(clock, draft).at(draft.again ? -1 : 0) ?? null;
}

/** How one types an instant on this clock. */
export function draftOfStart(clock: Rules, start: number): StartDraft {
  const rules = clock.rulesAt(start);
  const draft = {
    date: formatDate(localDay(rules, start)),
    time: formatClock(localMinute(rules, start)),
    again: false,
  };
  return { ...draft, again: startsOf(clock, draft).indexOf(start) > 0 };
}
