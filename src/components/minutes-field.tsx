import { useTranslation } from "react-i18next";
import { Field } from "./ui/field";
import { Input } from "./ui/input";

type MinutesFieldProps = {
  label: string;
  hint?: string;
  error?: string | undefined;
  name: string;
  value: number;
  onChange: (minutes: number) => void;
};

/** A length in minutes, free to type. An empty field is NaN, which no validation lets pass. */
export function MinutesField({ value, onChange, name, ...field }: MinutesFieldProps) {
  const { t } = useTranslation();
  return (
    <Field {...field}>
      {(control) => (
        <div className="relative">
          <Input
            {...control}
            name={name}
            type="number"
            inputMode="numeric"
            min={0}
            step={5}
            value={Number.isNaN(value) ? "" : value}
            onChange={({ target }) => onChange(target.valueAsNumber)}
            className="pe-14"
          />
          <span
            aria-hidden
            className="pointer-events-none absolute inset-y-0 end-3.5 grid place-items-center text-sm text-muted"
          >
            {t("min")}
          </span>
        </div>
      )}
    </Field>
  );
}
