import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { validateSettings } from "../../../core/availability/validate";
import { stateOfDate, withDate, withTimeOff } from "./dates";
import { scheduleSettings } from "./draft";
import { windows } from "../../lib/week.testing";
import { drafts, plainDraft } from "./drafts.testing";

const DATE = "2026-09-10";
const choices = fc.oneof(
  fc.constant({ kind: "usual" as const }),
  fc.record({ kind: fc.constant("closed" as const), reason: fc.constantFrom("", "holiday") }),
  fc.record({ kind: fc.constant("hours" as const), windows, reason: fc.constantFrom("", "fair") }),
);

describe("what is said about a date", () => {
  it("is what was chosen last, and other dates keep theirs", () => {
    fc.assert(
      fc.property(drafts, choices, (draft, choice) => {
        const free = { ...draft, timeOff: [] };
        const changed = withDate(free, DATE, choice);
        const expected =
          choice.kind === "hours" && choice.windows.length === 0
            ? { kind: "closed", reason: choice.reason }
            : choice;
        expect(stateOfDate(changed, DATE)).toEqual(expected);
        for (const date of ["2026-09-09", "2026-09-11"]) {
          expect(stateOfDate(changed, date)).toEqual(stateOfDate(free, date));
        }
        expect(validateSettings({ ...scheduleSettings(changed), rules: [] })).toEqual([]);
      }),
    );
  });

  it("is time off between its first and its last date, both included", () => {
    const span = { id: "a", firstDate: "2026-09-09", lastDate: DATE, reason: "sea" };
    const draft = withTimeOff(plainDraft(), span, null);
    expect(stateOfDate(draft, DATE)).toEqual({ kind: "timeOff", timeOff: span });
    expect(stateOfDate(draft, "2026-09-11")).toEqual({ kind: "usual" });
    const moved = withTimeOff(draft, { ...span, id: "b", lastDate: "2026-09-09" }, "a");
    expect(moved.timeOff).toHaveLength(1);
    expect(stateOfDate(moved, DATE)).toEqual({ kind: "usual" });
  });
});
