import { useEffect, useState } from "react";
import { changesBetween } from "./changes";
import type { Draft } from "./draft";
import { acknowledge, edit, keepMine, restore, standingOf, type Edits } from "./edits";
import { redo, undo, type History } from "./history";
import { forget, recall, remember } from "./remembered-draft";
import { useSend } from "./use-save";
import type { StoredAvailability } from "./use-stored-availability";

export type SaveState =
  { kind: "idle" } | { kind: "saving" } | { kind: "saved" } | { kind: "refused"; thrown: unknown };

export type AvailabilityDraft = {
  draft: Draft;
  isDirty: boolean;
  isConflict: boolean;
  /** The changes come from an earlier visit and nothing was added to them yet. */
  isRestored: boolean;
  saveState: SaveState;
  change: (next: Draft) => void;
  undo: (() => void) | null;
  redo: (() => void) | null;
  /** Goes back to what is stored now. */
  discard: () => void;
  keepMine: () => void;
  save: () => Promise<void>;
};

/** The availability a member edits, beside what is stored; unsaved changes outlive a reload. */
export function useAvailabilityDraft(
  tenantSlug: string,
  stored: StoredAvailability,
): AvailabilityDraft {
  const memberId = stored.settings.id;
  const send = useSend(tenantSlug, stored.settings);
  const [edits, setEdits] = useState<Edits | null>(() => {
    const remembered = recall(memberId);
    return remembered && restore(remembered, stored.draft);
  });
  const [saveState, setSaveState] = useState<SaveState>({ kind: "idle" });
  const standing = standingOf(edits, stored.draft);
  useMemory(memberId, standing.isDirty ? edits : null);

  const isSaving = saveState.kind === "saving";
  const walk = (to: (history: History<Draft>) => History<Draft>, steps: readonly Draft[]) => {
    const { edits: known } = standing;
    if (!known || steps.length === 0 || isSaving) return null;
    return () => {
      setEdits({ ...known, history: to(known.history), restored: false });
      setSaveState({ kind: "idle" });
    };
  };
  const save = async () => {
    const sent = standing.draft;
    const sendChange = send(sent);
    setSaveState({ kind: "saving" });
    try {
      for (const change of changesBetween(stored.draft, sent)) {
        const id = await sendChange(change);
        setEdits((now) => now && acknowledge(now, change.parts, { sent, ...(id && { id }) }));
      }
      setSaveState({ kind: "saved" });
    } catch (thrown) {
      setSaveState({ kind: "refused", thrown });
    }
  };
  return {
    draft: standing.draft,
    isDirty: standing.isDirty,
    isConflict: standing.isConflict && !isSaving,
    isRestored: standing.isDirty && edits?.restored === true,
    saveState,
    change: (next) => {
      if (isSaving) return;
      setEdits(edit(standing, stored.draft, next));
      setSaveState({ kind: "idle" });
    },
    undo: walk(undo, standing.edits?.history.past ?? []),
    redo: walk(redo, standing.edits?.history.future ?? []),
    discard: () => {
      setEdits(null);
      setSaveState({ kind: "idle" });
    },
    keepMine: () => setEdits((now) => now && keepMine(now, stored.draft)),
    save,
  };
}

/** Keeps unsaved changes in the browser as long as there are any. */
function useMemory(memberId: string, edits: Edits | null): void {
  useEffect(() => {
    if (edits) remember(memberId, { base: edits.base, draft: edits.history.present });
    else forget(memberId);
  }, [memberId, edits]);
}
