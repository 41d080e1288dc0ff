import { useQuery } from "convex/react";
import { CalendarX2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "wouter";
import { api } from "../../../convex/_generated/api";
import { Card } from "../../components/ui/card";
import { EmptyState } from "../../components/ui/empty-state";
import { useReaderZone } from "../../lib/reader-zone";
import { useNow } from "../../lib/use-now";
import { useZoneClock, yearOf } from "../../lib/zone-clock";
import { BookedElsewhere } from "./booked-elsewhere";
import { BookingSkeleton } from "./booking-skeleton";
import { Confirmation } from "./confirmation";
import { DetailsStep } from "./details-step";
import type { PublicMember } from "./member-pane";
import { PickStep } from "./pick-step";
import { canBook, keyOf, namedOf, offerOf, type Service } from "./offer";
import { useReservation, type ReservationState } from "./use-reservation";
import { useStep } from "./use-step";

/** Everything a visitor does with one member: choose a service and a time, say who they are, be confirmed. */
export function MemberBookingPage({ member }: { member: PublicMember }) {
  const { t } = useTranslation("booking");
  const [params] = useSearchParams();
  const services = useQuery(api.eventTypes.list, { memberId: member.id });
  const isReady = useQuery(api.payments.isReady, { memberId: member.id });
  if (member.bookingMode === "external" && member.externalUrl !== null) {
    return <BookedElsewhere member={member} url={member.externalUrl} />;
  }
  if (services === undefined || isReady === undefined) return <BookingSkeleton />;
  const isPayable = isReady === true;
  const bookable = services.filter((service) => canBook(service, isPayable));
  const service = bookable.find(({ slug }) => slug === params.get("type")) ?? bookable[0];
  if (service === undefined || member.bookingMode !== "native") {
    return (
      <Card>
        <EmptyState
          isPage
          icon={CalendarX2}
          title={t("notBookable.title", { name: member.name })}
          text={t("notBookable.text")}
        />
      </Card>
    );
  }
  return <Booker {...{ member, services, isPayable }} wanted={service} />;
}

type BookerProps = {
  member: PublicMember;
  services: Service[];
  isPayable: boolean;
  wanted: Service;
};

function Booker({ member, services, isPayable, wanted }: BookerProps) {
  const [params] = useSearchParams();
  const { state, held, ...reservation } = useReservation(member.id, params.get("step") === "done");
  const [step, goTo] = useStep(reservation.letGo);
  const [returned, setReturned] = useState(false);
  const [named, setNamed] = useState<{ service: string; amount: number } | null>(null);
  const [zone, chooseZone] = useReaderZone(member.timezone);
  const now = useNow(60_000);
  const years = [yearOf(now), yearOf(now) + 1, yearOf(startOf(state) ?? now)];
  const clock = useZoneClock(zone, years);
  const memberClock = useZoneClock(member.timezone, years);
  if (!clock) return <BookingSkeleton />;

  const clocks = { clock, memberClock };
  const service = services.find(({ id }) => id === held?.eventTypeId) ?? wanted;
  const offer = offerOf(service, {
    durationMin: held ? held.durationMin : Number(params.get("length")),
    named: named?.service === service.id ? named.amount : held?.price,
  });
  const take = (start: number) => {
    const price = namedOf(offer);
    reservation.take({
      ...keyOf(offer),
      ...(price !== null && { price }),
      start,
      timezone: zone,
    });
    goTo("details", step === "details");
  };
  const leave = () => {
    reservation.letGo();
    setReturned(true);
    goTo(null, true);
  };
  if (state.phase === "done") {
    return <Confirmation {...state} {...clocks} onBookAnother={leave} />;
  }
  if (state.phase === "none") {
    return (
      <PickStep
        {...{ member, services, isPayable, offer, ...clocks }}
        focusTimes={returned}
        onName={(amount) => setNamed({ service: service.id, amount })}
        onZone={chooseZone}
        onPick={take}
      />
    );
  }
  return (
    <DetailsStep
      {...{ member, offer, state, ...clocks }}
      onTake={take}
      onBack={leave}
      onConfirm={async (contact) => {
        if (await reservation.confirm(contact)) goTo("done", true);
      }}
    />
  );
}

function startOf(state: ReservationState): number | null {
  if (state.phase === "none") return null;
  if (state.phase === "lost") return state.lost.start;
  return state.phase === "done" ? state.booking.start : state.start;
}
