/**
 * Everything the editor edits, in one value. To compare and combine drafts they are taken apart into named parts: a
 * day's windows, one number, one override. Two people who change different parts do not get in each other's way.
 */
import type {
  AvailabilityRule,
  DateOverride,
  LocalWindow,
  ScheduleSettings,
  TimeOff,
  Weekly,
} from "../../../core/availability/types";
import { WEEKDAYS } from "../../../core/time/calendar";
import { weekWith } from "../../lib/week";

/** Limits on what is booked in a local day or week; null is no limit. */
export type CapDraft = { per: "day" | "week"; count: number | null; minutes: number | null };

export type OverrideDraft = DateOverride & { reason: string };
export type TimeOffDraft = TimeOff & { id: string; reason: string };
export type RuleDraft = AvailabilityRule & { id: string; name: string };

export type Draft = {
  timezone: string;
  durationMin: number;
  bufferBeforeMin: number;
  bufferAfterMin: number;
  noticeMin: number;
  /** Null: no limit. */
  horizonDays: number | null;
  intervalMin: number;
  caps: CapDraft[];
  weekly: Weekly;
  /** Ascending, "YYYY-MM-DD". */
  blockedDates: string[];
  /** Ascending by date, each date once. */
  overrides: OverrideDraft[];
  timeOff: TimeOffDraft[];
  rules: RuleDraft[];
};

/** The fields that are one part each. */
const SINGLE = [
  "timezone",
  "durationMin",
  "bufferBeforeMin",
  "bufferAfterMin",
  "noticeMin",
  "horizonDays",
  "intervalMin",
  "caps",
] as const satisfies (keyof Draft)[];

/** A draft taken apart: "weekly.monday", "overrides.2026-12-24", "rules.<id>" and so on. */
type Parts = Map<string, unknown>;

function partsOf(draft: Draft): Parts {
  return new Map<string, unknown>([
    ...SINGLE.map((key) => [key, draft[key]] as const),
    ...WEEKDAYS.map((day) => [`weekly.${day}`, draft.weekly[day]] as const),
    ...draft.blockedDates.map((date) => [`blockedDates.${date}`, date] as const),
    ...draft.overrides.map((override) => [`overrides.${override.date}`, override] as const),
    ...draft.timeOff.map((span) => [`timeOff.${span.id}`, span] as const),
    ...draft.rules.map((rule) => [`rules.${rule.id}`, rule] as const),
  ]);
}

function draftOf(parts: Parts): Draft {
  const list = (name: string) =>
    [...parts].filter(([key]) => key.startsWith(`${name}.`)).map(([, value]) => value);
  return {
    ...Object.fromEntries(SINGLE.map((key) => [key, parts.get(key)])),
    weekly: weekWith((day) => parts.get(`weekly.${day}`) as LocalWindow[]),
    blockedDates: (list("blockedDates") as string[]).sort(),
    overrides: (list("overrides") as OverrideDraft[]).sort((a, b) => (a.date < b.date ? -1 : 1)),
    timeOff: list("timeOff"),
    rules: list("rules"),
  } as Draft;
}

/** The names of the parts in which two drafts differ. */
export function changedParts(one: Draft, other: Draft): string[] {
  const [before, after] = [partsOf(one), partsOf(other)];
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].filter((name) => written(before.get(name)) !== written(after.get(name)));
}

export function isSame(one: Draft, other: Draft): boolean {
  return changedParts(one, other).length === 0;
}

/** A value as text that does not depend on the order of its keys. */
function written(value: unknown): string | undefined {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** `theirs` with what was changed from `base` to `mine` put on top. */
export function rebase({ base, mine, theirs }: Record<"base" | "mine" | "theirs", Draft>): Draft {
  return adopt(theirs, mine, changedParts(base, mine));
}

/** `draft` with the named parts as they are in `source`. */
export function adopt(draft: Draft, source: Draft, names: readonly string[]): Draft {
  const parts = partsOf(draft);
  const wanted = partsOf(source);
  for (const name of names) {
    if (wanted.has(name)) parts.set(name, wanted.get(name));
    else parts.delete(name);
  }
  return draftOf(parts);
}

/** Whether somebody else changed, from `base` to `theirs`, what `mine` does not have in the same way. */
export function isConflict({
  base,
  mine,
  theirs,
}: Record<"base" | "mine" | "theirs", Draft>): boolean {
  const missing = new Set(changedParts(theirs, mine));
  return changedParts(base, theirs).some((name) => missing.has(name));
}

/** The draft as the slot rule reads it. */
export function scheduleSettings(draft: Draft): ScheduleSettings {
  const { weekly, overrides, blockedDates, timeOff, rules } = draft;
  return { weekly, overrides, blockedDates, timeOff, rules };
}

/** The draft with another number in place of that of time off or a rule: the one its row was given when it was saved. */
export function withId(draft: Draft, from: string, to: string): Draft {
  const renamed = <Entry extends { id: string }>(entry: Entry) =>
    entry.id === from ? { ...entry, id: to } : entry;
  return { ...draft, timeOff: draft.timeOff.map(renamed), rules: draft.rules.map(renamed) };
}

/** The draft with the ids of the rows that hold the same as its entries, where those ids are not in it yet. */
export function withStoredIds(draft: Draft, stored: Draft): Draft {
  const settle = <Entry extends { id: string }>(entries: Entry[], rows: Entry[]) => {
    const known = new Set(entries.map(({ id }) => id));
    return entries.map((entry) => {
      if (rows.some(({ id }) => id === entry.id)) return entry;
      const row = rows.find(
        (other) => !known.has(other.id) && written({ ...entry, id: other.id }) === written(other),
      );
      if (!row) return entry;
      known.add(row.id);
      return { ...entry, id: row.id };
    });
  };
  return {
    ...draft,
    timeOff: settle(draft.timeOff, stored.timeOff),
    rules: settle(draft.rules, stored.rules),
  };
}
