import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changesBetween, type Change } from "./changes";
import { adopt, isSame, type Draft } from "./draft";
import { drafts, plainDraft } from "./drafts.testing";

/** The backend, as far as an order of calls goes. */
function carriedOut(stored: Draft, draft: Draft, change: Change): Draft {
  switch (change.kind) {
    case "setOverride":
      return {
        ...stored,
        overrides: [
          ...stored.overrides.filter(({ date }) => date !== change.override.date),
          change.override,
        ],
      };
    case "removeOverride":
      return { ...stored, overrides: stored.overrides.filter(({ date }) => date !== change.date) };
    case "addTimeOff":
      return {
        ...stored,
        timeOff: [...stored.timeOff.filter(({ id }) => id !== change.timeOff.id), change.timeOff],
      };
    case "removeTimeOff":
      return { ...stored, timeOff: stored.timeOff.filter(({ id }) => id !== change.id) };
    case "saveRule":
      expect(stored.rules.some(({ id }) => id === change.rule.id)).toBe(!change.isNew);
      return {
        ...stored,
        rules: [...stored.rules.filter(({ id }) => id !== change.rule.id), change.rule],
      };
    case "removeRule":
      return { ...stored, rules: stored.rules.filter(({ id }) => id !== change.id) };
    case "settings": {
      const { overrides, timeOff, rules } = stored;
      return { ...draft, overrides, timeOff, rules };
    }
  }
}

describe("what is sent when a draft is saved", () => {
  it("turns what is stored into the draft, and names exactly the parts it has stored", () => {
    fc.assert(
      fc.property(drafts, drafts, (stored, draft) => {
        let now = stored;
        let adopted = stored;
        for (const change of changesBetween(stored, draft)) {
          now = carriedOut(now, draft, change);
          adopted = adopt(adopted, draft, change.parts);
          expect(isSame(now, adopted)).toBe(true);
        }
        expect(isSame(now, draft)).toBe(true);
      }),
    );
  });

  it("finishes a save that broke off after any number of steps by making the list anew", () => {
    fc.assert(
      fc.property(drafts, drafts, fc.nat(20), (stored, draft, broken) => {
        const first = changesBetween(stored, draft).slice(0, broken);
        const half = first.reduce((now, change) => carriedOut(now, draft, change), stored);
        const rest = changesBetween(half, draft);
        const done = rest.reduce((now, change) => carriedOut(now, draft, change), half);
        expect(isSame(done, draft)).toBe(true);
      }),
    );
  });

  it("sends the settings before anything else, because they alone say that somebody was faster", () => {
    const draft = plainDraft({
      noticeMin: 60,
      blockedDates: ["2026-12-24"],
      overrides: [{ date: "2026-12-23", windows: [], reason: "early" }],
    });
    const kinds = changesBetween(plainDraft(), draft).map(({ kind }) => kind);
    expect(kinds).toEqual(["settings", "setOverride"]);
  });
});
