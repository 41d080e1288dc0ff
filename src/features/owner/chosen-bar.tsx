import { useTranslation } from "react-i18next";
import { MAX_CHANGED_MEMBERS } from "../../../core/availability/limits";
import { Button } from "../../components/ui/button";

type ChosenBarProps = { count: number; onClear: () => void; onChange: () => void };

/** How many are chosen and what can be done with them; it stays in sight while the list scrolls. */
export function ChosenBar({ count, onClear, onChange }: ChosenBarProps) {
  const { t } = useTranslation("owner");
  const isTooMany = count > MAX_CHANGED_MEMBERS;
  return (
    <div
      role="region"
      aria-label={t("chosen.label")}
      data-testid="chosen"
      className="sticky bottom-4 z-20 flex animate-rise flex-wrap items-center gap-2 rounded-2xl border border-line bg-surface p-3 ps-5 shadow-float"
    >
      <div className="me-auto">
        <p role="status" className="font-semibold tabular-nums">
          {t("chosen.count", { count })}
        </p>
        {isTooMany && (
          <p role="alert" className="text-sm font-medium text-danger">
            {t("chosen.tooMany", { limit: MAX_CHANGED_MEMBERS })}
          </p>
        )}
      </div>
      <Button look="quiet" onClick={onClear}>
        {t("chosen.clear")}
      </Button>
      <Button
        data-testid="change-hours"
        aria-disabled={isTooMany || undefined}
        onClick={isTooMany ? undefined : onChange}
      >
        {t("chosen.change")}
      </Button>
    </div>
  );
}
