import { useTranslation } from "react-i18next";
import { DEFAULTS } from "../../../core/messages/defaults";
import { ChoiceGroup } from "../../components/choice-group";
import { RemindersField } from "../../components/reminders-field";
import type { EventTypeFieldsProps } from "./draft";

/** When customers of this service are reminded: as the business does, or at times of its own, which may be none. */
export function ReminderFields({ draft, errors, onChange }: EventTypeFieldsProps) {
  const { t } = useTranslation("messages");
  const { reminders } = draft;
  return (
    <div className="flex flex-col gap-4" data-testid="own-reminders">
      <ChoiceGroup
        legend={t("reminders.ofService")}
        value={reminders === null ? "asUsual" : "own"}
        choices={[
          { value: "asUsual", label: t("reminders.asUsual") },
          { value: "own", label: t("reminders.own"), hint: t("reminders.ownHint") },
        ]}
        onChange={(whose) => onChange({ reminders: whose === "own" ? DEFAULTS.reminders : null })}
      />
      {reminders !== null && (
        <RemindersField
          reminders={reminders}
          onChange={(changed) => onChange({ reminders: changed })}
        />
      )}
      {errors.reminders && (
        <p role="alert" className="text-sm font-medium text-danger">
          {errors.reminders}
        </p>
      )}
    </div>
  );
}
