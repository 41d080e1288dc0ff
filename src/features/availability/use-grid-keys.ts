import { useState, type KeyboardEvent } from "react";
import { gridKey, patchBetween, type Cell } from "./grid";
import type { Patch } from "../../lib/week";

type GridKeysOptions = {
  start: Cell;
  onSelect: (patch: Patch) => void;
  /** Enter, Space or Delete were pressed on a selection that began at `anchor`. */
  onApply: (patch: Patch, how: { isErasing: boolean; anchor: Cell }) => void;
  onCancel: () => void;
};

/** One cell is reached with Tab, the others with the arrow keys; Shift stretches a selection from where it was. */
export function useGridKeys({ start, onSelect, onApply, onCancel }: GridKeysOptions) {
  const [focus, setFocus] = useState(start);
  const [anchor, setAnchor] = useState<Cell | null>(null);

  const move = (grid: Element, to: Cell, isExtending: boolean) => {
    const from = isExtending ? (anchor ?? focus) : null;
    setAnchor(from);
    setFocus(to);
    grid.querySelector<HTMLElement>(`[data-cell="${to.day}:${to.minute}"]`)?.focus();
    if (from) onSelect(patchBetween(from, to));
  };
  return {
    focus,
    selection: anchor && patchBetween(anchor, focus),
    /** Goes to a cell without selecting anything. */
    goTo: (cell: Cell) => {
      setAnchor(null);
      setFocus(cell);
    },
    /** The focus came to a cell by itself: by Tab, a click or the steps above. */
    onFocusCell: setFocus,
    onKeyDown: (event: KeyboardEvent) => {
      const action = gridKey(event, focus);
      if (!action) return;
      event.preventDefault();
      if (action.kind === "move") {
        move(event.currentTarget, action.to, action.extend);
        return;
      }
      setAnchor(null);
      onCancel();
      if (action.kind === "cancel") return;
      const from = anchor ?? focus;
      onApply(patchBetween(from, focus), { isErasing: action.kind === "erase", anchor: from });
    },
  };
}
