import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Field } from "../../components/ui/field";
import { Input } from "../../components/ui/input";

const MOST = 500;

type LimitFieldProps = {
  label: string;
  hint?: string;
  name: string;
  /** Null is no limit. */
  value: number | null;
  /** What cannot be read is handed on as NaN. */
  onChange: (value: number | null) => void;
};

/** A count; an empty field is no limit, and says so. */
export function LimitField({ name, value, onChange, ...field }: LimitFieldProps) {
  const { t } = useTranslation("owner");
  const [typed, setTyped] = useState<string | null>(null);
  const isWrong = Number.isNaN(value);
  return (
    <Field {...field} error={isWrong ? t("limits.problem") : undefined}>
      {(control) => (
        <Input
          {...control}
          name={name}
          inputMode="numeric"
          autoComplete="off"
          placeholder={t("limits.none")}
          value={typed ?? String(value ?? "")}
          onChange={({ target }) => {
            setTyped(target.value);
            onChange(read(target.value.trim()));
          }}
          onBlur={() => {
            if (!isWrong) setTyped(null);
          }}
        />
      )}
    </Field>
  );
}

function read(text: string): number | null {
  if (text === "") return null;
  const count = /^\d{1,3}$/.test(text) ? Number(text) : NaN;
  return count >= 1 && count <= MOST ? count : NaN;
}
