import { useTranslation } from "react-i18next";
import { Button } from "../../components/ui/button";
import { Notice } from "../../components/ui/notice";
import { UnsavedGuard } from "../../components/unsaved-guard";
import { DatesSection } from "./dates-section";
import { PreviewPanel } from "./preview-panel";
import { RulesSection } from "./rules-section";
import { SaveBar } from "./save-bar";
import { TermsSection } from "./terms-section";
import { useAvailabilityDraft, type AvailabilityDraft } from "./use-availability-draft";
import { useProblems } from "./use-problems";
import { useUndoKeys } from "./use-undo-keys";
import type { StoredAvailability } from "./use-stored-availability";
import { WeekSection } from "./week-section";

type AvailabilityEditorProps = { tenantSlug: string; stored: StoredAvailability };

/** One draft, seen as terms, week, dates and rules; nothing is stored before it is saved. */
export function AvailabilityEditor({ tenantSlug, stored }: AvailabilityEditorProps) {
  const editing = useAvailabilityDraft(tenantSlug, stored);
  const { draft, change } = editing;
  const problems = useProblems(draft);
  useUndoKeys(editing);
  return (
    <>
      <UnsavedGuard when={editing.isDirty} />
      {editing.isRestored && <Restored editing={editing} />}
      <TermsSection draft={draft} problems={problems} onChange={change} />
      <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_17.5rem]">
        <WeekSection
          weekly={draft.weekly}
          problems={problems}
          onChange={(weekly) => change({ ...draft, weekly })}
        />
        <PreviewPanel
          stored={stored}
          draft={draft}
          isDirty={editing.isDirty}
          className="xl:sticky xl:top-4 xl:col-start-2 xl:row-span-3 xl:row-start-1"
        />
        <DatesSection draft={draft} onChange={change} />
        <RulesSection draft={draft} services={stored.services} onChange={change} />
      </div>
      <SaveBar editing={editing} problemCount={Object.keys(problems).length} />
    </>
  );
}

function Restored({ editing }: { editing: AvailabilityDraft }) {
  const { t } = useTranslation("availability");
  return (
    <Notice
      tone="good"
      role="status"
      data-testid="restored"
      className="flex flex-wrap items-center gap-3"
    >
      <p className="me-auto">{t("restored")}</p>
      <Button size="small" look="outline" onClick={editing.discard}>
        {t("save.discard")}
      </Button>
    </Notice>
  );
}
