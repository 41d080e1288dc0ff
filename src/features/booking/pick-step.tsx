import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "wouter";
import { AvailabilityCalendar } from "../../components/availability-calendar";
import { DayTimes } from "../../components/day-times";
import { Card } from "../../components/ui/card";
import { useDayChoice } from "../../lib/use-day-choice";
import { useNow } from "../../lib/use-now";
import { zoneCity } from "../../lib/zone-city";
import { readsDifferently, type ZoneClock } from "../../lib/zone-clock";
import { LengthChoice } from "./length-choice";
import { MemberPane, type PublicMember } from "./member-pane";
import { keyOf, quoteOf, type Offer, type Service } from "./offer";
import { OfferAmount } from "./offer-amount";
import { OfferTerms } from "./offer-terms";
import { ServiceList } from "./service-list";
import { ZonePicker } from "./zone-picker";

type PickStepProps = {
  member: PublicMember;
  services: Service[];
  /** Whether anything can be paid here now. */
  isPayable: boolean;
  offer: Offer;
  clock: ZoneClock;
  memberClock: ZoneClock | null | undefined;
  /** Whether the reader came back to choose another time: the focus then goes to the times. */
  focusTimes: boolean;
  onZone: (zone: string) => void;
  onName: (amount: number) => void;
  onPick: (start: number) => void;
};

/** Member, month and times side by side; on a phone one beneath the other. */
export function PickStep(props: PickStepProps) {
  const { member, offer, clock, memberClock } = props;
  const { t } = useTranslation("booking");
  const [, setParams] = useSearchParams();
  const now = useNow(60_000);
  const times = useRef<HTMLElement>(null);
  const amount = useRef<HTMLInputElement>(null);
  const key = keyOf(offer);
  const choice = useDayChoice(key, clock);

  const chooseDay = (next: number) => {
    choice.chooseDay(next);
    // On a phone the times stand beneath the month.
    requestAnimationFrame(() =>
      times.current?.scrollIntoView({ block: "nearest", behavior: "smooth" }),
    );
  };

  const pick = (start: number) => {
    if (quoteOf(offer).ok) props.onPick(start);
    else amount.current?.focus();
  };

  return (
    <Card className="grid overflow-hidden lg:min-h-[36rem] lg:grid-cols-[19rem_minmax(0,1fr)_17rem]">
      <div className="border-b border-line p-5 sm:p-7 lg:border-b-0 lg:border-e">
        <MemberPane member={member}>
          <ServiceList
            services={props.services}
            isPayable={props.isPayable}
            chosen={offer}
            onChoose={({ slug }) => setParams({ type: slug }, { replace: true })}
          />
          <LengthChoice
            offer={offer}
            onChoose={(minutes) =>
              setParams({ type: offer.service.slug, length: String(minutes) }, { replace: true })
            }
          />
          <OfferAmount key={offer.service.id} ref={amount} offer={offer} onName={props.onName} />
          <OfferTerms service={offer.service} />
        </MemberPane>
      </div>
      <section aria-label={t("chooseDay")} className="flex flex-col gap-4 p-5 sm:p-7">
        <AvailabilityCalendar
          memberId={member.id}
          offer={key}
          zone={clock.zone}
          month={choice.month}
          onMonthChange={choice.turnTo}
          day={choice.day}
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
          <TimesHeading first={choice.starts[0]} clock={clock} focus={props.focusTimes} />
          <div className="lg:-mx-2 lg:min-h-0 lg:overflow-y-auto lg:px-2 lg:pb-7">
            <DayTimes
              choice={choice}
              clock={clock}
              otherClock={memberClock}
              asColumn
              onPick={pick}
            />
          </div>
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

type TimesHeadingProps = { first: number | undefined; clock: ZoneClock; focus: boolean };

function TimesHeading({ first, clock, focus }: TimesHeadingProps) {
  const { t } = useTranslation("booking");
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (focus) heading.current?.focus();
  }, [focus]);
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
