import { describe, expect, it } from "vitest";
import { changeOf, faultsOf, newDraft, type ChangeDraft } from "./change-draft";

const draft = (changes: Partial<ChangeDraft>): ChangeDraft => ({ ...newDraft(), ...changes });
const fieldsOf = (changes: Partial<ChangeDraft>) =>
  faultsOf(draft(changes)).map(({ field, code }) => `${field} ${code}`);

describe("a change of many members", () => {
  it("carries only what its kind needs", () => {
    const filled = draft({ date: "2027-03-08", firstDate: "2027-03-09", lastDate: "2027-03-10" });
    expect(changeOf({ ...filled, kind: "timeOff" })).toEqual({
      kind: "timeOff",
      firstDate: "2027-03-09",
      lastDate: "2027-03-10",
      reason: "",
    });
    expect(changeOf({ ...filled, kind: "override" })).toEqual({
      kind: "override",
      date: "2027-03-08",
      windows: [],
      reason: "",
    });
    expect(changeOf({ ...filled, kind: "schedule" })).toEqual({
      kind: "schedule",
      weeklySchedule: filled.weekly,
    });
  });

  it("cannot go on without its dates, or with dates in the wrong order", () => {
    expect(fieldsOf({ kind: "timeOff" })).toEqual(["firstDate required", "lastDate required"]);
    expect(fieldsOf({ kind: "override" })).toEqual(["date required"]);
    const reversed = { firstDate: "2027-03-10", lastDate: "2027-03-09" };
    expect(fieldsOf({ kind: "timeOff", ...reversed })).toEqual(["lastDate DATES_REVERSED"]);
    expect(fieldsOf({ kind: "override", date: "2027-02-30" })).toEqual(["date BAD_DATE"]);
  });

  it("needs hours on a date that is to have other hours, and hours that can be", () => {
    const open = { kind: "override", date: "2027-03-10", isOpen: true } as const;
    expect(fieldsOf(open)).toEqual([]);
    expect(fieldsOf({ ...open, windows: [] })).toEqual(["windows required"]);
    expect(fieldsOf({ ...open, windows: [{ start: "10:00", end: "09:00" }] })).toEqual([
      "windows[0] WINDOW_ENDS_BEFORE_START",
    ]);
  });

  it("names the day of a week that cannot be", () => {
    const twice = [
      { start: "09:00", end: "12:00" },
      { start: "11:00", end: "13:00" },
    ];
    const weekly = { ...newDraft().weekly, tuesday: twice };
    expect(fieldsOf({ kind: "schedule", weekly })).toEqual(["weekly.tuesday[1] WINDOWS_OVERLAP"]);
  });

  it("wants a reason that can be read, where there is one to give", () => {
    const off = { firstDate: "2027-03-10", lastDate: "2027-03-10", reason: "x".repeat(501) };
    expect(fieldsOf({ kind: "timeOff", ...off })).toEqual(["reason too_long"]);
    expect(fieldsOf({ kind: "schedule", ...off })).toEqual([]);
  });

  it("keeps what was typed for one kind while another is looked at", () => {
    const off = draft({ firstDate: "2027-03-10", lastDate: "2027-03-11" });
    expect(changeOf({ ...off, kind: "schedule" }).kind).toBe("schedule");
    expect(changeOf(off)).toMatchObject({ firstDate: "2027-03-10", lastDate: "2027-03-11" });
  });
});
