import { clsx } from "clsx";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { dateParts } from "../../../core/time/calendar";
import { dayFormat } from "../../../core/time/format";
import { firstDayOf, monthOf, shiftMonth, weeksOf, type Month } from "../../lib/month";
import { weekStart } from "../../lib/week-start";
import { dayAfterKey } from "./month-keys";

type MonthGridProps = {
  month: Month;
  onMonthChange: (month: Month) => void;
  /** The month before which there is nothing to see. */
  earliest: Month;
  today: number;
  selected: number | null;
  onSelect: (day: number) => void;
  isAvailable: (day: number) => boolean;
  /** What a screen reader says after the date, such as the number of free times. */
  describe: (day: number) => string;
};

/** A month as a date grid one can walk with the arrow keys (ARIA's date-picker pattern). */
export function MonthGrid(props: MonthGridProps) {
  const { month, onMonthChange, selected, onSelect, isAvailable } = props;
  const { i18n } = useTranslation();
  const format = dayFormat(i18n.language);
  const weeks = weeksOf(month, weekStart(i18n.language));
  const [walked, setWalked] = useState<number | null>(null);
  const grid = useRef<HTMLDivElement>(null);
  const follow = useRef(false);

  useEffect(() => {
    // After a step with the keys the focus goes along, also into a month that was only now drawn.
    if (!follow.current) return;
    follow.current = false;
    grid.current?.querySelector<HTMLElement>('button[tabindex="0"]')?.focus();
  }, [walked, month]);

  const inMonth = (day: number | null): day is number => day !== null && monthOf(day) === month;
  const firstFree = weeks.flat().find((day) => inMonth(day) && isAvailable(day));
  const reachable = [walked, selected].find(inMonth) ?? firstFree ?? firstDayOf(month);

  const onKeyDown = (event: KeyboardEvent, day: number) => {
    const next = dayAfterKey(event, day, weekStart(i18n.language));
    if (next === null) return;
    event.preventDefault();
    if (monthOf(next) < props.earliest) return;
    follow.current = true;
    setWalked(next);
    if (monthOf(next) !== month) onMonthChange(monthOf(next));
  };

  return (
    <div>
      <MonthHeader {...props} title={format.month(firstDayOf(month))} />
      <div ref={grid} role="grid" aria-label={format.month(firstDayOf(month))}>
        <div role="row" className="grid grid-cols-7">
          {weeks[0]?.map((day) => (
            <span
              key={day}
              role="columnheader"
              aria-label={format.weekday(day)}
              className="pb-2 text-center text-[0.8125rem] font-medium text-muted"
            >
              {format.shortWeekday(day)}
            </span>
          ))}
        </div>
        {weeks.map((week) => (
          <div key={week[0]} role="row" className="grid grid-cols-7">
            {week.map((day) => (
              <div key={day} role="gridcell" aria-selected={day === selected} className="p-0.5">
                {inMonth(day) && (
                  <DayButton
                    day={day}
                    label={`${format.date(day)}, ${props.describe(day)}`}
                    state={{ selected: day === selected, today: day === props.today }}
                    available={isAvailable(day)}
                    reachable={day === reachable}
                    onSelect={() => onSelect(day)}
                    onKeyDown={(event) => onKeyDown(event, day)}
                  />
                )}
              </div>
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

type DayButtonProps = {
  day: number;
  label: string;
  state: { selected: boolean; today: boolean };
  available: boolean;
  reachable: boolean;
  onSelect: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
};

function DayButton({ day, label, state, available, ...rest }: DayButtonProps) {
  return (
    <button
      type="button"
      data-testid="date"
      data-available={available}
      aria-label={label}
      aria-disabled={!available}
      aria-current={state.today ? "date" : undefined}
      tabIndex={rest.reachable ? 0 : -1}
      onClick={available ? rest.onSelect : undefined}
      onKeyDown={rest.onKeyDown}
      className={clsx(
        "relative grid h-11 w-full lg:h-13 place-items-center rounded-xl text-[0.9375rem] tabular-nums transition-colors",
        state.selected && "bg-accent font-semibold text-on-accent",
        !state.selected &&
          available &&
          "bg-accent-soft font-semibold text-accent-text hover:ring-2 hover:ring-accent",
        !available && "cursor-default text-muted",
      )}
    >
      {dateParts(day).date}
      {state.today && (
        <span
          aria-hidden
          className={clsx(
            "absolute bottom-1 size-1 rounded-full",
            state.selected ? "bg-on-accent" : "bg-accent",
          )}
        />
      )}
    </button>
  );
}

function MonthHeader({
  month,
  earliest,
  onMonthChange,
  title,
}: MonthGridProps & { title: string }) {
  const { t } = useTranslation();
  const turn = (by: number) => onMonthChange(shiftMonth(month, by));
  const atStart = month <= earliest;
  const arrow =
    "grid size-10 place-items-center rounded-xl text-muted hover:bg-sunken hover:text-ink aria-disabled:cursor-default aria-disabled:opacity-40";
  return (
    <div className="mb-3 flex items-center justify-between gap-2">
      <p aria-live="polite" className="text-heading">
        {title}
      </p>
      <div className="flex">
        <button
          type="button"
          aria-label={t("previousMonth")}
          aria-disabled={atStart}
          onClick={atStart ? undefined : () => turn(-1)}
          className={arrow}
        >
          <ChevronLeft aria-hidden className="size-5 rtl:rotate-180" />
        </button>
        <button type="button" aria-label={t("nextMonth")} onClick={() => turn(1)} className={arrow}>
          <ChevronRight aria-hidden className="size-5 rtl:rotate-180" />
        </button>
      </div>
    </div>
  );
}
