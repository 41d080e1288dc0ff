/**
 * The changes a person has not saved yet, beside what is stored. What is stored may change meanwhile, in another window
 * or by an administrator; whether that matters is decided anew whenever it does.
 */
import { adopt, isConflict, isSame, rebase, withId, withStoredIds, type Draft } from "./draft";
import { mapHistory, startHistory, step, type History } from "./history";

export type Edits = {
  /** What was stored when editing began. */
  base: Draft;
  history: History<Draft>;
  /** They come from an earlier visit to the page. */
  restored: boolean;
};

/** How the edits stand to what is stored now. */
export type Standing = {
  /** What to show. */
  draft: Draft;
  /** Null: nothing to go back to. */
  edits: Edits | null;
  isDirty: boolean;
  /** The same things were changed elsewhere: saving now would overwrite them. */
  isConflict: boolean;
};

export function standingOf(edits: Edits | null, stored: Draft): Standing {
  const untouched = { draft: stored, edits: null, isDirty: false, isConflict: false };
  if (!edits) return untouched;
  const { base, history } = edits;
  const mine = history.present;
  if (isSame(mine, stored)) return { ...untouched, draft: mine, edits };
  if (isSame(base, mine) && !isSame(base, stored)) return untouched;
  const conflict = isConflict({ base, mine, theirs: stored });
  return { draft: mine, edits, isDirty: true, isConflict: conflict };
}

/** One more step, which can be undone; none when it changes nothing. */
export function edit({ edits, draft }: Standing, stored: Draft, next: Draft): Edits | null {
  if (isSame(draft, next)) return edits;
  if (edits) return { ...edits, history: step(edits.history, next), restored: false };
  return { base: stored, history: step(startHistory(draft), next), restored: false };
}

/**
 * Edits found in the browser's memory. What was still being saved when the page was left may be stored by now: its
 * entries are recognised by what they hold, so that they are not taken for somebody else's.
 */
export function restore({ base, draft }: { base: Draft; draft: Draft }, stored: Draft): Edits {
  const mine = withStoredIds(draft, stored);
  return { base, history: step(startHistory(base), mine), restored: true };
}

/** Puts the edits on top of what is stored now. */
export function keepMine({ base, history, restored }: Edits, theirs: Draft): Edits {
  const onTop = (mine: Draft) => rebase({ base, mine, theirs });
  return { base: theirs, history: mapHistory(history, onTop), restored };
}

/**
 * Some parts of the draft have been stored. `id`: the number that a new entry was given there, in place of its
 * provisional one.
 */
export function acknowledge(
  { base, history, restored }: Edits,
  parts: readonly string[],
  { sent, id }: { sent: Draft; id?: { from: string; to: string } },
): Edits {
  const named = (draft: Draft) => (id ? withId(draft, id.from, id.to) : draft);
  return {
    base: named(adopt(base, sent, parts)),
    history: mapHistory(history, named),
    restored,
  };
}
