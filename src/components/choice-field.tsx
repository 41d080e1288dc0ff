import type { ReactNode } from "react";
import { Field } from "./ui/field";
import { Select } from "./ui/input";

type ChoiceFieldProps<T extends number | null> = {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  name: string;
  value: T;
  choices: readonly T[];
  labelOf: (choice: T) => string;
  onChange: (choice: T) => void;
};

/** One of a few usual numbers; an unusual one that is stored already stays in the list. */
export function ChoiceField<T extends number | null>(props: ChoiceFieldProps<T>) {
  const { value, choices, labelOf, onChange, name, ...field } = props;
  const all = choices.includes(value) ? choices : [...choices, value].sort(ascending);
  return (
    <Field {...field}>
      {(control) => (
        <Select
          {...control}
          name={name}
          value={all.indexOf(value)}
          onChange={({ target }) => {
            const choice = all[Number(target.value)];
            if (choice !== undefined) onChange(choice);
          }}
        >
          {all.map((choice, index) => (
            <option key={String(choice)} value={index}>
              {labelOf(choice)}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

/** No limit stands last. */
function ascending(a: number | null, b: number | null): number {
  return (a ?? Infinity) - (b ?? Infinity);
}
