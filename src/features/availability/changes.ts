/** What has to be sent so that the stored availability becomes the draft. */
import {
  changedParts,
  type Draft,
  type OverrideDraft,
  type RuleDraft,
  type TimeOffDraft,
} from "./draft";

export type Change = {
  /** The parts of the draft that are stored when the change is. */
  parts: string[];
} &
  /** Everything that is stored in the member's settings, in one piece. */
  (
    | { kind: "settings" }
    | { kind: "setOverride"; override: OverrideDraft }
    | { kind: "removeOverride"; date: string }
    | { kind: "addTimeOff"; timeOff: TimeOffDraft }
    | { kind: "removeTimeOff"; id: string }
    /** `isNew`: its row is not there, or is there no more. */
    | { kind: "saveRule"; rule: RuleDraft; isNew: boolean }
    | { kind: "removeRule"; id: string }
  );

const IN_ROWS_OF_THEIR_OWN = /^(overrides|timeOff|rules)\.(.+)$/;

/**
 * The changes from what is stored to the draft. Settings come first: they alone are refused when somebody else was
 * faster, and then nothing else must have been saved. What is sent twice does no harm, so an interrupted save is
 * finished by making the list anew.
 */
export function changesBetween(stored: Draft, draft: Draft): Change[] {
  const changes: Change[] = [];
  const settings: string[] = [];
  for (const name of changedParts(stored, draft)) {
    const [, list, id = ""] = IN_ROWS_OF_THEIR_OWN.exec(name) ?? [];
    const parts = [name];
    if (list === "overrides") changes.push({ parts, ...overrideChange(draft, id) });
    else if (list === "timeOff") changes.push({ parts, ...timeOffChange(draft, id) });
    else if (list === "rules") changes.push({ parts, ...ruleChange(stored, draft, id) });
    else settings.push(name);
  }
  return settings.length > 0 ? [{ kind: "settings", parts: settings }, ...changes] : changes;
}

function overrideChange({ overrides }: Draft, date: string) {
  const override = overrides.find((other) => other.date === date);
  return override
    ? ({ kind: "setOverride", override } as const)
    : ({ kind: "removeOverride", date } as const);
}

function timeOffChange({ timeOff }: Draft, id: string) {
  const span = timeOff.find((other) => other.id === id);
  return span
    ? ({ kind: "addTimeOff", timeOff: span } as const)
    : ({ kind: "removeTimeOff", id } as const);
}

function ruleChange(stored: Draft, { rules }: Draft, id: string) {
  const rule = rules.find((other) => other.id === id);
  if (!rule) return { kind: "removeRule", id } as const;
  const isNew = !stored.rules.some((other) => other.id === id);
  return { kind: "saveRule", rule, isNew } as const;
}
