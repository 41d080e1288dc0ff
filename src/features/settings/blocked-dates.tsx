import { X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { parseDate } from "../../../core/time/calendar";
import { dayFormat } from "../../../core/time/format";
import { Button } from "../../components/ui/button";
import { Field } from "../../components/ui/field";
import { Input } from "../../components/ui/input";
import { Section } from "../../components/ui/section";

type BlockedDatesProps = { dates: readonly string[]; onChange: (dates: string[]) => void };

/** Days on which nothing can be booked, such as holidays. */
export function BlockedDates({ dates, onChange }: BlockedDatesProps) {
  const { t, i18n } = useTranslation("member");
  const [next, setNext] = useState("");
  const format = dayFormat(i18n.language);
  const addable = parseDate(next) !== null && !dates.includes(next);
  return (
    <Section title={t("blocked.title")} text={t("blocked.text")}>
      <div className="flex items-end gap-2">
        <Field label={t("blocked.date")} className="max-w-56 flex-1">
          {(control) => (
            <Input
              {...control}
              name="blockedDate"
              type="date"
              value={next}
              onChange={({ target }) => setNext(target.value)}
            />
          )}
        </Field>
        <Button
          look="outline"
          aria-disabled={!addable || undefined}
          onClick={() => {
            if (!addable) return;
            onChange([...dates, next].sort());
            setNext("");
          }}
        >
          {t("blocked.add")}
        </Button>
      </div>
      {dates.length > 0 && (
        <ul className="flex flex-wrap gap-2">
          {dates.map((date) => {
            const label = format.date(parseDate(date) ?? 0);
            return (
              <li
                key={date}
                className="flex items-center gap-1 rounded-full bg-sunken py-0.5 pe-1 ps-3.5 text-sm"
              >
                {label}
                <button
                  type="button"
                  aria-label={t("blocked.remove", { date: label })}
                  onClick={() => onChange(dates.filter((other) => other !== date))}
                  className="grid size-8 place-items-center rounded-full text-muted hover:text-ink"
                >
                  <X aria-hidden className="size-4" />
                </button>
              </li>
            );
          })}
        </ul>
      )}
    </Section>
  );
}
