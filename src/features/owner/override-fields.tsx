import { useTranslation } from "react-i18next";
import { parseDate } from "../../../core/time/calendar";
import { dayFormat } from "../../../core/time/format";
import { ChoiceGroup } from "../../components/choice-group";
import { ReasonField } from "../../components/reason-field";
import { WindowFields } from "../../components/window-fields";
import { problemOf } from "../../lib/problems";
import type { ChangeFieldsProps } from "./change-draft";
import { DateField } from "../../components/date-field";

/** Other hours, or none, on one date. */
export function OverrideFields({ draft, onChange, problems }: ChangeFieldsProps) {
  const { t, i18n } = useTranslation("owner");
  const day = parseDate(draft.date);
  return (
    <>
      <DateField
        label={t("change.date")}
        name="date"
        value={draft.date}
        error={problems.date}
        onChange={(date) => onChange({ date })}
      />
      <ChoiceGroup
        legend={t("change.onDate")}
        value={draft.isOpen ? "hours" : "closed"}
        choices={(["closed", "hours"] as const).map((value) => ({
          value,
          label: t(`change.${value}`),
        }))}
        onChange={(choice) => onChange({ isOpen: choice === "hours" })}
      />
      {draft.isOpen && (
        <WindowFields
          windows={draft.windows}
          onChange={(windows) => onChange({ windows })}
          error={problemOf(problems, "windows")}
          name={day === null ? t("change.date") : dayFormat(i18n.language).date(day)}
        />
      )}
      <ReasonField
        hint={t("change.reasonHint")}
        value={draft.reason}
        onChange={(reason) => onChange({ reason })}
      />
    </>
  );
}
