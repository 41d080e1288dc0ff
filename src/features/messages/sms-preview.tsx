import { useTranslation } from "react-i18next";
import type { Drawing } from "./use-preview";

/** A text message as a phone shows it, and how many are paid for. */
export function SmsPreview({ drawing: { text, parts } }: { drawing: Drawing }) {
  const { t } = useTranslation("messages");
  const letters = Array.from(text).length;
  return (
    <div className="flex flex-col items-start gap-2 rounded-xl bg-sunken p-5">
      <p
        dir="auto"
        data-testid="sms-bubble"
        className="max-w-80 whitespace-pre-wrap break-words rounded-2xl rounded-es-md border border-line bg-surface px-4 py-2.5"
      >
        {text}
      </p>
      <p data-testid="sms-parts" className="text-sm text-muted">
        {t("preview.parts", { count: parts })} · {t("preview.letters", { count: letters })}
      </p>
    </div>
  );
}
