import fc from "fast-check";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { isSame } from "./draft";
import { drafts, plainDraft } from "./drafts.testing";
import { forget, recall, remember } from "./remembered-draft";

/** The part of the browser's storage that is used, per area. */
function memory(): Pick<Storage, "getItem" | "setItem" | "removeItem"> {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

const base = plainDraft();
const mine = plainDraft({ noticeMin: 60 });

describe("unsaved changes in the browser's memory", () => {
  beforeEach(() => {
    vi.stubGlobal("localStorage", memory());
    vi.stubGlobal("sessionStorage", memory());
    return () => vi.unstubAllGlobals();
  });

  it("come back as they were", () => {
    fc.assert(
      fc.property(drafts, drafts, (start, draft) => {
        remember("m", { base: start, draft });
        const found = recall("m");
        expect(found && isSame(found.base, start) && isSame(found.draft, draft)).toBe(true);
      }),
    );
  });

  it("keep a duration field that was emptied", () => {
    remember("m", { base, draft: plainDraft({ durationMin: NaN }) });
    expect(recall("m")?.draft.durationMin).toBeNaN();
  });

  it("are kept apart by member, and forgotten when saved or discarded", () => {
    remember("m", { base, draft: mine });
    expect(recall("other")).toBeNull();
    forget("m");
    expect(recall("m")).toBeNull();
  });

  it("belong to their tab first; a new tab takes up what the last one left", () => {
    remember("m", { base, draft: mine });
    vi.stubGlobal("sessionStorage", memory());
    expect(recall("m")?.draft.noticeMin).toBe(60);
    remember("m", { base, draft: plainDraft({ noticeMin: 90 }) });
    expect(recall("m")?.draft.noticeMin).toBe(90);
  });

  it("of another tab outlive one's own", () => {
    remember("m", { base, draft: plainDraft({ noticeMin: 90 }) });
    const own = sessionStorage;
    vi.stubGlobal("sessionStorage", memory());
    remember("m", { base, draft: mine });
    vi.stubGlobal("sessionStorage", own);
    forget("m");
    expect(recall("m")?.draft.noticeMin).toBe(60);
  });

  it.each([
    ["nothing readable", "{"],
    ["another release's shape", { base, draft: { ...mine, weekly: [] } }],
    ["windows that are no times", { base, draft: { ...mine, blockedDates: ["soon"] } }],
    ["a list where a draft belongs", [base, mine]],
  ])("are left alone when they are %s", (_what, value) => {
    const text = typeof value === "string" ? value : JSON.stringify(value);
    localStorage.setItem("availability-draft.m", text);
    expect(recall("m")).toBeNull();
  });
});
