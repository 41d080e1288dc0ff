import { useTranslation } from "react-i18next";
import { DateField } from "../../components/date-field";
import { Field } from "../../components/ui/field";
import { Input, Select } from "../../components/ui/input";
import type { ZoneClock } from "../../lib/zone-clock";
import { startsOf, type StartDraft } from "./local-start";

type StartFieldsProps = {
  draft: StartDraft;
  clock: ZoneClock;
  onChange: (draft: StartDraft) => void;
};

/** Any date and time on the member's clock, bound by no hours. */
export function StartFields({ draft, clock, onChange }: StartFieldsProps) {
  const { t } = useTranslation("member");
  const starts = startsOf(clock, draft);
  const isComplete = draft.date !== "" && draft.time !== "";
  return (
    <>
      <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,8.5rem)] gap-3">
        <DateField
          label={t("start.date")}
          name="date"
          value={draft.date}
          onChange={(date) => onChange({ ...draft, date })}
        />
        <Field label={t("start.time")}>
          {(control) => (
            <Input
              {...control}
              type="time"
              name="time"
              value={draft.time}
              onChange={({ target }) => onChange({ ...draft, time: target.value })}
            />
          )}
        </Field>
      </div>
      {isComplete && starts.length === 0 && (
        <p role="alert" className="text-sm font-medium text-danger">
          {t("start.impossible")}
        </p>
      )}
      {starts.length > 1 && (
        <Field label={t("start.which")}>
          {(control) => (
            <Select
              {...control}
              name="again"
              value={String(draft.again)}
              onChange={({ target }) => onChange({ ...draft, again: target.value === "true" })}
            >
              {starts.map((start, index) => (
                <option key={start} value={String(index > 0)}>
                  {clock.at(start).time(start)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
    </>
  );
}
