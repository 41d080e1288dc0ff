import { CalendarClock } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { nearestSlots } from "../../../core/availability/check";
import { errorOf, type ErrorCode } from "../../../core/errors";
import { localDay } from "../../../core/time/rules";
import { Button } from "../../components/ui/button";
import { Notice } from "../../components/ui/notice";
import { monthOf } from "../../lib/month";
import { useFreeTimes } from "../../lib/use-free-times";
import { useRefusal } from "../../lib/use-refusal";
import type { ZoneClock } from "../../lib/zone-clock";
import { keyOf, type Offer } from "./offer";
import type { LostTime as Lost } from "./reservation-state";

const OFFERED = 3;

type LostTimeProps = {
  lost: Lost;
  offer: Offer;
  clock: ZoneClock;
  onTake: (start: number) => void;
};

/** Refusals that another time would meet too. */
const WHATEVER_THE_TIME: readonly (ErrorCode | undefined)[] = [
  "RATE_LIMITED",
  "BLOCKED",
  "TOO_MANY_HOLDS",
  "PAYMENTS_OFF",
];

/** Says what became of the time, and offers the nearest free ones at the same price. What was typed stays beneath. */
export function LostTime({ lost, offer, clock, onTake }: LostTimeProps) {
  const { t } = useTranslation("booking");
  const { sentence } = useRefusal();
  const heading = useRef<HTMLHeadingElement>(null);
  const { start } = lost.wish;
  useEffect(() => heading.current?.focus(), [start, lost.why]);
  const time = clock.at(start).dateTime(start);
  const helps = !WHATEVER_THE_TIME.includes(errorOf(lost.cause)?.code);
  return (
    <Notice tone="warning" role="alert" data-testid="lost-time" className="animate-rise">
      <h2 ref={heading} tabIndex={-1} className="flex items-center gap-2 font-semibold">
        <CalendarClock aria-hidden className="size-5 shrink-0" />
        {lost.why === "refused" ? sentence(lost.cause) : t(`lost.${lost.why}`, { time })}
      </h2>
      {lost.moneyBack && (
        <p data-testid="money-back" className="mt-1 font-medium text-ink">
          {t("lost.moneyBack")}
        </p>
      )}
      {helps && <OtherTimes {...{ lost, offer, clock, onTake }} />}
    </Notice>
  );
}

function OtherTimes({ lost, offer, clock, onTake }: LostTimeProps) {
  const { t } = useTranslation("booking");
  const { start: wanted } = lost.wish;
  const month = monthOf(localDay(clock.rulesAt(wanted), wanted));
  const free = useFreeTimes({ offer: keyOf(offer), month, clock });
  const starts = free.status === "ready" ? free.starts : [];
  const again = lost.why === "expired" && starts.includes(wanted);
  const others = nearestSlots(
    starts.filter((start) => start !== wanted),
    wanted,
    OFFERED,
  );
  return (
    <>
      <p className="mt-1 text-ink">
        {free.status !== "loading" &&
          t(again ? "lost.holdAgain" : others.length > 0 ? "lost.nearest" : "lost.none")}{" "}
        {t("lost.formStays")}
      </p>
      <div className="mt-3 flex flex-wrap gap-2">
        {again && (
          <Button data-testid="hold-again" onClick={() => onTake(wanted)}>
            {t("lost.again", { time: clock.at(wanted).time(wanted) })}
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
    </>
  );
}
