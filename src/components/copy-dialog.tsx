import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Weekly } from "../../core/availability/types";
import { WEEKDAYS, type Weekday } from "../../core/time/calendar";
import { Button } from "./ui/button";
import { Dialog } from "./ui/dialog";
import { Field } from "./ui/field";
import { Select } from "./ui/input";
import { useWeekWords } from "../lib/use-week-words";
import { copyDay } from "../lib/week";
import { WeekdayPicker } from "./weekday-picker";

type CopyDialogProps = {
  weekly: Weekly;
  from: Weekday;
  onClose: () => void;
  onCopy: (weekly: Weekly, said: string) => void;
};

/** Copies the hours of one day to others. */
export function CopyDialog({ weekly, from, onClose, onCopy }: CopyDialogProps) {
  const { t } = useTranslation("availability");
  const words = useWeekWords();
  const [source, setSource] = useState(from);
  const [days, setDays] = useState<Weekday[]>([]);
  const targets = days.filter((day) => day !== source);
  const nameOf = (day: Weekday) => words.weekday(WEEKDAYS.indexOf(day));
  return (
    <Dialog open onOpenChange={onClose} title={t("copy.title")} description={t("copy.text")}>
      <div className="flex flex-col gap-5">
        <Field label={t("copy.from")}>
          {(control) => (
            <Select
              {...control}
              value={source}
              onChange={({ target }) => setSource(target.value as Weekday)}
            >
              {WEEKDAYS.map((day) => (
                <option key={day} value={day}>
                  {nameOf(day)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <WeekdayPicker
          legend={t("copy.to")}
          days={targets}
          choices={WEEKDAYS.filter((day) => day !== source)}
          onChange={setDays}
        />
        <Button
          data-testid="copy-apply"
          aria-disabled={targets.length === 0 || undefined}
          onClick={() => {
            if (targets.length === 0) return;
            const to = targets.map(nameOf).join(", ");
            onCopy(copyDay(weekly, source, targets), t("copy.done", { from: nameOf(source), to }));
          }}
        >
          {t("copy.apply")}
        </Button>
      </div>
    </Dialog>
  );
}
