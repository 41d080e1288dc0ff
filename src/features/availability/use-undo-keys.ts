import { useEffect } from "react";
import type { AvailabilityDraft } from "./use-availability-draft";

/** Ctrl+Z and Ctrl+Y (⌘Z and ⇧⌘Z) anywhere on the page, except where they belong to what is being typed. */
export function useUndoKeys({ undo, redo }: Pick<AvailabilityDraft, "undo" | "redo">): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || isTyping(event.target)) return;
      const key = event.key.toLowerCase();
      const isRedo = key === "y" || (key === "z" && event.shiftKey);
      if (!isRedo && key !== "z") return;
      event.preventDefault();
      (isRedo ? redo : undo)?.();
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, [undo, redo]);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input, textarea, [role=dialog] *");
}
