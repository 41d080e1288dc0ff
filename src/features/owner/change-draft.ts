/** A change of many members while it is being put together, and what is wrong with it. */
import type { LocalWindow, ScheduleSettings, Weekly } from "../../../core/availability/types";
import { validateSettings } from "../../../core/availability/validate";
import { parseMessage } from "../../../core/text/fields";
import { closedWeek, PRESETS } from "../../lib/week";

export type Change =
  | { kind: "schedule"; weeklySchedule: Weekly }
  | { kind: "override"; date: string; windows: LocalWindow[]; reason: string }
  | { kind: "timeOff"; firstDate: string; lastDate: string; reason: string };

/** The fields of all kinds, so that looking at another kind loses nothing. Dates are "YYYY-MM-DD" or still empty. */
export type ChangeDraft = {
  kind: Change["kind"];
  weekly: Weekly;
  date: string;
  isOpen: boolean;
  windows: LocalWindow[];
  firstDate: string;
  lastDate: string;
  reason: string;
};

/** What the fields of one kind of change are given. `problems` are sentences by field, as in `Fault`. */
export type ChangeFieldsProps = {
  draft: ChangeDraft;
  onChange: (changes: Partial<ChangeDraft>) => void;
  problems: Record<string, string>;
};

export function newDraft(): ChangeDraft {
  return {
    kind: "timeOff",
    weekly: PRESETS.nineToFive,
    date: "",
    isOpen: false,
    windows: PRESETS.nineToFive.monday,
    firstDate: "",
    lastDate: "",
    reason: "",
  };
}

/** The change that the draft stands for, whether or not it could be applied. */
export function changeOf(draft: ChangeDraft): Change {
  const { kind, weekly, date, isOpen, windows, firstDate, lastDate, reason } = draft;
  if (kind === "schedule") return { kind, weeklySchedule: weekly };
  if (kind === "override") return { kind, date, windows: isOpen ? windows : [], reason };
  return { kind, firstDate, lastDate, reason };
}

/** A fault by the place it belongs to, such as "weekly.monday[0]", "date", "windows" or "reason". */
export type Fault = { field: string; code: string };

/** What the backend would refuse, found by the same checks; none means the change can be previewed. */
export function faultsOf(draft: ChangeDraft): Fault[] {
  const faults: Fault[] = validateSettings(settingsOf(changeOf(draft))).map(
    ({ path, code, value }) => ({
      // There is one date and one stretch of time off, so their places in a list say nothing.
      field: path.replace(/^(overrides|timeOff)\[0\]\.?/, "") || "lastDate",
      code: value === "" ? "required" : code,
    }),
  );
  if (draft.kind === "override" && draft.isOpen && draft.windows.length === 0) {
    faults.push({ field: "windows", code: "required" });
  }
  const reason = parseMessage(draft.reason);
  if (draft.kind !== "schedule" && !reason.ok) {
    faults.push({ field: "reason", code: reason.problem });
  }
  return faults;
}

function settingsOf(change: Change): ScheduleSettings {
  if (change.kind === "schedule") return { weekly: change.weeklySchedule };
  const weekly = closedWeek();
  return change.kind === "override"
    ? { weekly, overrides: [change] }
    : { weekly, timeOff: [change] };
}
