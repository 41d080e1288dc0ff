import { clsx } from "clsx";
import type { Weekly } from "../../../core/availability/types";
import type { Interval } from "../../../core/intervals/intervals";
import { MINUTES_PER_DAY, WEEKDAYS } from "../../../core/time/calendar";
import type { Stroke } from "./use-stroke";
import { useWeekWords } from "../../lib/use-week-words";
import { spansOf } from "../../lib/week";

/** Shorter ones have no room for their times. */
const LABELLED_MIN = 45;

function place({ start, end }: Interval) {
  return {
    top: `${(start / MINUTES_PER_DAY) * 100}%`,
    height: `${((end - start) / MINUTES_PER_DAY) * 100}%`,
  };
}

/** The windows of the week as blocks, to the minute, and the stroke that is being drawn. One column for each day. */
export function WeekBlocks({ weekly, stroke }: { weekly: Weekly; stroke: Stroke | null }) {
  const words = useWeekWords();
  return WEEKDAYS.map((weekday, day) => (
    <div key={weekday} className="relative">
      {spansOf(weekly[weekday]).map((span) => (
        <div
          key={span.start}
          style={place(span)}
          className="absolute inset-x-0.5 flex flex-col justify-between overflow-hidden rounded-md border-s-[3px] border-accent bg-accent-soft/90 px-1 py-0.5 text-[0.6875rem] leading-tight font-semibold text-accent-text tabular-nums"
        >
          {span.end - span.start >= LABELLED_MIN && (
            <>
              <span className="whitespace-nowrap max-sm:hidden">{words.clock(span.start)}</span>
              <span className="whitespace-nowrap max-sm:hidden">{words.clock(span.end)}</span>
            </>
          )}
        </div>
      ))}
      {stroke && stroke.patch.firstDay <= day && day <= stroke.patch.lastDay && (
        <div
          style={place(stroke.patch)}
          className={clsx(
            "absolute inset-x-0.5 z-10 rounded-md border-2",
            stroke.brush === "open"
              ? "border-accent bg-accent/60"
              : "border-danger bg-danger-soft/85",
          )}
        />
      )}
    </div>
  ));
}
