import { DAY_MS, MINUTE_MS } from "../time/calendar.ts";
import { localDay, periodEnd, periodStart, type ZoneRules } from "../time/rules.ts";

/** When members who wish it are told what the day holds. */
const AGENDA_MIN = 7 * 60;

/**
 * The next 07:00 of a zone strictly after `now`: once on each date that the zone has. Where the clock skips 07:00 it is the first instant
 * after the gap; where it reads 07:00 twice, the first.
 */
export function nextAgenda(rules: ZoneRules, now: number): number {
  let day = localDay(rules, now);
  let at = agendaOf(rules, day);
  while (at <= now || at === Infinity) at = agendaOf(rules, (day += 1));
  return at;
}

/** The first instant of a date at which its clock reads 07:00 or later; Infinity for a date that the zone skipped. */
function agendaOf(rules: ZoneRules, day: number): number {
  const reading = day * DAY_MS + AGENDA_MIN * MINUTE_MS;
  const midnight = (day + 1) * DAY_MS;
  let first = Infinity;
  rules.offsets.forEach((offset, period) => {
    const from = Math.max(reading - offset * MINUTE_MS, periodStart(rules, period));
    const to = Math.min(midnight - offset * MINUTE_MS, periodEnd(rules, period));
    if (from < to) first = Math.min(first, from);
  });
  return first;
}
