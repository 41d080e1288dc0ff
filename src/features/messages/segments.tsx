import { useId } from "react";

type SegmentsProps<Choice extends string> = {
  legend: string;
  value: Choice;
  choices: readonly { value: Choice; label: string }[];
  onChange: (value: Choice) => void;
};

/** One of two or three ways to look at the same thing. */
export function Segments<Choice extends string>(props: SegmentsProps<Choice>) {
  const { legend, value, choices, onChange } = props;
  const name = useId();
  return (
    <fieldset className="flex self-start rounded-xl bg-sunken p-1">
      <legend className="sr-only">{legend}</legend>
      {choices.map((choice) => (
        <label
          key={choice.value}
          className="grid min-h-11 cursor-pointer sm:min-h-9 place-items-center rounded-lg px-3.5 text-sm font-medium text-muted hover:text-ink has-checked:bg-surface has-checked:text-ink has-checked:shadow-card has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name={name}
            value={choice.value}
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
            className="sr-only"
          />
          {choice.label}
        </label>
      ))}
    </fieldset>
  );
}
