/** What one can do to single dates and stretches of them. Dates are "YYYY-MM-DD". */
import type { LocalWindow } from "../../../core/availability/types";
import type { Draft, RuleDraft, TimeOffDraft } from "./draft";

/** What is said about one date, strongest first: time off or a block closes it whatever its hours are. */
export type DateState =
  | { kind: "usual" }
  | { kind: "timeOff"; timeOff: TimeOffDraft }
  | { kind: "blocked" }
  | { kind: "override"; windows: LocalWindow[]; reason: string };

export function stateOfDate(draft: Draft, date: string): DateState {
  // "YYYY-MM-DD" sorts as text.
  const timeOff = draft.timeOff.find((span) => span.firstDate <= date && date <= span.lastDate);
  if (timeOff) return { kind: "timeOff", timeOff };
  if (draft.blockedDates.includes(date)) return { kind: "blocked" };
  const override = draft.overrides.find((other) => other.date === date);
  if (!override) return { kind: "usual" };
  return { kind: "override", windows: override.windows, reason: override.reason };
}

/** What a person chose for one date. */
export type DateChoice =
  | { kind: "usual" }
  | { kind: "blocked" }
  | { kind: "override"; windows: LocalWindow[]; reason: string };

/** The draft with one date treated otherwise, whatever was said about it before. */
export function withDate(draft: Draft, date: string, choice: DateChoice): Draft {
  const blockedDates = draft.blockedDates.filter((other) => other !== date);
  const overrides = draft.overrides.filter((other) => other.date !== date);
  if (choice.kind === "blocked") blockedDates.push(date);
  if (choice.kind === "override") {
    const { windows, reason } = choice;
    overrides.push({ date, windows, reason });
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
