import { useQuery } from "convex/react";
import { useTranslation } from "react-i18next";
import { localDay } from "../../core/time/rules";
import { api } from "../../convex/_generated/api";
import type { Id } from "../../convex/_generated/dataModel";
import { MonthGrid } from "./ui/month-grid";
import { Skeleton } from "./ui/skeleton";
import { monthOf, type Month } from "../lib/month";
import { useFreeTimes, type OfferKey } from "../lib/use-free-times";
import { useNow } from "../lib/use-now";
import { useZoneClock } from "../lib/zone-clock";

type AvailabilityCalendarProps = {
  /** Whose first service is meant where no offer is named. */
  memberId?: Id<"memberSettings">;
  offer?: OfferKey;
  /** The reader's IANA zone: it decides on which day a time falls. */
  zone: string;
  month: Month;
  onMonthChange: (month: Month) => void;
  /** Day number, see core/time/calendar. */
  day: number | null;
  onDayChange: (day: number) => void;
};

/** The month of one member, with the days marked on which something is free. Live. */
export function AvailabilityCalendar(props: AvailabilityCalendarProps) {
  const { memberId, zone, month, day } = props;
  const { t } = useTranslation("booking");
  const services = useQuery(api.eventTypes.list, props.offer || !memberId ? "skip" : { memberId });
  const first = services?.[0];
  const offer = props.offer ?? (first && { eventTypeId: first.id });
  const now = useNow(60_000);
  const clock = useZoneClock(zone, [Number(month.slice(0, 4))]);
  const free = useFreeTimes({ offer, month, clock });

  if (!clock) return <CalendarSkeleton />;
  const today = localDay(clock.rulesAt(now), now);
  const countOn = (date: number) =>
    free.status === "ready" ? (free.byDay.get(date)?.length ?? 0) : 0;
  return (
    <div aria-busy={free.status === "loading"}>
      <MonthGrid
        month={month}
        onMonthChange={props.onMonthChange}
        earliest={monthOf(today)}
        today={today}
        selected={day}
        onSelect={props.onDayChange}
        isAvailable={(date) => countOn(date) > 0}
        describe={(date) => t("timesOnDay", { count: countOn(date) })}
      />
    </div>
  );
}

export function CalendarSkeleton() {
  return (
    <div className="flex flex-col gap-3">
      <Skeleton className="h-10 w-40" />
      <Skeleton className="h-80 w-full" />
    </div>
  );
}
