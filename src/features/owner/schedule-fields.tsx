import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Weekday } from "../../../core/time/calendar";
import { CopyDialog } from "../../components/copy-dialog";
import { WeekList } from "../../components/week-list";
import { WeekTools } from "../../components/week-tools";
import type { ChangeFieldsProps } from "./change-draft";

/** The ordinary week that all of them are to have, each on the own clock. */
export function ScheduleFields({ draft, onChange, problems }: ChangeFieldsProps) {
  const { t } = useTranslation("owner");
  const [copying, setCopying] = useState<Weekday | null>(null);
  const [announcement, setAnnouncement] = useState("");
  const use = (weekly: typeof draft.weekly, said: string) => {
    onChange({ weekly });
    setAnnouncement(said);
  };
  return (
    <section aria-label={t("change.week")} className="flex flex-col gap-4">
      <h2 className="text-sm font-semibold">{t("change.week")}</h2>
      <WeekTools weekly={draft.weekly} onChange={use} onCopy={() => setCopying("monday")} />
      <WeekList
        weekly={draft.weekly}
        problems={problems}
        onChange={(weekly) => onChange({ weekly })}
        onCopy={setCopying}
      />
      <p role="status" className="sr-only">
        {announcement}
      </p>
      {copying && (
        <CopyDialog
          weekly={draft.weekly}
          from={copying}
          onClose={() => setCopying(null)}
          onCopy={(weekly, said) => {
            use(weekly, said);
            setCopying(null);
          }}
        />
      )}
    </section>
  );
}
