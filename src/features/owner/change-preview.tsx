import { useMutation } from "convex/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { Button } from "../../components/ui/button";
import { Notice } from "../../components/ui/notice";
import { Section } from "../../components/ui/section";
import { useRefusal } from "../../lib/use-refusal";
import { ChangeSummary } from "./change-summary";
import { PreviewResult } from "./preview-result";
import { StepHeading } from "./step-heading";
import { useChangePreview, type Plan } from "./use-change-preview";
import type { RosterMember } from "./use-roster";

type ChangePreviewProps = {
  tenantSlug: string;
  members: readonly RosterMember[];
  plan: Plan;
  onBack: () => void;
  onApplied: (id: Id<"bulkChanges">) => void;
};

/** What the change would do to whom; only from here, and only once everything was looked at, it can be applied. */
export function ChangePreview(props: ChangePreviewProps) {
  const { tenantSlug, members, plan, onBack, onApplied } = props;
  const { t } = useTranslation("owner");
  const { sentence } = useRefusal();
  const preview = useChangePreview(tenantSlug, plan);
  const apply = useMutation(api.availability.bulk.apply);
  const [busy, setBusy] = useState(false);
  const [thrown, setThrown] = useState<unknown>(null);
  const canApply = preview.isComplete;
  const refused = thrown ?? preview.thrown;

  const submit = async () => {
    setBusy(true);
    setThrown(null);
    try {
      const { id } = await apply({ tenantSlug, ...plan });
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
        <ChangeSummary change={plan.change} />
      </Section>
      <PreviewResult preview={preview} total={plan.memberIds.length} members={members} />
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
          {t("preview.apply", { count: plan.memberIds.length })}
        </Button>
      </div>
    </div>
  );
}
