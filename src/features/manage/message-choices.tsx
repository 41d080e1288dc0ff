import { useTranslation } from "react-i18next";
import { SwitchRow } from "../../components/switch-row";
import { Button } from "../../components/ui/button";
import { Notice } from "../../components/ui/notice";
import type { BookingLink } from "../../lib/use-payment-check";
import { SmsChoice } from "./sms-choice";
import { useMessageChoices } from "./use-message-choices";

/** What its customer gets about a booking; each switch holds at once. */
export function MessageChoices({ link }: { link: BookingLink }) {
  const { t } = useTranslation("notifications");
  const chosen = useMessageChoices(link);
  if (!chosen) return null;
  const { choices, hasSms, isStopped, refused, change, undo } = chosen;
  return (
    <section
      aria-labelledby="messages-title"
      data-testid="message-choices"
      className="flex flex-col gap-4 border-t border-line pt-5 print:hidden"
    >
      <h2 id="messages-title" className="text-heading">
        {t("choices.title")}
      </h2>
      <SwitchRow
        label={t("choices.email")}
        hint={t("choices.emailHint")}
        checked={choices.email}
        onChange={(email) => void change({ email })}
      />
      {(hasSms || choices.sms) && (
        <SmsChoice {...{ choices, isStopped, change }} refused={refused?.phone} />
      )}
      <SwitchRow
        label={t("choices.followUps")}
        hint={t("choices.followUpsHint")}
        checked={choices.followUps}
        onChange={(followUps) => void change({ followUps })}
      />
      {refused && refused.phone === undefined && (
        <Notice tone="danger" role="alert">
          {refused.sentence}
        </Notice>
      )}
      <div role="status" className="flex min-h-11 items-center gap-2 text-sm text-muted">
        {undo && (
          <>
            {t("choices.saved")}
            <Button look="quiet" onClick={() => void undo()}>
              {t("choices.undo")}
            </Button>
          </>
        )}
      </div>
    </section>
  );
}
