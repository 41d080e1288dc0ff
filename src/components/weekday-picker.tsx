import { WEEKDAYS, type Weekday } from "../../core/time/calendar";
import { useWeekWords } from "../lib/use-week-words";

type WeekdayPickerProps = {
  legend: string;
  days: readonly Weekday[];
  choices: readonly Weekday[];
  onChange: (days: Weekday[]) => void;
  error?: string | undefined;
};

/** Any number of days of the week, in their order. */
export function WeekdayPicker({ legend, days, choices, onChange, error }: WeekdayPickerProps) {
  const words = useWeekWords();
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 text-sm font-semibold">{legend}</legend>
      <div className="flex flex-wrap gap-2">
        {choices.map((day) => (
          <label
            key={day}
            className="flex min-h-11 cursor-pointer items-center gap-2 rounded-xl border border-line px-3 text-[0.9375rem] hover:border-field-line has-checked:border-accent has-checked:bg-accent-soft has-checked:text-accent-text has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="checkbox"
              checked={days.includes(day)}
              onChange={({ target }) =>
                onChange(
                  WEEKDAYS.filter((other) =>
                    other === day ? target.checked : days.includes(other),
                  ),
                )
              }
              className="size-4 accent-accent"
            />
            {words.weekday(WEEKDAYS.indexOf(day))}
          </label>
        ))}
      </div>
      {error && (
        <p role="alert" className="text-sm font-medium text-danger">
          {error}
        </p>
      )}
    </fieldset>
  );
}
