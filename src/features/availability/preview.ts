/** What customers will see once the draft is saved: the rule that the backend lists and books by, run on the draft. */
import { offersAt } from "../../../core/availability/engine";
import { prepareSchedule } from "../../../core/availability/schedule";
import { termsOf, type ServiceTerms } from "../../../core/availability/terms";
import type { BusyRow } from "../../../core/availability/types";
import { dayBounds, localDay, type ZoneRules } from "../../../core/time/rules";
import { scheduleSettings, type Draft } from "./draft";

export const PREVIEW_DAYS = 14;

/** A service, as rules name it and as the slot rule asks for it. */
export type PreviewService = ServiceTerms & { id: string };

/** `expiresAt`: a hold, which blocks nothing from then on. */
export type PreviewBusy = BusyRow & { expiresAt?: number };

export type PreviewDay = { day: number; starts: number[] };

type Question = {
  draft: Draft;
  service: PreviewService;
  /** All of the member's services: rules name them by id, the slot rule by number. */
  services: readonly PreviewService[];
  /** Of the draft's zone, from ten days ago to ten days after the last day shown. */
  rules: ZoneRules;
  busy: readonly PreviewBusy[];
  now: number;
};

/** The starts that customers can book on each of the next local dates, today first; none on a date the zone skips. */
export function previewOf(question: Question): PreviewDay[] {
  const { draft, service, services, rules, now } = question;
  const numberOf = (id: string) => String(services.find((other) => other.id === id)?.number ?? id);
  const settings = scheduleSettings(draft);
  const scoped = (settings.rules ?? []).map((rule) =>
    rule.eventTypeId === undefined ? rule : { ...rule, eventTypeId: numberOf(rule.eventTypeId) },
  );
  const schedule = prepareSchedule({ ...settings, rules: scoped }, rules);
  const busy = question.busy.filter(({ expiresAt = Infinity }) => expiresAt > now);
  const today = localDay(rules, now);
  const days = Array.from({ length: PREVIEW_DAYS }, (_, index) => today + index);
  const to = dayBounds(rules, today + PREVIEW_DAYS)?.start ?? now;
  const starts = offersAt(schedule, termsOf(service, draft), { from: now, to, busy, now });
  return days.map((day) => ({ day, starts: starts.filter((at) => localDay(rules, at) === day) }));
}
