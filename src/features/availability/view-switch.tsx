import { CalendarRange, List } from "lucide-react";
import { useTranslation } from "react-i18next";
import { buttonStyle } from "../../components/ui/button";

export type WeekView = "grid" | "list";

const VIEWS = [
  { view: "grid", icon: CalendarRange },
  { view: "list", icon: List },
] as const;

type ViewSwitchProps = { view: WeekView; onChange: (view: WeekView) => void };

export function ViewSwitch({ view, onChange }: ViewSwitchProps) {
  const { t } = useTranslation("availability");
  return (
    <div role="group" aria-label={t("week.view")} className="flex rounded-xl bg-sunken p-1">
      {VIEWS.map(({ view: each, icon: Icon }) => (
        <button
          key={each}
          type="button"
          aria-pressed={view === each}
          data-testid={`view-${each}`}
          onClick={() => onChange(each)}
          className={buttonStyle({
            look: "quiet",
            size: "small",
            className: "aria-pressed:bg-surface aria-pressed:text-ink aria-pressed:shadow-card",
          })}
        >
          <Icon aria-hidden className="size-4" />
          {t(`week.${each}`)}
        </button>
      ))}
    </div>
  );
}
