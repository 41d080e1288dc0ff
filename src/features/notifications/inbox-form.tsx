import { useMutation } from "convex/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { localeFor } from "../../../core/messages/locale";
import { parseEmail } from "../../../core/text/fields";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { UnsavedGuard } from "../../components/unsaved-guard";
import { Button } from "../../components/ui/button";
import { Notice } from "../../components/ui/notice";
import { Refusal } from "../../components/ui/refusal";
import { Section } from "../../components/ui/section";
import { useSavedDraft } from "../../lib/use-saved-draft";
import { InboxFields, type Inbox } from "./inbox-fields";

type InboxFormProps = { memberId: Id<"memberSettings">; inbox: Inbox | null };

/** Where messages to a member go and how they are written. Somebody whom nobody can write to yet is asked. */
export function InboxForm({ memberId, inbox }: InboxFormProps) {
  const { t } = useTranslation("notifications");
  const send = useMutation(api.messages.saveInbox);
  const [isTried, setIsTried] = useState(false);
  const draft = useSavedDraft<Inbox>({
    stored: inbox ? fieldsOf(inbox) : nobody(),
    isReadable: ({ email }) => parseEmail(email).ok,
    send: (fields) => send({ memberId, inbox: fields }),
  });
  const { values, isChanged, busy, refused } = draft;
  return (
    <Section title={t("inbox.mail")}>
      <form
        noValidate
        data-testid="inbox"
        onSubmit={(event) => {
          event.preventDefault();
          setIsTried(true);
          void draft.save();
        }}
        className="flex flex-col gap-5"
      >
        <UnsavedGuard when={isChanged} />
        {inbox === null && <Notice tone="warning">{t("inbox.noAddress")}</Notice>}
        <InboxFields inbox={values} onChange={draft.change} isTried={isTried && isChanged} />
        <Refusal>{refused}</Refusal>
        <div className="flex flex-wrap items-center gap-2">
          <Button
            type="submit"
            data-testid="save-inbox"
            busy={busy}
            aria-disabled={!isChanged || busy || undefined}
          >
            {t("inbox.save")}
          </Button>
          {isChanged && (
            <Button look="quiet" onClick={draft.discard}>
              {t("inbox.discard")}
            </Button>
          )}
          <p role="status" className="text-sm text-muted">
            {draft.isSaved && t("inbox.saved")}
          </p>
        </div>
      </form>
    </Section>
  );
}

function fieldsOf({ email, locale, clock, wantsAgenda }: Inbox): Inbox {
  return { email, locale, clock, wantsAgenda };
}

function nobody(): Inbox {
  return { email: "", locale: localeFor(navigator.language), clock: "auto", wantsAgenda: false };
}
