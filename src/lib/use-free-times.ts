import { useQuery } from "convex/react";
import { useMemo } from "react";
import { cutByClock, firstOfEachDay } from "../../core/availability/engine";
import { localDay } from "../../core/time/rules";
import { api } from "../../convex/_generated/api";
import type { Id } from "../../convex/_generated/dataModel";
import { shiftMonth, type Month } from "./month";
import { useNow } from "./use-now";
import { useZoneClock, yearOf, type ZoneClock } from "./zone-clock";

const CUT_EVERY_MS = 15_000;

/** How the backend is asked for an offer. Its standard length goes unsaid, so that everyone shares one answer. */
export type OfferKey = { eventTypeId: Id<"eventTypes">; durationMin?: number };

export type FreeTimes =
  | { status: "loading" }
  /** The member takes no bookings for this service. */
  | { status: "gone" }
  | {
      status: "ready";
      /** What can be booked now, in the month shown and the one after, ascending. */
      starts: number[];
      byDay: Map<number, number[]>;
    };

type Wanted = {
  offer: OfferKey | undefined;
  month: Month;
  clock: ZoneClock | null | undefined;
};

/**
 * The free times of a service, live. The month after is read along: turning the page finds it loaded, and the times
 * nearest to one late in the month may lie there.
 */
export function useFreeTimes({ offer, month, clock }: Wanted): FreeTimes {
  const args = (wanted: Month) => (offer ? { ...offer, month: wanted } : ("skip" as const));
  const shown = useQuery(api.availability.month, args(month));
  const next = useQuery(api.availability.month, args(shiftMonth(month, 1)));
  const now = useNow(CUT_EVERY_MS);
  // Which of a day's times is its first, the member's calendar decides.
  const memberZone = shown?.firstOfDay ? shown.timezone : undefined;
  const memberClock = useZoneClock(memberZone, [yearOf(now), yearOf(now) + 1]);

  return useMemo(() => {
    if (shown === undefined || !clock) return { status: "loading" };
    if (shown?.firstOfDay && !memberClock) return { status: "loading" };
    if (shown === null) return { status: "gone" };
    const { noticeMin, horizonMin } = shown;
    // Both months carry the days at their border.
    const all = [...new Set([...shown.starts, ...(next?.starts ?? [])])].sort((a, b) => a - b);
    const terms = { noticeMin, ...(horizonMin !== null && { horizonMin }) };
    const left = cutByClock(all, terms, { now });
    const starts = memberClock ? firstOfEachDay(left, memberClock.rulesAt(now)) : left;
    const byDay = new Map<number, number[]>();
    for (const start of starts) {
      const day = localDay(clock.rulesAt(start), start);
      const times = byDay.get(day);
      if (times) times.push(start);
      else byDay.set(day, [start]);
    }
    return { status: "ready", starts, byDay };
  }, [shown, next, clock, memberClock, now]);
}
