import { useMutation } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { useTranslation } from "react-i18next";
import { DEFAULTS } from "../../../core/messages/defaults";
import { problemsOfSettings } from "../../../core/messages/settings";
import { api } from "../../../convex/_generated/api";
import { LeadTime } from "../../components/lead-time";
import { RemindersField } from "../../components/reminders-field";
import { SwitchRow } from "../../components/switch-row";
import { UnsavedGuard } from "../../components/unsaved-guard";
import { Button } from "../../components/ui/button";
import { Refusal } from "../../components/ui/refusal";
import { Section } from "../../components/ui/section";
import { useRefusal } from "../../lib/use-refusal";
import { useSavedDraft } from "../../lib/use-saved-draft";
import { RatingField, ratingProblem } from "./rating-field";

type Settings = FunctionReturnType<typeof api.messages.settings>;
/** A length that cannot be read is NaN while it is being typed. */
type Timing = Omit<Settings, "missing" | "smsQuota">;

type TimingFormProps = { tenantSlug: string; settings: Settings };

/** When customers hear from the business; one Save for all of it. */
export function TimingForm({ tenantSlug, settings }: TimingFormProps) {
  const { t } = useTranslation("messages");
  const send = useMutation(api.messages.saveSettings);
  const { missing, smsQuota: _quota, ...stored } = settings;
  const draft = useSavedDraft<Timing>({
    stored,
    isReadable: (timing) =>
      problemsOfSettings(timing).length === 0 && ratingProblem(timing.ratingUrl) === null,
    send: (chosen) => send({ tenantSlug, settings: chosen }),
  });
  const { values, change, isChanged, refused } = draft;
  return (
    <Section title={t("timing.title")} text={t("timing.text")}>
      <form
        noValidate
        data-testid="message-settings"
        onSubmit={(event) => {
          event.preventDefault();
          void draft.save();
        }}
        className="flex flex-col gap-7"
      >
        <UnsavedGuard when={isChanged} />
        {/* What was typed goes when it is discarded. */}
        <div
          key={draft.discards}
          className="grid gap-x-8 gap-y-7 xl:grid-cols-[minmax(0,5fr)_minmax(0,4fr)]"
        >
          <fieldset className="flex min-w-0 flex-col gap-3">
            <legend className="mb-3 font-semibold">{t("timing.reminders")}</legend>
            <RemindersField
              reminders={values.reminders}
              onChange={(reminders) => change({ reminders })}
            />
            {missing.sms.length > 0 &&
              values.reminders.some(({ channel }) => channel === "sms") && (
                <p className="text-sm text-warning">{t("reminders.smsOff")}</p>
              )}
          </fieldset>
          <div className="flex min-w-0 flex-col gap-5">
            <FollowUp timing={values} onChange={change} />
            <SwitchRow
              label={t("timing.warnsOfExpiry")}
              hint={t("timing.warnsOfExpiryHint")}
              checked={values.warnsOfExpiry}
              onChange={(warnsOfExpiry) => change({ warnsOfExpiry })}
            />
            <SwitchRow
              label={t("timing.confirmsBySms")}
              hint={t("timing.confirmsBySmsHint")}
              checked={values.confirmsBySms}
              onChange={(confirmsBySms) => change({ confirmsBySms })}
            />
          </div>
        </div>
        <Refusal>{refused}</Refusal>
        <Steps {...draft} />
      </form>
    </Section>
  );
}

type StepsProps = Pick<
  ReturnType<typeof useSavedDraft<Timing>>,
  "isChanged" | "busy" | "isSaved" | "discard"
>;

function Steps({ isChanged, busy, isSaved, discard }: StepsProps) {
  const { t } = useTranslation("messages");
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button
        type="submit"
        data-testid="save-messages"
        busy={busy}
        aria-disabled={!isChanged || busy || undefined}
      >
        {t("timing.save")}
      </Button>
      {isChanged && (
        <Button look="quiet" onClick={discard}>
          {t("timing.discard")}
        </Button>
      )}
      <p role="status" className="text-sm text-muted">
        {isSaved && t("timing.saved")}
      </p>
    </div>
  );
}

type FollowUpProps = { timing: Timing; onChange: (changed: Partial<Timing>) => void };

/** Whether, how long after the end, and with which link customers are asked how it was. */
function FollowUp({ timing, onChange }: FollowUpProps) {
  const { t } = useTranslation("messages");
  const { problem } = useRefusal();
  const { followUpMin, ratingUrl } = timing;
  const wrong = problemsOfSettings(timing).find(({ field }) => field === "followUpMin");
  return (
    <div className="flex flex-col gap-4">
      <SwitchRow
        label={t("timing.followUp")}
        hint={t("timing.followUpHint")}
        checked={followUpMin !== null}
        onChange={(isOn) =>
          onChange(
            isOn
              ? { followUpMin: DEFAULTS.followUpMin }
              : // What is wrong must not stand where nobody sees it.
                {
                  followUpMin: null,
                  ...(ratingProblem(ratingUrl) !== null && { ratingUrl: null }),
                },
          )
        }
      />
      {followUpMin !== null && (
        <div className="flex flex-col gap-4 border-s-2 border-line ps-4">
          <LeadTime
            className="max-w-72"
            label={t("timing.followUpAfter")}
            name="followUp"
            minutes={followUpMin}
            error={wrong && problem("followUpMin", wrong.problem)}
            onChange={(minutes) => onChange({ followUpMin: minutes })}
          />
          <RatingField value={ratingUrl} onChange={(url) => onChange({ ratingUrl: url })} />
        </div>
      )}
    </div>
  );
}
