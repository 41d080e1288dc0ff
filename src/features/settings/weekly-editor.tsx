import { useTranslation } from "react-i18next";
import { WEEKDAYS, type Weekday } from "../../../core/time/calendar";
import type { Weekly } from "../../../core/availability/types";
import { Button } from "../../components/ui/button";
import { Section } from "../../components/ui/section";
import { Switch } from "../../components/ui/switch";
import { closedWeek, mondayToFriday, nextWindow, nineToFive } from "./weekly";
import { WindowList } from "./window-list";

type WeeklyEditorProps = {
  weekly: Weekly;
  onChange: (weekly: Weekly) => void;
  /** Sentences by path, such as `weekly.monday[0]`. */
  errors: Record<string, string>;
};

/** The hours of an ordinary week, day by day. */
export function WeeklyEditor({ weekly, onChange, errors }: WeeklyEditorProps) {
  const { t } = useTranslation("member");
  return (
    <Section
      title={t("weekly.title")}
      text={t("weekly.text")}
      aside={
        <div className="flex flex-wrap gap-2">
          <Button size="small" look="outline" onClick={() => onChange(nineToFive())}>
            {t("weekly.nineToFive")}
          </Button>
          <Button size="small" look="outline" onClick={() => onChange(mondayToFriday(weekly))}>
            {t("weekly.copyMonday")}
          </Button>
          <Button size="small" look="outline" onClick={() => onChange(closedWeek())}>
            {t("weekly.clear")}
          </Button>
        </div>
      }
    >
      <ul className="-my-2 divide-y divide-line">
        {WEEKDAYS.map((day) => (
          <Day
            key={day}
            day={day}
            windows={weekly[day]}
            error={errorOfDay(day, errors)}
            onChange={(windows) => onChange({ ...weekly, [day]: windows })}
          />
        ))}
      </ul>
    </Section>
  );
}

function errorOfDay(day: Weekday, errors: Record<string, string>): string | undefined {
  return Object.entries(errors).find(([path]) => path.startsWith(`weekly.${day}`))?.[1];
}

type DayProps = {
  day: Weekday;
  windows: Weekly[Weekday];
  error: string | undefined;
  onChange: (windows: Weekly[Weekday]) => void;
};

function Day({ day, windows, error, onChange }: DayProps) {
  const { t } = useTranslation("member");
  const open = windows.length > 0;
  const name = t(`weekday.${day}`);
  const first = nextWindow([]);
  return (
    <li
      data-testid={`day-${day}`}
      className="flex flex-col gap-3 py-3.5 sm:flex-row sm:items-start sm:gap-6"
    >
      <div className="flex h-11 w-40 shrink-0 items-center gap-3">
        <Switch
          aria-label={t("weekly.open", { day: name })}
          checked={open}
          onCheckedChange={(checked) => onChange(checked && first ? [first] : [])}
        />
        <span className="font-medium">{name}</span>
      </div>
      {open ? (
        <WindowList windows={windows} onChange={onChange} error={error} name={name} />
      ) : (
        <p className="flex min-h-11 items-center text-muted">{t("weekly.closed")}</p>
      )}
    </li>
  );
}
