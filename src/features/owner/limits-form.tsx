import { useMutation } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { useTranslation } from "react-i18next";
import { api } from "../../../convex/_generated/api";
import { UnsavedGuard } from "../../components/unsaved-guard";
import { Button } from "../../components/ui/button";
import { Refusal } from "../../components/ui/refusal";
import { Section } from "../../components/ui/section";
import { useSavedDraft } from "../../lib/use-saved-draft";
import { LimitField } from "./limit-field";

const FIELDS = [
  "bookingsPerEmailDay",
  "bookingsPerMemberDay",
  "attemptsPerAddressHour",
  "holdsPerAddressHour",
] as const;

/** Null is no limit; what cannot be read is NaN while it is being typed. */
type Limits = FunctionReturnType<typeof api.limits.settings>;

type LimitsFormProps = { tenantSlug: string; stored: Limits };

/** How many bookings, attempts and holds the business takes. */
export function LimitsForm({ tenantSlug, stored }: LimitsFormProps) {
  const { t } = useTranslation("owner");
  const send = useMutation(api.limits.save);
  const draft = useSavedDraft({
    stored,
    isReadable: (limits) => !Object.values(limits).some(Number.isNaN),
    send: (limits) => send({ tenantSlug, limits }),
  });
  const { values, isChanged, busy, refused } = draft;
  return (
    <Section title={t("limits.counts")} text={t("limits.countsText")}>
      <form
        noValidate
        data-testid="limits"
        onSubmit={(event) => {
          event.preventDefault();
          void draft.save();
        }}
        className="flex flex-col gap-5"
      >
        <UnsavedGuard when={isChanged} />
        <div key={draft.discards} className="grid gap-x-4 gap-y-5 sm:grid-cols-2">
          {FIELDS.map((field) => (
            <LimitField
              key={field}
              name={field}
              label={t(`limits.${field}`)}
              {...(field === "attemptsPerAddressHour" && { hint: t("limits.addressHint") })}
              value={values[field]}
              onChange={(value) => draft.change({ [field]: value })}
            />
          ))}
        </div>
        <Refusal>{refused}</Refusal>
        <div className="flex flex-wrap items-center gap-2">
          <Button
            type="submit"
            data-testid="save-limits"
            busy={busy}
            aria-disabled={!isChanged || busy || undefined}
          >
            {t("limits.save")}
          </Button>
          {isChanged && (
            <Button look="quiet" onClick={draft.discard}>
              {t("limits.discard")}
            </Button>
          )}
          <p role="status" className="text-sm text-muted">
            {draft.isSaved && t("limits.saved")}
          </p>
        </div>
      </form>
    </Section>
  );
}
