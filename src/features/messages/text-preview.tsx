import { useTranslation } from "react-i18next";
import { Notice } from "../../components/ui/notice";
import { Skeleton } from "../../components/ui/skeleton";
import { MailPreview } from "./mail-preview";
import { SmsPreview } from "./sms-preview";
import { TestMail } from "./test-mail";
import { problemsOfText } from "./text-problems";
import { usePreview, type Wanted } from "./use-preview";
import type { TextDrafts } from "./use-text-drafts";

type TextPreviewProps = { tenantSlug: string; drafts: TextDrafts };

/** The message as its reader would get it, with the words that stand in the fields, saved or not. */
export function TextPreview({ tenantSlug, drafts }: TextPreviewProps) {
  const { t } = useTranslation("messages");
  const { place, text, own } = drafts;
  const { subject, body } = problemsOfText(place, text);
  const hasProblem = subject !== null || body !== null;
  const wanted: Wanted = {
    ...{ tenantSlug, ...place },
    own: own && { subject: own.subject, body: own.body },
  };
  const { drawing, isLoading, failed } = usePreview(hasProblem ? null : wanted);
  return (
    <section
      aria-label={t("preview.title")}
      aria-busy={isLoading}
      data-testid="preview"
      className="flex min-w-0 flex-col gap-4"
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <h3 className="font-semibold">{t("preview.title")}</h3>
        <p role="status" className="text-sm text-muted">
          {hasProblem ? t("preview.hasProblem") : isLoading && t("preview.loading")}
        </p>
      </div>
      {failed !== null && (
        <Notice tone="danger" role="alert">
          {failed}
        </Notice>
      )}
      {drawing === null && failed === null && <Skeleton className="h-96 rounded-xl" />}
      {drawing !== null && (
        <div className={isLoading || hasProblem ? "opacity-60 transition-opacity" : ""}>
          {place.channel === "email" ? (
            <MailPreview drawing={drawing} />
          ) : (
            <SmsPreview drawing={drawing} />
          )}
        </div>
      )}
      <p className="text-sm text-muted">{t("preview.invented")}</p>
      {place.channel === "email" && <TestMail wanted={wanted} isReady={!hasProblem} />}
    </section>
  );
}
