import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Id } from "../../../convex/_generated/dataModel";
import { UnsavedGuard } from "../../components/unsaved-guard";
import { usePageTitle } from "../../lib/use-page-title";
import { changeOf, newDraft, type ChangeDraft } from "./change-draft";
import { ChangeForm } from "./change-form";
import { ChangePreview } from "./change-preview";
import { MembersOverview } from "./members-overview";
import type { Choice } from "./roster";
import type { Plan } from "./use-change-preview";
import { useRoster } from "./use-roster";

/** Choosing members, saying what changes, and looking at what that would do: nothing is applied before all three. */
type Step = "choose" | "change" | Plan;

/** The owner's list of members, and the way to change the hours of many at once. */
export function MembersPage({ tenantSlug }: { tenantSlug: string }) {
  const { t } = useTranslation("owner");
  const members = useRoster(tenantSlug);
  const [chosen, setChosen] = useState<Choice>(new Set());
  const [draft, setDraft] = useState<ChangeDraft | null>(null);
  const [step, setStep] = useState<Step>("choose");
  const [applied, setApplied] = useState<Id<"bulkChanges"> | null>(null);
  usePageTitle(t("title"));

  const finish = (id: Id<"bulkChanges">) => {
    setApplied(id);
    setChosen(new Set());
    setDraft(null);
    setStep("choose");
  };

  if (step === "choose") {
    return (
      <MembersOverview
        {...{ tenantSlug, members, chosen, applied }}
        onChoose={setChosen}
        onChange={() => setStep("change")}
      />
    );
  }
  return (
    <>
      <UnsavedGuard when={draft !== null} />
      {step === "change" ? (
        <ChangeForm
          count={chosen.size}
          draft={draft ?? newDraft()}
          onChange={setDraft}
          onBack={() => setStep("choose")}
          onPreview={(next) => setStep({ memberIds: [...chosen], change: changeOf(next) })}
        />
      ) : (
        <ChangePreview
          {...{ tenantSlug, members: members ?? [], plan: step }}
          onBack={() => setStep("change")}
          onApplied={finish}
        />
      )}
    </>
  );
}
