import { useTranslation } from "react-i18next";
import { useDurationLabel } from "../../lib/use-duration-label";
import { withLengths, type EventTypeFieldsProps } from "./draft";

const USUAL_MIN = [15, 30, 45, 60, 90, 120];

/** In which other lengths a service comes. An unusual one that is stored already stays among the choices. */
export function FurtherLengths({ draft, errors, onChange }: EventTypeFieldsProps) {
  const { t } = useTranslation("member");
  const durationLabel = useDurationLabel();
  const { durationMin, otherDurationsMin: chosen } = draft;
  const choices = [...new Set([...USUAL_MIN, ...chosen])]
    .filter((length) => length !== durationMin)
    .sort((a, b) => a - b);
  const toggle = (length: number, isOn: boolean) => {
    const others = chosen.filter((other) => other !== length);
    const lengths = (isOn ? [...others, length] : others).sort((a, b) => a - b);
    onChange(withLengths(draft, lengths));
  };
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-semibold">{t("more.otherDurationsMin")}</legend>
      <div className="flex flex-wrap gap-2">
        {choices.map((length) => (
          <label
            key={length}
            className="flex min-h-11 cursor-pointer items-center gap-2 rounded-xl border border-line px-3 text-[0.9375rem] hover:border-field-line has-checked:border-accent has-checked:bg-accent-soft has-checked:text-accent-text has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="checkbox"
              checked={chosen.includes(length)}
              onChange={({ target }) => toggle(length, target.checked)}
              className="size-4 accent-accent"
            />
            {durationLabel(length)}
          </label>
        ))}
      </div>
      {errors.durationsMin && (
        <p role="alert" className="mt-1.5 text-sm font-medium text-danger">
          {errors.durationsMin}
        </p>
      )}
    </fieldset>
  );
}
