import { ArrowRight, CalendarOff } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "wouter";
import { localDay } from "../../../core/time/rules";
import { dayFormat } from "../../../core/time/format";
import { Button } from "../../components/ui/button";
import { Card } from "../../components/ui/card";
import { Skeleton } from "../../components/ui/skeleton";
import { firstDayOf, lastDayOf, monthOf, shiftMonth, type Month } from "../../lib/month";
import { useNow } from "../../lib/use-now";
import { zoneCity } from "../../lib/zone-city";
import { readsDifferently, type ZoneClock } from "../../lib/zone-clock";
import { AvailabilityCalendar } from "./availability-calendar";
import { LengthChoice } from "./length-choice";
import { MemberPane, type PublicMember } from "./member-pane";
import { keyOf, type Offer, type Service } from "./offer";
import { ServiceList } from "./service-list";
import { TimeSlotPicker } from "./time-slot-picker";
import { useFreeTimes, type FreeTimes } from "./use-free-times";
import { ZonePicker } from "./zone-picker";

type PickStepProps = {
  member: PublicMember;
  services: Service[];
  offer: Offer;
  clock: ZoneClock;
  memberClock: ZoneClock | null | undefined;
  /** Whether the reader came back to choose another time: the focus then goes to the times. */
  focusTimes: boolean;
  onZone: (zone: string) => void;
  onPick: (start: number) => void;
};

/** Member, month and times side by side; on a phone one beneath the other. */
export function PickStep(props: PickStepProps) {
  const { member, offer, clock, memberClock } = props;
  const { t } = useTranslation("booking");
  const [, setParams] = useSearchParams();
  const now = useNow(60_000);
  const today = localDay(clock.rulesAt(now), now);
  const [turned, setTurned] = useState<Month | null>(null);
  const [chosen, setChosen] = useState<number | null>(null);
  const times = useRef<HTMLElement>(null);

  const key = keyOf(offer);
  const opening = useFreeTimes({ offer: key, month: monthOf(today), clock });
  const month = turned ?? openingMonth(opening, today);
  const free = useFreeTimes({ offer: key, month, clock });
  const day = chosen !== null && monthOf(chosen) === month ? chosen : firstFreeDay(free, month);

  const chooseDay = (next: number) => {
    setChosen(next);
    setTurned(month);
    // On a phone the times stand beneath the month.
    requestAnimationFrame(() =>
      times.current?.scrollIntoView({ block: "nearest", behavior: "smooth" }),
    );
  };

  return (
    <Card className="grid overflow-hidden lg:min-h-[36rem] lg:grid-cols-[19rem_minmax(0,1fr)_17rem]">
      <div className="border-b border-line p-5 sm:p-7 lg:border-b-0 lg:border-e">
        <MemberPane member={member}>
          <ServiceList
            services={props.services}
            chosen={offer.service}
            onChoose={({ slug }) => setParams({ type: slug }, { replace: true })}
          />
          <LengthChoice
            offer={offer}
            onChoose={(minutes) =>
              setParams({ type: offer.service.slug, length: String(minutes) }, { replace: true })
            }
          />
        </MemberPane>
      </div>
      <section aria-label={t("chooseDay")} className="flex flex-col gap-4 p-5 sm:p-7">
        <AvailabilityCalendar
          memberId={member.id}
          offer={key}
          zone={clock.zone}
          month={month}
          onMonthChange={setTurned}
          day={day}
          onDayChange={chooseDay}
        />
        <Zones {...{ member, clock, memberClock, now }} onZone={props.onZone} />
      </section>
      <section
        ref={times}
        aria-labelledby="times-heading"
        className="relative scroll-mb-4 border-t border-line lg:border-s lg:border-t-0"
      >
        {/* Out of the flow on wide screens: a long day scrolls and does not stretch the card. */}
        <div className="flex flex-col p-5 sm:p-7 lg:absolute lg:inset-0 lg:pb-0">
          <TimesHeading free={free} day={day} clock={clock} focus={props.focusTimes} />
          <Times
            free={free}
            day={day}
            month={month}
            clock={clock}
            otherClock={memberClock}
            onPick={props.onPick}
            onNextMonth={() => setTurned(shiftMonth(month, 1))}
          />
        </div>
      </section>
    </Card>
  );
}

type ZonesProps = Pick<PickStepProps, "member" | "clock" | "memberClock" | "onZone"> & {
  now: number;
};

function Zones({ member, clock, memberClock, now, onZone }: ZonesProps) {
  const { t } = useTranslation("booking");
  return (
    <div className="mt-auto">
      <ZonePicker clock={clock} now={now} onChange={onZone} />
      {memberClock && readsDifferently(clock, memberClock, now) && (
        <p className="text-sm text-muted">
          {t("memberIsIn", {
            name: member.name,
            city: zoneCity(member.timezone),
            time: memberClock.at(now).time(now),
          })}
        </p>
      )}
    </div>
  );
}

type TimesHeadingProps = { free: FreeTimes; day: number | null; clock: ZoneClock; focus: boolean };

function TimesHeading({ free, day, clock, focus }: TimesHeadingProps) {
  const { t } = useTranslation("booking");
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (focus) heading.current?.focus();
  }, [focus]);
  const first = timesOf(free, day)[0];
  return (
    <h2
      ref={heading}
      id="times-heading"
      tabIndex={-1}
      aria-live="polite"
      className="mb-3 flex min-h-10 items-center text-heading"
    >
      {first === undefined ? t("times") : clock.at(first).shortDate(first)}
    </h2>
  );
}

function timesOf(free: FreeTimes, day: number | null): number[] {
  return free.status === "ready" && day !== null ? (free.byDay.get(day) ?? []) : [];
}

type TimesProps = {
  free: FreeTimes;
  day: number | null;
  month: Month;
  clock: ZoneClock;
  otherClock: ZoneClock | null | undefined;
  onPick: (start: number) => void;
  onNextMonth: () => void;
};

function Times({ free, day, month, ...rest }: TimesProps) {
  const { t, i18n } = useTranslation("booking");
  if (free.status === "loading") {
    return (
      <div className="grid grid-cols-3 gap-2 lg:grid-cols-1">
        {Array.from({ length: 6 }, (_, index) => (
          <Skeleton key={index} className="h-12 rounded-xl" />
        ))}
      </div>
    );
  }
  const starts = timesOf(free, day);
  if (starts.length === 0) {
    return (
      <div className="flex flex-col items-start gap-3 text-muted">
        <CalendarOff aria-hidden className="size-6" />
        <p>{t("noneInMonth", { month: dayFormat(i18n.language).month(firstDayOf(month)) })}</p>
        <Button look="outline" onClick={rest.onNextMonth}>
          {t("nextMonth")}
          <ArrowRight aria-hidden className="size-4 rtl:rotate-180" />
        </Button>
      </div>
    );
  }
  return (
    <div className="lg:-mx-2 lg:min-h-0 lg:overflow-y-auto lg:px-2 lg:pb-7">
      <TimeSlotPicker starts={starts} {...rest} />
    </div>
  );
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
