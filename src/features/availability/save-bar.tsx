import { useConvexConnectionState } from "convex/react";
import { Redo2, Undo2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { errorOf } from "../../../core/errors";
import { Button } from "../../components/ui/button";
import { Notice } from "../../components/ui/notice";
import { useRefusal } from "../../lib/use-refusal";
import type { AvailabilityDraft } from "./use-availability-draft";

type SaveBarProps = {
  editing: AvailabilityDraft;
  /** How many things in the draft could not be saved as they are. */
  problemCount: number;
};

/** The state of the draft, always in sight, and what can be done about it. */
export function SaveBar({ editing, problemCount }: SaveBarProps) {
  const { t } = useTranslation("availability");
  const { isDirty, isConflict, saveState } = editing;
  const isSaving = saveState.kind === "saving";
  const canSave = isDirty && !isConflict && problemCount === 0 && !isSaving;
  return (
    <div className="sticky bottom-0 z-20 -mx-4 border-t border-line bg-canvas px-4 py-3 sm:mx-0 sm:px-0">
      {isConflict && <Conflict editing={editing} />}
      {!isConflict && saveState.kind === "refused" && <Refused thrown={saveState.thrown} />}
      <div className="flex flex-wrap items-center gap-2">
        <p
          role="status"
          data-testid="save-status"
          className="me-auto text-sm text-muted max-sm:w-full"
        >
          <SaveStatus editing={editing} problemCount={problemCount} />
        </p>
        <Button
          look="quiet"
          size="icon"
          aria-label={t("save.undo")}
          title={t("save.undo")}
          data-testid="undo"
          aria-disabled={!editing.undo || undefined}
          onClick={() => editing.undo?.()}
        >
          <Undo2 aria-hidden className="size-5" />
        </Button>
        <Button
          look="quiet"
          size="icon"
          aria-label={t("save.redo")}
          title={t("save.redo")}
          data-testid="redo"
          aria-disabled={!editing.redo || undefined}
          onClick={() => editing.redo?.()}
        >
          <Redo2 aria-hidden className="size-5" />
        </Button>
        {isDirty && !isSaving && (
          <Button look="quiet" data-testid="discard" onClick={editing.discard}>
            {t("save.discard")}
          </Button>
        )}
        <Button
          data-testid="save"
          busy={isSaving}
          aria-disabled={!canSave || undefined}
          onClick={() => {
            if (canSave) void editing.save();
          }}
        >
          {t("save.save")}
        </Button>
      </div>
    </div>
  );
}

function SaveStatus({ editing: { isDirty, saveState }, problemCount }: SaveBarProps) {
  const { t } = useTranslation("availability");
  const { isWebSocketConnected } = useConvexConnectionState();
  if (saveState.kind === "saving") {
    return t(isWebSocketConnected ? "save.saving" : "save.waiting");
  }
  if (!isDirty) return t(saveState.kind === "saved" ? "save.saved" : "save.clean");
  if (problemCount > 0) return t("save.problems", { count: problemCount });
  return t(isWebSocketConnected ? "save.unsaved" : "save.unsavedOffline");
}

/** A save that broke off says so; what had gone through by then is stored, and the rest is still in the draft. */
function Refused({ thrown }: { thrown: unknown }) {
  const { t } = useTranslation("availability");
  const { sentence, fieldsOf } = useRefusal();
  const isStale = errorOf(thrown)?.code === "STALE_REVISION";
  return (
    <Notice tone="danger" role="alert" data-testid="save-refused" className="mb-3">
      <p>{isStale ? t("save.stale") : sentence(thrown)}</p>
      {Object.entries(fieldsOf(thrown)).map(([field, text]) => (
        <p key={field} className="text-sm">
          {text}
        </p>
      ))}
    </Notice>
  );
}

function Conflict({ editing }: { editing: AvailabilityDraft }) {
  const { t } = useTranslation("availability");
  return (
    <Notice tone="warning" role="alert" data-testid="stale" className="mb-3">
      <p className="font-semibold">{t("stale.title")}</p>
      <p className="text-ink">{t("stale.text")}</p>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button size="small" data-testid="keep-mine" onClick={editing.keepMine}>
          {t("stale.keepMine")}
        </Button>
        <Button size="small" look="outline" data-testid="load-theirs" onClick={editing.discard}>
          {t("stale.loadTheirs")}
        </Button>
      </div>
    </Notice>
  );
}
