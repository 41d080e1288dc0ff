import { useEffect, useId, useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Weekly } from "../../../core/availability/types";
import { MINUTES_PER_DAY } from "../../../core/time/calendar";
import { isInPatch, type Cell } from "./grid";
import type { Stroke } from "./use-stroke";
import { useWeekPainting, windowsOn, type WeekPaintingOptions } from "./use-week-painting";
import { DAY_NUMBERS, useWeekWords } from "../../lib/use-week-words";
import { openness, STEP_MIN, type Patch } from "../../lib/week";
import { WeekBlocks } from "./week-blocks";
import { WeekGridRow } from "./week-grid-row";

/** People look at their mornings first. */
const OPENING_MINUTE = 8 * 60;
const MINUTES = Array.from({ length: MINUTES_PER_DAY / STEP_MIN }, (_, row) => row * STEP_MIN);

/** The week, painted by dragging or with the keys. Arrows move, Shift extends, Enter or Space paints or erases. */
export function WeekGrid(options: WeekPaintingOptions) {
  const { weekly, paintsAtOnce } = options;
  const { t } = useTranslation("availability");
  const helpId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const cells = useRef<HTMLDivElement>(null);
  const start = { day: 0, minute: OPENING_MINUTE };
  const { stroke, keys, handlers } = useWeekPainting(options, { scroller, cells, start });

  useEffect(() => {
    const { current } = scroller;
    if (current) current.scrollTop = (current.scrollHeight * OPENING_MINUTE) / MINUTES_PER_DAY;
  }, []);

  return (
    <>
      <p id={helpId} className="sr-only">
        {t("grid.help")}
      </p>
      {/* eslint-disable-next-line jsx-a11y/interactive-supports-focus -- The focus is on one of its cells. */}
      <div
        role="grid"
        aria-label={t("grid.label")}
        aria-multiselectable
        aria-describedby={helpId}
        {...handlers}
        onKeyDown={keys.onKeyDown}
        className="relative overflow-hidden rounded-xl border border-line select-none"
      >
        {stroke && <Readout stroke={stroke} />}
        <WeekHeader />
        <div
          ref={scroller}
          role="rowgroup"
          className="relative h-[min(34rem,64dvh)] overflow-y-auto"
          style={{ touchAction: paintsAtOnce ? "none" : "pan-y" }}
        >
          <Rows
            weekly={weekly}
            focus={keys.focus}
            selection={keys.selection}
            onFocus={keys.onFocusCell}
          />
          <Overlay>
            <div ref={cells} className="absolute inset-y-0 end-0 start-15 grid grid-cols-7">
              <WeekBlocks weekly={weekly} stroke={stroke} />
            </div>
          </Overlay>
        </div>
      </div>
    </>
  );
}

type RowsProps = {
  weekly: Weekly;
  focus: Cell;
  selection: Patch | null;
  onFocus: (cell: Cell) => void;
};

function Rows({ weekly, focus, selection, onFocus }: RowsProps) {
  return MINUTES.map((minute) => (
    <WeekGridRow
      key={minute}
      minute={minute}
      states={statesOf(weekly, minute)}
      selected={daysOf((day) => isInPatch(selection, { day, minute }))}
      focusDay={focus.minute === minute ? focus.day : null}
      onFocusDay={(day) => onFocus({ day, minute })}
    />
  ));
}

/** One letter for each day, so that a row whose week did not change is not drawn again. */
function statesOf(weekly: Weekly, minute: number): string {
  const quarter = { start: minute, end: minute + STEP_MIN };
  return DAY_NUMBERS.map((day) => openness(windowsOn(weekly, day), quarter).charAt(0)).join("");
}

function daysOf(is: (day: number) => boolean): string {
  return DAY_NUMBERS.filter(is).join("");
}

/** Lies over the rows and is as high as all of them. */
function Overlay({ children }: { children: ReactNode }) {
  return (
    <div
      aria-hidden
      className="pointer-events-none absolute inset-x-0 top-0 h-288 pointer-coarse:h-384"
    >
      {children}
    </div>
  );
}

/** What the stroke covers so far, where no finger lies over it. */
function Readout({ stroke: { patch } }: { stroke: Stroke }) {
  const words = useWeekWords();
  return (
    <div
      aria-hidden
      data-testid="stroke"
      className="pointer-events-none absolute inset-x-0 top-12 z-20 mx-auto w-fit rounded-full bg-ink px-3 py-1 text-sm font-semibold text-canvas tabular-nums shadow-float"
    >
      {words.days(patch)} {words.range(patch.start, patch.end)}
    </div>
  );
}

function WeekHeader() {
  const { t } = useTranslation("availability");
  const words = useWeekWords();
  return (
    <div role="row" className="grid grid-cols-[3.75rem_repeat(7,minmax(0,1fr))] bg-sunken">
      <span role="columnheader" className="sr-only">
        {t("grid.time")}
      </span>
      <span aria-hidden />
      {DAY_NUMBERS.map((day) => (
        <span
          key={day}
          role="columnheader"
          aria-label={words.weekday(day)}
          className="py-2 text-center text-[0.8125rem] font-semibold"
        >
          {words.shortWeekday(day)}
        </span>
      ))}
    </div>
  );
}
