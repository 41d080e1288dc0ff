import { describe, expect, it } from "vitest";
import { plainDraft } from "./drafts.testing";
import { acknowledge, edit, keepMine, restore, standingOf, type Edits } from "./edits";
import { undo } from "./history";
import type { Draft } from "./draft";

const stored = plainDraft();
const edited = (base: Draft, ...steps: Draft[]): Edits => {
  const edits = steps.reduce<Edits | null>(
    (state, next) => edit(standingOf(state, base), base, next),
    null,
  );
  if (!edits) throw new Error("No step was given");
  return edits;
};
const rename = { from: "new", to: "row" };
const span = (id: string) => ({ id, firstDate: "2026-08-01", lastDate: "2026-08-02", reason: "" });

describe("unsaved changes beside what is stored", () => {
  it("follow what is stored as long as nobody changed anything", () => {
    const newer = plainDraft({ noticeMin: 60 });
    expect(standingOf(null, newer)).toMatchObject({ draft: newer, isDirty: false });
  });

  it("are dirty until what is stored is the same, by saving or by undoing", () => {
    const mine = plainDraft({ noticeMin: 60 });
    const edits = edited(stored, mine);
    expect(standingOf(edits, stored)).toMatchObject({ draft: mine, isDirty: true });
    expect(standingOf(edits, mine).isDirty).toBe(false);
    const undone = { ...edits, history: undo(edits.history) };
    expect(standingOf(undone, stored)).toMatchObject({ draft: stored, isDirty: false });
  });

  it("take no step for what changes nothing, such as clearing an empty week", () => {
    expect(edit(standingOf(null, stored), stored, plainDraft())).toBeNull();
    const mine = plainDraft({ noticeMin: 60 });
    const edits = edited(stored, mine);
    expect(edit(standingOf(edits, stored), stored, structuredClone(mine))).toBe(edits);
  });

  it("are in conflict when somebody else changes something meanwhile, until one side is chosen", () => {
    const edits = edited(stored, plainDraft({ noticeMin: 60 }));
    const theirs = plainDraft({ intervalMin: 15 });
    expect(standingOf(edits, theirs).isConflict).toBe(true);
    const kept = standingOf(keepMine(edits, theirs), theirs);
    expect(kept).toMatchObject({ isConflict: false, isDirty: true });
    expect(kept.draft).toEqual(plainDraft({ noticeMin: 60, intervalMin: 15 }));
  });

  it("can be undone after they were saved, without looking like somebody else's change", () => {
    const mine = plainDraft({ noticeMin: 60 });
    const edits = edited(stored, mine);
    const saved = acknowledge(edits, ["noticeMin"], { sent: mine });
    const undone = { ...saved, history: undo(saved.history) };
    expect(standingOf(undone, mine)).toMatchObject({
      draft: stored,
      isDirty: true,
      isConflict: false,
    });
  });

  it("take the id that a new entry was given, in every step one can go back to", () => {
    const mine = plainDraft({ timeOff: [span("new")] });
    const later = plainDraft({ timeOff: [span("new")], noticeMin: 60 });
    const edits = edited(stored, mine, later);
    const saved = acknowledge(edits, ["timeOff.new"], { sent: later, id: rename });
    const now = plainDraft({ timeOff: [span("row")] });
    expect(standingOf(saved, now)).toMatchObject({ isDirty: true, isConflict: false });
    expect(standingOf({ ...saved, history: undo(saved.history) }, now).isDirty).toBe(false);
  });

  it("are found again after a reload, as one step that can be undone", () => {
    const draft = plainDraft({ noticeMin: 60 });
    const edits = restore({ base: stored, draft }, stored);
    expect(standingOf(edits, stored)).toMatchObject({ draft, isDirty: true });
    expect(undo(edits.history).present).toEqual(stored);
    expect(standingOf(edits, plainDraft({ intervalMin: 15 })).isConflict).toBe(true);
  });

  it("are not taken for somebody else's when the page was left while they were being saved", () => {
    const draft = plainDraft({ timeOff: [span("new"), span("new too")], noticeMin: 60 });
    const now = plainDraft({ timeOff: [span("row")] });
    const standing = standingOf(restore({ base: stored, draft }, now), now);
    expect(standing).toMatchObject({ isDirty: true, isConflict: false });
    expect(standing.draft.timeOff).toEqual([span("row"), span("new too")]);
    const done = plainDraft({ timeOff: [span("row"), span("other")], noticeMin: 60 });
    expect(standingOf(restore({ base: stored, draft }, done), done).isDirty).toBe(false);
  });
});
