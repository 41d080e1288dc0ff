import { clsx } from "clsx";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { DAY_NUMBERS, useWeekWords } from "../../lib/use-week-words";
import { STEP_MIN } from "../../lib/week";

const STATES = { o: "open", p: "partly", c: "closed" } as const;

type WeekGridRowProps = {
  minute: number;
  /** A letter for each day: open, partly open, closed. */
  states: string;
  /** The numbers of the selected days, one digit each. */
  selected: string;
  /** The day whose cell is reached with Tab; null in all rows but one. */
  focusDay: number | null;
  onFocusDay: (day: number) => void;
};

/** A quarter of an hour across the week. What is open is drawn above it; here it is told. */
export const WeekGridRow = memo(Row, (before, after) => {
  const { minute, states, selected, focusDay } = after;
  return (
    before.minute === minute &&
    before.states === states &&
    before.selected === selected &&
    before.focusDay === focusDay
  );
});

function Row({ minute, states, selected, focusDay, onFocusDay }: WeekGridRowProps) {
  const { t } = useTranslation("availability");
  const words = useWeekWords();
  const isHour = minute % 60 === 0;
  const [from, to] = [words.clock(minute), words.clock(minute + STEP_MIN)];
  return (
    <div
      role="row"
      className={clsx(
        "grid h-3 grid-cols-[3.75rem_repeat(7,minmax(0,1fr))] pointer-coarse:h-4",
        isHour && minute > 0 && "border-t border-line",
      )}
    >
      <span role="rowheader" aria-label={from} className="relative">
        {isHour && (
          <span
            aria-hidden
            className="absolute end-1.5 top-0.5 whitespace-nowrap text-[0.6875rem] leading-none text-muted tabular-nums"
          >
            {from}
          </span>
        )}
      </span>
      {DAY_NUMBERS.map((day) => {
        const state = STATES[states.charAt(day) as keyof typeof STATES];
        return (
          <div
            key={day}
            role="gridcell"
            data-cell={`${day}:${minute}`}
            data-state={state}
            aria-selected={state === "open"}
            aria-label={t(`grid.cell.${state}`, { day: words.weekday(day), from, to })}
            tabIndex={focusDay === day ? 0 : -1}
            onFocus={() => onFocusDay(day)}
            className={clsx(
              "relative border-s border-line focus-visible:z-10 focus-visible:-outline-offset-1",
              selected.includes(String(day)) ? "bg-accent/25" : "hover:bg-sunken",
            )}
          />
        );
      })}
    </div>
  );
}
