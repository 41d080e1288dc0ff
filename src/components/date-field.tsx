import { Field } from "./ui/field";
import { Input } from "./ui/input";

type DateFieldProps = {
  label: string;
  name: string;
  value: string;
  hint?: string;
  optional?: string;
  error?: string | undefined;
  onChange: (date: string) => void;
};

/** A calendar date, "YYYY-MM-DD"; empty while it is not complete. */
export function DateField({ value, name, onChange, ...field }: DateFieldProps) {
  return (
    <Field {...field}>
      {(control) => (
        <Input
          {...control}
          type="date"
          name={name}
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Field>
  );
}
