import { lazy, Suspense, useEffect, useEffectEvent, useState } from "react";
import { useSearchParams } from "wouter";
import { useReaderZone } from "../../lib/reader-zone";
import { useNow } from "../../lib/use-now";
import { useZoneClock, yearOf } from "../../lib/zone-clock";
import { BookingSkeleton } from "./booking-skeleton";
import type { PublicMember } from "./member-pane";
import { keyOf, namedOf, offerOf, type Service } from "./offer";
import { PickStep } from "./pick-step";
import type { ReservationState } from "./reservation-state";
import { useReservation } from "./use-reservation";
import { useStep } from "./use-step";

/** Nobody needs these to choose a time: each is fetched a step ahead, so that no step begins empty. */
const loadDetails = () => import("./details-step");
const DetailsStep = lazy(async () => ({ default: (await loadDetails()).DetailsStep }));
const PayStep = lazy(async () => ({ default: (await import("./pay-step")).PayStep }));
const Confirmation = lazy(async () => ({ default: (await import("./confirmation")).Confirmation }));

type BookerProps = {
  tenantSlug: string;
  member: PublicMember;
  services: Service[];
  isPayable: boolean;
  wanted: Service;
};

/** The steps of a booking, one at a time, from the choice of a time to the confirmation. */
export function Booker({ tenantSlug, member, services, isPayable, wanted }: BookerProps) {
  const [params] = useSearchParams();
  const { state, wish, ...reservation } = useReservation(member.id, params.get("step") === "done");
  const [step, goTo] = useStep(reservation.letGo);
  const [returned, setReturned] = useState(false);
  const [named, setNamed] = useState<{ service: string; amount: number } | null>(null);
  const [zone, chooseZone] = useReaderZone(member.timezone);
  const now = useNow(60_000);
  const years = [yearOf(now), yearOf(now) + 1, yearOf(startOf(state) ?? now)];
  const clock = useZoneClock(zone, years);
  const memberClock = useZoneClock(member.timezone, years);
  const isDone = state.phase === "done";
  const showDone = useEffectEvent(() => {
    if (step !== "done") goTo("done", true);
  });
  useEffect(() => {
    if (isDone) showDone();
  }, [isDone]);
  useEffect(() => void loadDetails(), []);
  if (!clock) return <BookingSkeleton />;

  const service = services.find(({ id }) => id === wish?.eventTypeId) ?? wanted;
  const offer = offerOf(service, {
    durationMin: wish ? wish.durationMin : Number(params.get("length")),
    named: named?.service === service.id ? named.amount : wish?.price,
  });
  const chosen = { member, offer, clock, memberClock };
  const take = (start: number) => {
    const price = namedOf(offer);
    reservation.take({ ...keyOf(offer), ...(price !== null && { price }), start, timezone: zone });
    goTo("details", step !== null);
  };
  const leave = () => {
    reservation.letGo();
    setReturned(true);
    goTo(null, true);
  };
  if (state.phase === "none") {
    return (
      <PickStep
        {...{ services, isPayable, ...chosen }}
        focusTimes={returned}
        onName={(amount) => setNamed({ service: service.id, amount })}
        onZone={chooseZone}
        onPick={take}
      />
    );
  }
  return (
    <Suspense fallback={<BookingSkeleton />}>
      {state.phase === "done" ? (
        <Confirmation {...state} {...chosen} onBookAnother={leave} />
      ) : state.phase === "paying" && step !== "details" ? (
        <PayStep
          {...chosen}
          payable={state}
          onBack={leave}
          onChangeDetails={() => goTo("details", false)}
          onPaid={reservation.paid}
        />
      ) : (
        <DetailsStep
          {...{ tenantSlug, state, ...chosen }}
          onTake={take}
          onBack={leave}
          onConfirm={async (contact) => {
            const next = await reservation.confirm(contact);
            if (next !== null) goTo(next, next === "done");
          }}
        />
      )}
    </Suspense>
  );
}

function startOf(state: ReservationState): number | null {
  if (state.phase === "none") return null;
  if (state.phase === "lost") return state.lost.wish.start;
  return state.phase === "done" ? state.booking.start : state.start;
}
