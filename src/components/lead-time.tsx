import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Field } from "./ui/field";
import { Input, Select } from "./ui/input";

const UNITS = { minutes: 1, hours: 60, days: 1_440 } as const;

type Unit = keyof typeof UNITS;

const NAMES = Object.keys(UNITS) as Unit[];

/** The largest unit in which a length is a whole number. */
function unitFor(minutes: number): Unit {
  return NAMES.findLast((name) => minutes > 0 && minutes % UNITS[name] === 0) ?? "minutes";
}

type LeadTimeProps = {
  label: string;
  name: string;
  minutes: number;
  error?: string | undefined;
  className?: string;
  /** What cannot be read is handed on as NaN, which no validation lets pass. */
  onChange: (minutes: number) => void;
};

/** A length of minutes, hours or days: "2 hours". */
export function LeadTime({ label, name, minutes, error, className, onChange }: LeadTimeProps) {
  const { t } = useTranslation("messages");
  const [chosen, setChosen] = useState<Unit | null>(null);
  const unit = chosen ?? unitFor(minutes);
  const amount = minutes / UNITS[unit];
  const write = (typed: number, of: Unit) => {
    setChosen(of);
    onChange(typed * UNITS[of]);
  };
  return (
    <Field label={label} error={error} {...(className !== undefined && { className })}>
      {(control) => (
        <div className="grid grid-cols-[minmax(3.5rem,1fr)_minmax(6.75rem,1.4fr)] gap-2">
          <Input
            {...control}
            name={name}
            type="number"
            inputMode="numeric"
            min={0}
            value={Number.isNaN(amount) ? "" : amount}
            onChange={({ target }) => write(target.valueAsNumber, unit)}
          />
          <Select
            aria-label={t("reminders.unit")}
            name={`${name}-unit`}
            value={unit}
            onChange={({ target }) => {
              const of = NAMES.find((each) => each === target.value);
              if (of) write(amount, of);
            }}
          >
            {NAMES.map((each) => (
              <option key={each} value={each}>
                {t(`reminders.units.${each}`, { count: amount })}
              </option>
            ))}
          </Select>
        </div>
      )}
    </Field>
  );
}
