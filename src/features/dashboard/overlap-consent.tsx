import { useTranslation } from "react-i18next";
import { Notice } from "../../components/ui/notice";

type OverlapConsentProps = { given: boolean; onChange: (given: boolean) => void };

/** Two bookings at one time are only made by somebody who has said so. */
export function OverlapConsent({ given, onChange }: OverlapConsentProps) {
  const { t } = useTranslation("member");
  return (
    <Notice tone="warning" role="alert" data-testid="overlap">
      <p>{t("manual.overlap")}</p>
      <label className="mt-2 flex min-h-11 cursor-pointer items-center gap-3 font-semibold text-ink">
        <input
          type="checkbox"
          checked={given}
          onChange={({ target }) => onChange(target.checked)}
          className="size-5 shrink-0 accent-accent"
        />
        {t("manual.overlapYes")}
      </label>
    </Notice>
  );
}
