import { Copy } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { LocalWindow, Weekly } from "../../core/availability/types";
import { WEEKDAYS, type Weekday } from "../../core/time/calendar";
import { Button } from "./ui/button";
import { Switch } from "./ui/switch";
import { problemOf, type Problems } from "../lib/problems";
import { useWeekWords } from "../lib/use-week-words";
import { nextWindow } from "../lib/week";
import { WindowFields } from "./window-fields";

type WeekListProps = {
  weekly: Weekly;
  problems: Problems;
  onChange: (weekly: Weekly) => void;
  onCopy: (from: Weekday) => void;
};

/** The same week day by day, for those who would rather choose times than paint them. */
export function WeekList({ weekly, problems, onChange, onCopy }: WeekListProps) {
  const words = useWeekWords();
  return (
    <ul className="-my-2 divide-y divide-line">
      {WEEKDAYS.map((weekday, day) => (
        <Day
          key={weekday}
          weekday={weekday}
          name={words.weekday(day)}
          windows={weekly[weekday]}
          error={problemOf(problems, `weekly.${weekday}`)}
          onChange={(windows) => onChange({ ...weekly, [weekday]: windows })}
          onCopy={() => onCopy(weekday)}
        />
      ))}
    </ul>
  );
}

type DayProps = {
  weekday: Weekday;
  name: string;
  windows: readonly LocalWindow[];
  error: string | undefined;
  onChange: (windows: LocalWindow[]) => void;
  onCopy: () => void;
};

function Day({ weekday, name, windows, error, onChange, onCopy }: DayProps) {
  const { t } = useTranslation("availability");
  const isOpen = windows.length > 0;
  const first = nextWindow([]);
  return (
    <li
      data-testid={`day-${weekday}`}
      className="flex flex-col gap-3 py-3.5 sm:flex-row sm:items-start sm:gap-5"
    >
      <div className="flex h-11 shrink-0 items-center gap-3 sm:w-40">
        <Switch
          aria-label={t("list.open", { day: name })}
          checked={isOpen}
          onCheckedChange={(checked) => onChange(checked && first ? [first] : [])}
        />
        <span className="font-medium">{name}</span>
      </div>
      {isOpen ? (
        <WindowFields windows={windows} onChange={onChange} error={error} name={name} />
      ) : (
        <p className="flex min-h-11 flex-1 items-center text-muted">{t("list.closed")}</p>
      )}
      <Button
        look="quiet"
        size="icon"
        aria-label={t("list.copy", { day: name })}
        title={t("list.copy", { day: name })}
        onClick={onCopy}
        className="max-sm:hidden"
      >
        <Copy aria-hidden className="size-4" />
      </Button>
    </li>
  );
}
