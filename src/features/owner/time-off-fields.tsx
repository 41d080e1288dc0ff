import { useTranslation } from "react-i18next";
import { ReasonField } from "../../components/reason-field";
import type { ChangeFieldsProps } from "./change-draft";
import { DateField } from "../../components/date-field";

/** A stretch of dates on which all of them are closed. */
export function TimeOffFields({ draft, onChange, problems }: ChangeFieldsProps) {
  const { t } = useTranslation("owner");
  const { firstDate, lastDate } = draft;
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <DateField
          label={t("change.firstDate")}
          name="firstDate"
          value={firstDate}
          error={problems.firstDate}
          // A last date that is not later goes along; one day off then needs one date.
          onChange={(date) =>
            onChange({ firstDate: date, lastDate: lastDate < date ? date : lastDate })
          }
        />
        <DateField
          label={t("change.lastDate")}
          name="lastDate"
          value={lastDate}
          error={problems.lastDate}
          onChange={(date) => onChange({ lastDate: date })}
        />
      </div>
      <ReasonField
        hint={t("change.reasonHint")}
        value={draft.reason}
        onChange={(reason) => onChange({ reason })}
      />
    </>
  );
}
