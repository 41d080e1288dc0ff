import { useMutation } from "convex/react";
import { useTranslation } from "react-i18next";
import { api } from "../../../convex/_generated/api";
import { ChoiceGroup } from "../../components/choice-group";
import { PriceAmountField } from "../../components/price-amount-field";
import { UnsavedGuard } from "../../components/unsaved-guard";
import { Button } from "../../components/ui/button";
import { Refusal } from "../../components/ui/refusal";
import { Section } from "../../components/ui/section";
import { useSavedDraft } from "../../lib/use-saved-draft";
import { FeeExample, type PaymentSettings } from "./fee-example";
import { PercentField } from "./percent-field";

const MODES = ["platform", "destination", "own"] as const;

type SettingsFormProps = { tenantSlug: string; stored: PaymentSettings; currency: string };

/** Who takes the money of bookings, and what the platform keeps of it. */
export function SettingsForm({ tenantSlug, stored, currency }: SettingsFormProps) {
  const { t } = useTranslation("payments");
  const send = useMutation(api.payments.saveSettings);
  const draft = useSavedDraft({
    stored,
    isReadable: ({ feeBasisPoints, feeFixed }) =>
      !Number.isNaN(feeBasisPoints) && !Number.isNaN(feeFixed),
    send: (settings) => send({ tenantSlug, settings }),
  });
  const { values: settings, change, isChanged, busy, refused } = draft;
  return (
    <Section title={t("settings.title")}>
      <form
        noValidate
        data-testid="payment-settings"
        onSubmit={(event) => {
          event.preventDefault();
          void draft.save();
        }}
        className="flex flex-col gap-5"
      >
        <UnsavedGuard when={isChanged} />
        <ChoiceGroup
          legend={t("settings.mode")}
          value={settings.mode}
          choices={MODES.map((value) => ({
            value,
            label: t(`settings.modes.${value}`),
            hint: t(`settings.modeHints.${value}`),
          }))}
          onChange={(mode) => change({ mode })}
        />
        {/* What was typed goes when it is discarded. */}
        <div key={draft.discards} className="grid gap-4 sm:grid-cols-2 xl:grid-cols-1">
          <PercentField
            label={t("settings.percent")}
            name="percent"
            basisPoints={settings.feeBasisPoints}
            onChange={(feeBasisPoints) => change({ feeBasisPoints })}
          />
          <PriceAmountField
            label={t("settings.fixed")}
            hint={t("settings.fixedHint", { currency: currency.toUpperCase() })}
            name="fixed"
            amount={settings.feeFixed}
            currency={currency}
            onChange={(feeFixed) => change({ feeFixed })}
          />
        </div>
        <FeeExample settings={settings} currency={currency} />
        <Refusal>{refused}</Refusal>
        <p role="status" className="text-sm text-muted">
          {draft.isSaved ? t("settings.saved") : t("settings.later")}
        </p>
        <div className="flex flex-wrap gap-2">
          <Button
            type="submit"
            data-testid="save-payments"
            busy={busy}
            aria-disabled={!isChanged || busy || undefined}
          >
            {t("settings.save")}
          </Button>
          {isChanged && (
            <Button look="quiet" onClick={draft.discard}>
              {t("settings.discard")}
            </Button>
          )}
        </div>
      </form>
    </Section>
  );
}
