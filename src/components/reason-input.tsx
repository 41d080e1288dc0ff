import { useTranslation } from "react-i18next";
import { Field } from "./ui/field";
import { Textarea } from "./ui/input";

type ReasonInputProps = { label: string; value: string; onChange: (reason: string) => void };

/** Why something is done, if one likes to say. */
export function ReasonInput({ label, value, onChange }: ReasonInputProps) {
  const { t } = useTranslation();
  return (
    <Field label={label} optional={t("optional")}>
      {(control) => (
        <Textarea
          {...control}
          name="reason"
          rows={2}
          maxLength={500}
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Field>
  );
}
