/** What one can do to single dates and stretches of them. Dates are "YYYY-MM-DD". */
import type { LocalWindow } from "../../../core/availability/types";
import type { Draft, RuleDraft, TimeOffDraft } from "./draft";

/** How a person wants one date to be. */
export type DateChoice =
  | { kind: "usual" }
  | { kind: "closed"; reason: string }
  | { kind: "hours"; windows: LocalWindow[]; reason: string };

/** What is said about a date. Time off closes it whatever else was chosen for it. */
export type DateState = DateChoice | { kind: "timeOff"; timeOff: TimeOffDraft };

export function stateOfDate(draft: Draft, date: string): DateState {
  // "YYYY-MM-DD" sorts as text.
  const timeOff = draft.timeOff.find((span) => span.firstDate <= date && date <= span.lastDate);
  return timeOff ? { kind: "timeOff", timeOff } : choiceOfDate(draft, date);
}

/** What was chosen for a date itself. */
export function choiceOfDate(draft: Draft, date: string): DateChoice {
  if (draft.blockedDates.includes(date)) return { kind: "closed", reason: "" };
  const override = draft.overrides.find((other) => other.date === date);
  if (!override) return { kind: "usual" };
  const { windows, reason } = override;
  return windows.length === 0 ? { kind: "closed", reason } : { kind: "hours", windows, reason };
}

/**
 * The draft with one date treated otherwise, whatever was chosen for it before. A closed date is a blocked date; one
 * with a reason is an override without windows, which has room for it.
 */
export function withDate(draft: Draft, date: string, choice: DateChoice): Draft {
  const blockedDates = draft.blockedDates.filter((other) => other !== date);
  const overrides = draft.overrides.filter((other) => other.date !== date);
  if (choice.kind === "closed" && choice.reason === "") blockedDates.push(date);
  else if (choice.kind !== "usual") {
    const windows = choice.kind === "hours" ? choice.windows : [];
    overrides.push({ date, windows, reason: choice.reason });
  }
  return {
    ...draft,
    blockedDates: blockedDates.sort(),
    overrides: overrides.sort((a, b) => (a.date < b.date ? -1 : 1)),
  };
}

/** Adds time off, in place of the stretch with the id `instead` where one is given. */
export function withTimeOff(draft: Draft, span: TimeOffDraft, instead: string | null): Draft {
  const others = draft.timeOff.filter(({ id }) => id !== instead);
  const timeOff = [...others, span].sort((a, b) => (a.firstDate < b.firstDate ? -1 : 1));
  return { ...draft, timeOff };
}

export function withoutTimeOff(draft: Draft, id: string): Draft {
  return { ...draft, timeOff: draft.timeOff.filter((span) => span.id !== id) };
}

/** Puts a rule in the place of the one with its id, or at the end. */
export function withRule(draft: Draft, rule: RuleDraft): Draft {
  const isKnown = draft.rules.some(({ id }) => id === rule.id);
  return {
    ...draft,
    rules: isKnown
      ? draft.rules.map((other) => (other.id === rule.id ? rule : other))
      : [...draft.rules, rule],
  };
}

export function withoutRule(draft: Draft, id: string): Draft {
  return { ...draft, rules: draft.rules.filter((rule) => rule.id !== id) };
}

/** One line of the list of what departs from the ordinary week. */
export type DateEntry = { firstDate: string; lastDate: string; state: Exclude<DateState, Usual> };

type Usual = { kind: "usual" };

/** What departs from the ordinary week and is not over on a date yet, ascending. */
export function entriesFrom(draft: Draft, date: string): DateEntry[] {
  const dates = [...draft.blockedDates, ...draft.overrides.map((override) => override.date)];
  const entries = draft.timeOff.map((timeOff): DateEntry => {
    const { firstDate, lastDate } = timeOff;
    return { firstDate, lastDate, state: { kind: "timeOff", timeOff } };
  });
  // A date that is blocked and has other hours is blocked, and listed once.
  for (const each of new Set(dates)) {
    const state = choiceOfDate(draft, each);
    if (state.kind !== "usual") entries.push({ firstDate: each, lastDate: each, state });
  }
  return entries
    .filter(({ lastDate }) => lastDate >= date)
    .sort((a, b) => (a.firstDate < b.firstDate ? -1 : 1));
}
