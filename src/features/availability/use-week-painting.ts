import type { RefObject } from "react";
import { useTranslation } from "react-i18next";
import type { LocalWindow, Weekly } from "../../../core/availability/types";
import { WEEKDAYS } from "../../../core/time/calendar";
import type { Cell } from "./grid";
import { useGridKeys } from "./use-grid-keys";
import { useStroke, type Stroke } from "./use-stroke";
import { useWeekWords } from "../../lib/use-week-words";
import { openness, paint, STEP_MIN, type Brush, type Patch } from "../../lib/week";

export type WeekPaintingOptions = {
  weekly: Weekly;
  onChange: (weekly: Weekly) => void;
  /** What a screen reader should hear. */
  onAnnounce: (text: string) => void;
  /** Whether a finger paints at once. */
  paintsAtOnce: boolean;
};

type Places = {
  scroller: RefObject<HTMLElement | null>;
  cells: RefObject<HTMLElement | null>;
  start: Cell;
};

/** The week under a pointer and under the keys: both paint the same patches and say the same of them. */
export function useWeekPainting(options: WeekPaintingOptions, { start, ...places }: Places) {
  const { weekly, onChange, onAnnounce, paintsAtOnce } = options;
  const { t } = useTranslation("availability");
  const words = useWeekWords();

  const brushAt = ({ day, minute }: Cell): Brush =>
    openness(windowsOn(weekly, day), { start: minute, end: minute + STEP_MIN }) === "open"
      ? "closed"
      : "open";
  const textOf = (patch: Patch) => ({
    days: words.days(patch),
    from: words.clock(patch.start),
    to: words.clock(patch.end),
  });
  const apply = ({ patch, brush }: Stroke) => {
    onChange(paint(weekly, patch, brush));
    onAnnounce(t(`grid.painted.${brush}`, textOf(patch)));
  };
  const { stroke, drop, handlers } = useStroke({
    ...places,
    brushAt,
    paintsAtOnce,
    onFinish: (finished) => {
      keys.goTo({ day: finished.patch.firstDay, minute: finished.patch.start });
      apply(finished);
    },
  });
  const keys = useGridKeys({
    start,
    onSelect: (patch) => onAnnounce(t("grid.selected", textOf(patch))),
    onApply: (patch, { isErasing, anchor }) =>
      apply({ patch, brush: isErasing ? "closed" : brushAt(anchor) }),
    onCancel: drop,
  });
  return { stroke, keys, handlers };
}

/** The windows of a day by its number, 0 for Monday. */
export function windowsOn(weekly: Weekly, day: number): readonly LocalWindow[] {
  const weekday = WEEKDAYS[day];
  return weekday ? weekly[weekday] : [];
}
