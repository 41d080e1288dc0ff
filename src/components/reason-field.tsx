import { useTranslation } from "react-i18next";
import { parseMessage } from "../../core/text/fields";
import { Field } from "./ui/field";
import { Input } from "./ui/input";
import { useRefusal } from "../lib/use-refusal";

type ReasonFieldProps = {
  value: string;
  onChange: (reason: string) => void;
  /** Who gets to see it; by default the member alone. */
  hint?: string;
};

/** Why a date is closed or has other hours, for the member's own memory. */
export function ReasonField({ value, onChange, hint }: ReasonFieldProps) {
  const { t } = useTranslation("availability");
  const { problem } = useRefusal();
  const text = parseMessage(value);
  return (
    <Field
      label={t("date.reason")}
      hint={hint ?? t("date.reasonHint")}
      error={text.ok ? undefined : problem("reason", text.problem)}
    >
      {(control) => (
        <Input
          {...control}
          name="reason"
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Field>
  );
}
