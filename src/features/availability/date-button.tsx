import { clsx } from "clsx";
import { useTranslation } from "react-i18next";
import { dateParts } from "../../../core/time/calendar";
import { dayFormat } from "../../../core/time/format";
import type { DateState } from "./dates";

const LOOKS: Record<DateState["kind"], string> = {
  usual: "hover:bg-sunken",
  hours: "bg-accent-soft font-semibold text-accent-text",
  closed: "bg-danger-soft font-semibold text-danger",
  timeOff: "bg-warning-soft font-semibold text-warning",
};
/** Colour alone tells nobody who cannot see it what a date is. */
const MARKS: Record<DateState["kind"], string> = {
  usual: "",
  hours: "◐",
  closed: "×",
  timeOff: "☾",
};

type DateButtonProps = {
  day: number;
  state: DateState;
  today: number;
  isReachable: boolean;
  onSelect: () => void;
};

/** One date of the calendar, in the look of what is said about it. */
export function DateButton({ day, state, today, isReachable, onSelect }: DateButtonProps) {
  const { t, i18n } = useTranslation("availability");
  const isPast = day < today;
  return (
    <button
      type="button"
      data-testid="calendar-date"
      data-state={state.kind}
      aria-label={`${dayFormat(i18n.language).date(day)}, ${t(`dates.state.${state.kind}`)}`}
      aria-current={day === today ? "date" : undefined}
      aria-disabled={isPast || undefined}
      tabIndex={isReachable ? 0 : -1}
      onClick={isPast ? undefined : onSelect}
      className={clsx(
        "relative grid h-11 w-full place-items-center rounded-xl text-[0.9375rem] tabular-nums transition-colors",
        LOOKS[state.kind],
        isPast && "cursor-default opacity-45",
        day === today && "ring-1 ring-accent",
      )}
    >
      {dateParts(day).date}
      <span aria-hidden className="absolute inset-x-0 bottom-0.5 text-[0.625rem] leading-none">
        {MARKS[state.kind]}
      </span>
    </button>
  );
}

/** What the looks mean, for those who see them. */
export function DateLegend() {
  const { t } = useTranslation("availability");
  return (
    <ul aria-hidden className="mt-3 flex flex-wrap gap-2 text-[0.8125rem]">
      {(["hours", "closed", "timeOff"] as const).map((kind) => (
        <li key={kind} className={clsx("rounded-full px-2.5 py-0.5", LOOKS[kind])}>
          {MARKS[kind]} {t(`dates.state.${kind}`)}
        </li>
      ))}
    </ul>
  );
}
