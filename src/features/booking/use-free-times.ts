import { useQuery } from "convex/react";
import { useMemo } from "react";
import { cutByClock } from "../../../core/availability/engine";
import { localDay } from "../../../core/time/rules";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { shiftMonth, type Month } from "../../lib/month";
import { useNow } from "../../lib/use-now";
import type { ZoneClock } from "../../lib/zone-clock";

const CUT_EVERY_MS = 15_000;

export type FreeTimes =
  | { status: "loading" }
  /** The member takes no bookings for this service. */
  | { status: "gone" }
  | {
      status: "ready";
      /** What can be booked now, in the month shown and the one after, ascending. */
      starts: number[];
      byDay: Map<number, number[]>;
      durationMin: number;
    };

type Wanted = {
  eventTypeId: Id<"eventTypes"> | undefined;
  month: Month;
  clock: ZoneClock | null | undefined;
};

/**
 * The free times of a service, live. The month after is read along: turning the page finds it loaded, and the times
 * nearest to one late in the month may lie there.
 */
export function useFreeTimes({ eventTypeId, month, clock }: Wanted): FreeTimes {
  const args = (wanted: Month) =>
    eventTypeId ? { eventTypeId, month: wanted } : ("skip" as const);
  const shown = useQuery(api.availability.month, args(month));
  const next = useQuery(api.availability.month, args(shiftMonth(month, 1)));
  const now = useNow(CUT_EVERY_MS);

  return useMemo(() => {
    if (shown === undefined || !clock) return { status: "loading" };
    if (shown === null) return { status: "gone" };
    const { durationMin, noticeMin, horizonMin } = shown;
    // Both months carry the days at their border.
    const all = [...new Set([...shown.starts, ...(next?.starts ?? [])])].sort((a, b) => a - b);
    const terms = { durationMin, noticeMin, ...(horizonMin !== null && { horizonMin }) };
    const starts = cutByClock(all, terms, { now });
    const byDay = new Map<number, number[]>();
    for (const start of starts) {
      const day = localDay(clock.rulesAt(start), start);
      const times = byDay.get(day);
      if (times) times.push(start);
      else byDay.set(day, [start]);
    }
    return { status: "ready", starts, byDay, durationMin };
  }, [shown, next, clock, now]);
}
