import { CalendarClock } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { nearestSlots } from "../../../core/availability/check";
import { localDay } from "../../../core/time/rules";
import { Button } from "../../components/ui/button";
import { Notice } from "../../components/ui/notice";
import { monthOf } from "../../lib/month";
import { useFreeTimes } from "../../lib/use-free-times";
import { useRefusal } from "../../lib/use-refusal";
import type { ZoneClock } from "../../lib/zone-clock";
import { keyOf, type Offer } from "./offer";
import type { LostTime as Lost } from "./use-reservation";

const OFFERED = 3;

type LostTimeProps = {
  lost: Lost;
  offer: Offer;
  clock: ZoneClock;
  onTake: (start: number) => void;
};

/** Says what became of the time, and offers the nearest free ones. What was typed stays beneath. */
export function LostTime({ lost, offer, clock, onTake }: LostTimeProps) {
  const { t } = useTranslation("booking");
  const { sentence } = useRefusal();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [lost]);

  const month = monthOf(localDay(clock.rulesAt(lost.start), lost.start));
  const free = useFreeTimes({ offer: keyOf(offer), month, clock });
  const starts = free.status === "ready" ? free.starts : [];
  const time = clock.at(lost.start).dateTime(lost.start);
  const again = lost.why === "expired" && starts.includes(lost.start);
  const others = nearestSlots(
    starts.filter((start) => start !== lost.start),
    lost.start,
    OFFERED,
  );
  return (
    <Notice tone="warning" role="alert" data-testid="lost-time" className="animate-rise">
      <h2 ref={heading} tabIndex={-1} className="flex items-center gap-2 font-semibold">
        <CalendarClock aria-hidden className="size-5 shrink-0" />
        {lost.why === "refused" ? sentence(lost.cause) : t(`lost.${lost.why}`, { time })}
      </h2>
      <p className="mt-1 text-ink">
        {free.status !== "loading" &&
          t(again ? "lost.holdAgain" : others.length > 0 ? "lost.nearest" : "lost.none")}{" "}
        {t("lost.formStays")}
      </p>
      <div className="mt-3 flex flex-wrap gap-2">
        {again && (
          <Button data-testid="hold-again" onClick={() => onTake(lost.start)}>
            {t("lost.again", { time: clock.at(lost.start).time(lost.start) })}
          </Button>
        )}
        {others.map((start) => (
          <Button
            key={start}
            look="outline"
            data-testid="nearest-slot"
            data-start={start}
            onClick={() => onTake(start)}
          >
            {`${clock.at(start).shortDate(start)}, ${clock.at(start).time(start)}`}
          </Button>
        ))}
      </div>
    </Notice>
  );
}
