import { clsx } from "clsx";
import { ArrowRight, CalendarOff } from "lucide-react";
import { useTranslation } from "react-i18next";
import { dayFormat } from "../../core/time/format";
import { firstDayOf } from "../lib/month";
import type { DayChoice } from "../lib/use-day-choice";
import type { ZoneClock } from "../lib/zone-clock";
import { TimeSlotPicker } from "./time-slot-picker";
import { Button } from "./ui/button";
import { Skeleton } from "./ui/skeleton";

type DayTimesProps = {
  choice: DayChoice;
  clock: ZoneClock;
  otherClock: ZoneClock | null | undefined;
  /** One beneath the other on wide screens, for a pane beside the month. */
  asColumn?: boolean;
  onPick: (start: number) => void;
};

/** The free times of the chosen day, or the way to the next month where this one has none. */
export function DayTimes({ choice, ...rest }: DayTimesProps) {
  const { t, i18n } = useTranslation("booking");
  if (choice.free.status === "loading") {
    return (
      <div className={clsx("grid grid-cols-3 gap-2", rest.asColumn && "lg:grid-cols-1")}>
        {Array.from({ length: 6 }, (_, index) => (
          <Skeleton key={index} className="h-12 rounded-xl" />
        ))}
      </div>
    );
  }
  if (choice.starts.length === 0) {
    const month = dayFormat(i18n.language).month(firstDayOf(choice.month));
    return (
      <div className="flex flex-col items-start gap-3 text-muted">
        <CalendarOff aria-hidden className="size-6" />
        <p>{t("noneInMonth", { month })}</p>
        <Button look="outline" onClick={choice.nextMonth}>
          {t("nextMonth")}
          <ArrowRight aria-hidden className="size-4 rtl:rotate-180" />
        </Button>
      </div>
    );
  }
  return <TimeSlotPicker starts={choice.starts} {...rest} />;
}
