import { useMutation } from "convex/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { Button } from "../../components/ui/button";
import { Notice } from "../../components/ui/notice";
import { Section } from "../../components/ui/section";
import { useRefusal } from "../../lib/use-refusal";
import type { Change } from "./change-draft";
import { ChangeSummary } from "./change-summary";
import { PreviewResult } from "./preview-result";
import { StepHeading } from "./step-heading";
import { useChangePreview } from "./use-change-preview";
import type { RosterMember } from "./use-roster";

type ChangePreviewProps = {
  tenantSlug: string;
  members: RosterMember[];
  change: Change;
  onBack: () => void;
  onApplied: (id: Id<"bulkChanges">) => void;
};

/** What the change would do to whom; only from here, and only once everything was looked at, it can be applied. */
export function ChangePreview(props: ChangePreviewProps) {
  const { tenantSlug, members, change, onBack, onApplied } = props;
  const { t } = useTranslation("owner");
  const { sentence } = useRefusal();
  const memberIds = members.map(({ id }) => id);
  const preview = useChangePreview(tenantSlug, memberIds, change);
  const apply = useMutation(api.availability.bulk.apply);
  const [busy, setBusy] = useState(false);
  const [thrown, setThrown] = useState<unknown>(null);
  const canApply = preview.isComplete && memberIds.length > 0;
  const refused = thrown ?? preview.thrown;

  const submit = async () => {
    setBusy(true);
    setThrown(null);
    try {
      const { id } = await apply({ tenantSlug, memberIds, change });
      onApplied(id);
    } catch (problem) {
      setThrown(problem);
      setBusy(false);
    }
  };

  return (
    <div className="flex max-w-3xl flex-col gap-6" data-testid="change-preview">
      <StepHeading title={t("preview.title")} back={t("preview.back")} onBack={onBack} />
      <Section title={t("preview.change")}>
        <ChangeSummary change={change} />
      </Section>
      <PreviewResult preview={preview} members={members} />
      {refused !== null && (
        <Notice tone="danger" role="alert">
          {sentence(refused)}
        </Notice>
      )}
      <div className="flex flex-wrap gap-2">
        <Button
          size="large"
          data-testid="apply"
          busy={busy}
          aria-disabled={!canApply || busy || undefined}
          onClick={() => {
            if (canApply) void submit();
          }}
        >
          {t("preview.apply", { count: memberIds.length })}
        </Button>
      </div>
    </div>
  );
}
