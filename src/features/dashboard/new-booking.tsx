import { useMutation, useQuery } from "convex/react";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { errorOf } from "../../../core/errors";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { BookingForm } from "../../components/booking-form";
import { Dialog } from "../../components/ui/dialog";
import { Skeleton } from "../../components/ui/skeleton";
import { contactOf, NO_CONTACT, type ContactDraft } from "../../lib/contact-draft";
import { randomId } from "../../lib/random-id";
import type { ZoneClock } from "../../lib/zone-clock";
import { BookedByHand } from "./booked-by-hand";
import { NO_START, startOf, type StartDraft } from "./local-start";
import { OverlapConsent } from "./overlap-consent";
import { ServiceFields, type OwnService } from "./service-fields";
import { StartFields } from "./start-fields";

type NewBookingProps = {
  memberId: Id<"memberSettings">;
  clock: ZoneClock;
  onClose: () => void;
};

/** The member enters a booking that was agreed elsewhere. */
export function NewBooking({ memberId, clock, onClose }: NewBookingProps) {
  const { t } = useTranslation("member");
  const services = useQuery(api.eventTypes.listMine, { memberId })?.filter(({ active }) => active);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      place="side"
      title={t("manual.title")}
      description={t("manual.text")}
    >
      <Suspense fallback={<Skeleton className="h-96" />}>
        {services && <Entry services={services} clock={clock} onClose={onClose} />}
      </Suspense>
    </Dialog>
  );
}

type EntryProps = { services: OwnService[]; clock: ZoneClock; onClose: () => void };
type Choice = { eventTypeId: string; durationMin: number };

function Entry({ services, clock, onClose }: EntryProps) {
  const { t } = useTranslation("member");
  const create = useMutation(api.bookings.create);
  // One token for all attempts: repeating a call that went through unheard is then one booking.
  const [token] = useState(randomId);
  const [chosen, setChosen] = useState<Choice | null>(null);
  const [when, setWhen] = useState<StartDraft>(NO_START);
  const [timezone, setTimezone] = useState(clock.zone);
  const [consent, setConsent] = useState<"unneeded" | "asked" | "given">("unneeded");
  const [made, setMade] = useState<{ bookingId: string; code: string } | null>(null);
  const service = services.find(({ id }) => id === chosen?.eventTypeId) ?? services[0];
  const start = startOf(clock, when);
  if (made) return <BookedByHand {...made} token={token} onClose={onClose} />;
  if (!service) return <p className="text-muted">{t("manual.noService")}</p>;

  const durationMin = chosen?.durationMin ?? service.durationMin;
  const submit = async (contact: ContactDraft) => {
    if (start === null) return;
    const allowOverlap = consent === "given";
    const place = { eventTypeId: service.id, durationMin, start, timezone };
    try {
      setMade(await create({ ...place, token, customer: contactOf(contact), allowOverlap }));
    } catch (thrown) {
      if (errorOf(thrown)?.code !== "SLOT_TAKEN") throw thrown;
      setConsent("asked");
    }
  };
  return (
    <div data-testid="new-booking-form" className="flex flex-col gap-5">
      <ServiceFields
        services={services}
        service={service}
        durationMin={durationMin}
        timezone={timezone}
        onTimezone={setTimezone}
        onChange={(eventTypeId, minutes) => {
          setChosen({ eventTypeId, durationMin: minutes });
          setConsent("unneeded");
        }}
      >
        <StartFields
          draft={when}
          clock={clock}
          onChange={(draft) => {
            setWhen(draft);
            setConsent("unneeded");
          }}
        />
      </ServiceFields>
      <BookingForm
        initial={NO_CONTACT}
        onSubmit={submit}
        missing={start === null ? t("manual.noStart") : null}
        submitLabel={t("manual.book")}
      >
        {consent !== "unneeded" && (
          <OverlapConsent
            given={consent === "given"}
            onChange={(given) => setConsent(given ? "given" : "asked")}
          />
        )}
      </BookingForm>
    </div>
  );
}
