import { Field } from "./ui/field";
import { Input } from "./ui/input";

type NumberFieldProps = {
  label: string;
  hint?: string;
  error?: string | undefined;
  name: string;
  value: number;
  /** What is counted, in a word that stands in the field. */
  unit: string;
  step?: number;
  onChange: (value: number) => void;
};

/** A number of something, free to type. An empty field is NaN, which no validation lets pass. */
export function NumberField({ value, unit, step, onChange, name, ...field }: NumberFieldProps) {
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
            step={step}
            value={Number.isNaN(value) ? "" : value}
            onChange={({ target }) => onChange(target.valueAsNumber)}
            className="pe-14"
          />
          <span
            aria-hidden
            className="pointer-events-none absolute inset-y-0 end-3.5 grid place-items-center text-sm text-muted"
          >
            {unit}
          </span>
        </div>
      )}
    </Field>
  );
}
