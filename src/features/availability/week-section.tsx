import { Hand } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Weekly } from "../../../core/availability/types";
import type { Weekday } from "../../../core/time/calendar";
import { buttonStyle } from "../../components/ui/button";
import { Section } from "../../components/ui/section";
import { readStored, writeStored } from "../../lib/stored";
import { useHoursLabel } from "../../lib/use-hours-label";
import { problemOf, type Problems } from "../../lib/problems";
import { CopyDialog } from "../../components/copy-dialog";
import { ViewSwitch, type WeekView } from "./view-switch";
import { openMinutes } from "../../lib/week";
import { WeekGrid } from "./week-grid";
import { WeekList } from "../../components/week-list";
import { WeekTools } from "../../components/week-tools";

const VIEW_KEY = "availability-view";

type WeekSectionProps = {
  weekly: Weekly;
  problems: Problems;
  onChange: (weekly: Weekly) => void;
};

/** The ordinary week: one state, painted in a grid or chosen in a list. */
export function WeekSection({ weekly, problems, onChange }: WeekSectionProps) {
  const { t } = useTranslation("availability");
  const hoursLabel = useHoursLabel();
  const [view, setView] = useState<WeekView>(() =>
    readStored("local", VIEW_KEY) === "list" ? "list" : "grid",
  );
  const [copying, setCopying] = useState<Weekday | null>(null);
  const [paintsAtOnce, setPaintsAtOnce] = useState(false);
  const [announcement, setAnnouncement] = useState("");
  const problem = problemOf(problems, "weekly");
  return (
    <Section
      title={t("week.title")}
      text={t("week.text", { hours: hoursLabel(openMinutes(weekly)) })}
      aside={
        <ViewSwitch
          view={view}
          onChange={(next) => {
            setView(next);
            writeStored("local", VIEW_KEY, next);
          }}
        />
      }
    >
      <WeekTools
        weekly={weekly}
        onChange={(next, said) => {
          onChange(next);
          setAnnouncement(said);
        }}
        onCopy={() => setCopying("monday")}
      />
      {view === "grid" ? (
        <>
          <div className="hidden items-center gap-3 pointer-coarse:flex">
            <p className="flex-1 text-sm text-muted">{t("week.touch")}</p>
            <button
              type="button"
              aria-pressed={paintsAtOnce}
              data-testid="paint-mode"
              onClick={() => setPaintsAtOnce(!paintsAtOnce)}
              className={buttonStyle({ look: paintsAtOnce ? "primary" : "outline", size: "small" })}
            >
              <Hand aria-hidden className="size-4" />
              {t("week.paintMode")}
            </button>
          </div>
          <WeekGrid
            weekly={weekly}
            onChange={onChange}
            onAnnounce={setAnnouncement}
            paintsAtOnce={paintsAtOnce}
          />
          {problem && (
            <p role="alert" className="text-sm font-medium text-danger">
              {problem}
            </p>
          )}
        </>
      ) : (
        <WeekList weekly={weekly} problems={problems} onChange={onChange} onCopy={setCopying} />
      )}
      <p role="status" data-testid="week-status" className="sr-only">
        {announcement}
      </p>
      {copying && (
        <CopyDialog
          weekly={weekly}
          from={copying}
          onClose={() => setCopying(null)}
          onCopy={(next, said) => {
            onChange(next);
            setAnnouncement(said);
            setCopying(null);
          }}
        />
      )}
    </Section>
  );
}
