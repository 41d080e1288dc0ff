import { useState } from "react";
import { localDay } from "../../core/time/rules";
import { firstDayOf, lastDayOf, monthOf, shiftMonth, type Month } from "./month";
import { useFreeTimes, type FreeTimes, type OfferKey } from "./use-free-times";
import { useNow } from "./use-now";
import type { ZoneClock } from "./zone-clock";

/** Where somebody is who looks for a free time: the month shown, the day chosen in it and that day's times. */
export type DayChoice = {
  month: Month;
  turnTo: (month: Month) => void;
  nextMonth: () => void;
  /** Day number in the clock's zone; null while the month has no free day. */
  day: number | null;
  chooseDay: (day: number) => void;
  free: FreeTimes;
  /** The free times of the day, ascending. */
  starts: number[];
};

/** Begins in the first month with a free time and on its first free day. */
export function useDayChoice(offer: OfferKey, clock: ZoneClock): DayChoice {
  const now = useNow(60_000);
  const today = localDay(clock.rulesAt(now), now);
  const [turned, setTurned] = useState<Month | null>(null);
  const [chosen, setChosen] = useState<number | null>(null);
  const opening = useFreeTimes({ offer, month: monthOf(today), clock });
  const month = turned ?? openingMonth(opening, today);
  const free = useFreeTimes({ offer, month, clock });
  const day = chosen !== null && monthOf(chosen) === month ? chosen : firstFreeDay(free, month);
  return {
    month,
    turnTo: setTurned,
    nextMonth: () => setTurned(shiftMonth(month, 1)),
    day,
    chooseDay: (next) => {
      setChosen(next);
      setTurned(month);
    },
    free,
    starts: free.status === "ready" && day !== null ? (free.byDay.get(day) ?? []) : [],
  };
}

/** The month of the first free time, so that a full month is not the first thing one sees. */
function openingMonth(free: FreeTimes, today: number): Month {
  const first = free.status === "ready" ? [...free.byDay.keys()][0] : undefined;
  return monthOf(first ?? today);
}

function firstFreeDay(free: FreeTimes, month: Month): number | null {
  if (free.status !== "ready") return null;
  const days = [...free.byDay.keys()];
  return days.find((day) => day >= firstDayOf(month) && day <= lastDayOf(month)) ?? null;
}
