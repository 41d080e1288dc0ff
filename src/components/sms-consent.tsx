import { useId } from "react";
import { useTranslation } from "react-i18next";

type SmsConsentProps = {
  /** Who sends them. */
  from: string;
  given: boolean;
  onChange: (given: boolean) => void;
};

/** Text messages are sent only to whoever has asked for them here, knowing what that means. */
export function SmsConsent({ from, given, onChange }: SmsConsentProps) {
  const { t } = useTranslation("booking");
  const id = useId();
  return (
    <div>
      <label className="flex min-h-11 cursor-pointer items-center gap-3 font-medium">
        <input
          type="checkbox"
          data-testid="wants-sms"
          checked={given}
          onChange={({ target }) => onChange(target.checked)}
          aria-describedby={id}
          className="size-5 shrink-0 accent-accent"
        />
        {t("texts.label")}
      </label>
      <p id={id} className="ps-8 text-sm text-muted">
        {t("texts.consent", { name: from })}
      </p>
    </div>
  );
}
