import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { AvailabilityCalendar } from "../../components/availability-calendar";
import { DayTimes } from "../../components/day-times";
import { MoveForm } from "../../components/move-form";
import { Button } from "../../components/ui/button";
import { Dialog } from "../../components/ui/dialog";
import { Notice } from "../../components/ui/notice";
import { Skeleton } from "../../components/ui/skeleton";
import { useDayChoice } from "../../lib/use-day-choice";
import { useMove, type MoveRefusal, type Wish } from "../../lib/use-move";
import { useNow } from "../../lib/use-now";
import { useZoneClock, yearOf, type ZoneClock } from "../../lib/zone-clock";
import type { CustomerBooking } from "./customer-booking";

type MoveDialogProps = {
  booking: CustomerBooking;
  /** The manage link's token; signed-in people need none. */
  token?: string | undefined;
  /** The zone in which the customer reads times. */
  zone: string;
  onClose: () => void;
  onMoved: () => void;
};

/** Choose one of the times on offer, compare, and move there. */
export function MoveDialog(props: MoveDialogProps) {
  const { booking, zone } = props;
  const { t } = useTranslation();
  const now = useNow(60_000);
  const years = [yearOf(now), yearOf(now) + 1, yearOf(booking.start)];
  const clock = useZoneClock(zone, years);
  const memberClock = useZoneClock(booking.memberTimezone, years);
  return (
    <Dialog
      open
      onOpenChange={props.onClose}
      place="side"
      title={t("move.title")}
      description={`${booking.eventType.name} · ${booking.member.name}`}
    >
      {clock ? (
        <Steps {...props} clock={clock} memberClock={memberClock} />
      ) : (
        <Skeleton className="h-96" />
      )}
    </Dialog>
  );
}

type StepsProps = MoveDialogProps & {
  clock: ZoneClock;
  memberClock: ZoneClock | null | undefined;
};

/** Refusals after which another time may be chosen; after the others there is none. */
const CHOOSE_AGAIN = new Set<MoveRefusal["code"]>([
  "SLOT_TAKEN",
  "NOT_AVAILABLE",
  "STALE_REVISION",
]);

function Steps({ booking, token, clock, memberClock, onMoved, onClose }: StepsProps) {
  const { t } = useTranslation();
  const [wish, setWish] = useState<Wish | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const { move, busy } = useMove({ bookingId: booking.id, token });
  const { start, end, revision, member } = booking;

  if (wish === null) {
    return (
      <div className="flex flex-col gap-5">
        {refused && (
          <Notice tone="warning" role="alert">
            {refused}
          </Notice>
        )}
        <Times
          {...{ booking, clock, memberClock }}
          onPick={(picked) => {
            setRefused(null);
            setWish({ start: picked, revision });
          }}
        />
      </div>
    );
  }
  const submit = async (reason: string) => {
    const refusal = await move(wish, reason);
    if (refusal === null) {
      onMoved();
      onClose();
      return;
    }
    setRefused(refusal.sentence);
    if (CHOOSE_AGAIN.has(refusal.code)) setWish(null);
  };
  return (
    <MoveForm
      from={{ start, end }}
      to={wish.start}
      clock={clock}
      other={memberClock && { clock: memberClock, name: member.name }}
      busy={busy}
      refused={refused}
      onSubmit={submit}
      aside={
        <Button look="outline" onClick={() => setWish(null)}>
          {t("move.back")}
        </Button>
      }
    >
      <ConfirmHeading />
    </MoveForm>
  );
}

function ConfirmHeading() {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <h3 ref={heading} tabIndex={-1} className="font-semibold">
      {t("move.question")}
    </h3>
  );
}

type TimesProps = Pick<StepsProps, "booking" | "clock" | "memberClock"> & {
  onPick: (start: number) => void;
};

function Times({ booking, clock, memberClock, onPick }: TimesProps) {
  const { t } = useTranslation();
  const { id: eventTypeId, durationMin } = booking.eventType;
  const offer = { eventTypeId, durationMin };
  const choice = useDayChoice(offer, clock);
  const [first] = choice.starts;
  if (choice.free.status === "gone") return <Notice>{t("move.gone")}</Notice>;
  return (
    <>
      <AvailabilityCalendar
        offer={offer}
        zone={clock.zone}
        month={choice.month}
        onMonthChange={choice.turnTo}
        day={choice.day}
        onDayChange={choice.chooseDay}
      />
      <h3 aria-live="polite" className="font-semibold">
        {first === undefined ? t("move.times") : clock.at(first).date(first)}
      </h3>
      <DayTimes choice={choice} clock={clock} otherClock={memberClock} onPick={onPick} />
    </>
  );
}
