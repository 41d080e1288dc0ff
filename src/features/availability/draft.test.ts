import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changedParts, isConflict, isSame, rebase, type Draft } from "./draft";
import { drafts, plainDraft } from "./drafts.testing";
import { PRESETS } from "../../lib/week";

describe("comparing drafts", () => {
  it("finds no difference in a copy whose keys come in another order", () => {
    fc.assert(
      fc.property(drafts, (draft) => {
        const reversed = Object.fromEntries(Object.entries(draft).reverse()) as Draft;
        expect(isSame(draft, structuredClone(reversed))).toBe(true);
      }),
    );
  });

  it("names what differs by day, by field, by date and by entry", () => {
    const before = plainDraft({ weekly: PRESETS.nineToFive, blockedDates: ["2026-12-24"] });
    const after = plainDraft({
      weekly: { ...PRESETS.nineToFive, friday: [] },
      noticeMin: 60,
      timeOff: [{ id: "a", firstDate: "2026-08-01", lastDate: "2026-08-14", reason: "sea" }],
    });
    expect(changedParts(before, after).sort()).toEqual([
      "blockedDates.2026-12-24",
      "noticeMin",
      "timeOff.a",
      "weekly.friday",
    ]);
  });
});

describe("putting one's changes on top of somebody else's", () => {
  it("keeps all of mine where I changed something and all of theirs where I did not", () => {
    fc.assert(
      fc.property(drafts, drafts, drafts, (base, mine, theirs) => {
        const merged = rebase({ base, mine, theirs });
        const touched = new Set(changedParts(base, mine));
        const notMine = new Set(changedParts(merged, mine));
        const notTheirs = new Set(changedParts(merged, theirs));
        for (const name of touched) expect(notMine.has(name)).toBe(false);
        for (const name of notTheirs) expect(touched.has(name)).toBe(true);
      }),
    );
  });

  it("is no conflict when nobody else changed anything, or only to what I have too", () => {
    fc.assert(
      fc.property(drafts, drafts, (base, mine) => {
        expect(isConflict({ base, mine, theirs: base })).toBe(false);
        expect(isConflict({ base, mine, theirs: mine })).toBe(false);
      }),
    );
  });

  it("is a conflict when somebody else changed what I do not have, even beside my own changes", () => {
    const base = plainDraft();
    const mine = plainDraft({ noticeMin: 60 });
    expect(isConflict({ base, mine, theirs: plainDraft({ noticeMin: 90 }) })).toBe(true);
    expect(isConflict({ base, mine, theirs: plainDraft({ intervalMin: 15 }) })).toBe(true);
  });
});
