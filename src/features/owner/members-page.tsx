import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Id } from "../../../convex/_generated/dataModel";
import { UnsavedGuard } from "../../components/unsaved-guard";
import { usePageTitle } from "../../lib/use-page-title";
import { changeOf, newDraft, type ChangeDraft } from "./change-draft";
import { ChangeForm } from "./change-form";
import { ChangePreview } from "./change-preview";
import { ChosenBar } from "./chosen-bar";
import { MovedBookings } from "./moved-bookings";
import { RecentChanges } from "./recent-changes";
import { RosterList } from "./roster-list";
import { useRoster } from "./use-roster";

/** Choosing members, saying what changes, and looking at what it would do: nothing is applied before all three. */
type Step = "choose" | "change" | "preview";

/** The owner's list of members, and the way to change the hours of many at once. */
export function MembersPage({ tenantSlug }: { tenantSlug: string }) {
  const { t } = useTranslation("owner");
  const members = useRoster(tenantSlug);
  const [chosen, setChosen] = useState<ReadonlySet<Id<"memberSettings">>>(new Set());
  const [draft, setDraft] = useState<ChangeDraft | null>(null);
  const [step, setStep] = useState<Step>("choose");
  const [applied, setApplied] = useState<Id<"bulkChanges"> | null>(null);
  usePageTitle(t("title"));

  if (step === "change") {
    return (
      <>
        <UnsavedGuard when={draft !== null} />
        <ChangeForm
          count={chosen.size}
          draft={draft ?? newDraft()}
          onChange={setDraft}
          onBack={() => setStep("choose")}
          onPreview={() => setStep("preview")}
        />
      </>
    );
  }
  if (step === "preview" && draft && members) {
    return (
      <>
        <UnsavedGuard when />
        <ChangePreview
          tenantSlug={tenantSlug}
          members={members.filter(({ id }) => chosen.has(id))}
          change={changeOf(draft)}
          onBack={() => setStep("change")}
          onApplied={(id) => {
            setApplied(id);
            setChosen(new Set());
            setDraft(null);
            setStep("choose");
          }}
        />
      </>
    );
  }
  return (
    <div className="flex flex-col gap-6">
      <header>
        <h1 className="text-title">{t("title")}</h1>
        <p className="text-muted">{t("text")}</p>
      </header>
      <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="flex min-w-0 flex-col gap-4">
          <RosterList members={members} chosen={chosen} onChoose={setChosen} />
          {chosen.size > 0 && (
            <ChosenBar
              count={chosen.size}
              onClear={() => setChosen(new Set())}
              onChange={() => setStep("change")}
            />
          )}
        </div>
        <div className="flex min-w-0 flex-col gap-6">
          <RecentChanges
            tenantSlug={tenantSlug}
            members={members ?? []}
            applied={applied}
            onChoose={(ids) => setChosen(new Set(ids))}
          />
          <MovedBookings tenantSlug={tenantSlug} members={members ?? []} />
        </div>
      </div>
    </div>
  );
}
