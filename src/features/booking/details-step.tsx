import { ArrowLeft } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { BookingForm, type ContactDraft } from "../../components/booking-form";
import { Avatar } from "../../components/ui/avatar";
import { Card } from "../../components/ui/card";
import { Price } from "../../components/price";
import { useSignIn } from "../../lib/sign-in";
import type { ZoneClock } from "../../lib/zone-clock";
import { HoldCountdown } from "./hold-countdown";
import { LostTime } from "./lost-time";
import type { PublicMember } from "./member-pane";
import { loadDraft, saveDraft } from "./reservation";
import type { Offer } from "./offer";
import type { ReservationState } from "./use-reservation";
import { When } from "../../components/when";

type DetailsStepProps = {
  member: PublicMember;
  offer: Offer;
  state: Extract<ReservationState, { phase: "asking" | "held" | "lost" }>;
  clock: ZoneClock;
  memberClock: ZoneClock | null | undefined;
  onTake: (start: number) => void;
  onBack: () => void;
  onConfirm: (contact: ContactDraft) => Promise<void>;
};

/** The chosen time beside the form. The form stays as it is whatever happens to the time. */
export function DetailsStep(props: DetailsStepProps) {
  const { member, offer, state, clock } = props;
  const { service } = offer;
  const { t } = useTranslation("booking");
  const signIn = useSignIn();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const start = state.phase === "lost" ? state.lost.start : state.start;
  const initial = { name: signIn.name ?? "", email: signIn.email ?? "", phone: "", message: "" };

  return (
    <Card className="mx-auto grid w-full max-w-4xl animate-rise overflow-hidden md:grid-cols-[19rem_1fr]">
      <aside className="flex flex-col gap-5 border-b border-line bg-sunken p-5 md:border-b-0 md:border-e sm:p-7">
        <button
          type="button"
          data-testid="back"
          onClick={props.onBack}
          className="-ms-2 inline-flex min-h-11 items-center gap-2 self-start rounded-xl px-2 text-sm font-semibold text-muted hover:text-ink"
        >
          <ArrowLeft aria-hidden className="size-4 rtl:rotate-180" />
          {t("chooseAnotherTime")}
        </button>
        <div className="flex items-center gap-3">
          <Avatar {...member} className="size-12" />
          <div className="min-w-0">
            <p className="font-semibold">{member.name}</p>
            <p className="text-sm text-muted">
              {service.name} · <Price {...service} />
            </p>
          </div>
        </div>
        {state.phase !== "lost" && (
          <>
            <When
              start={start}
              end={start + offer.durationMin * 60_000}
              clock={clock}
              other={props.memberClock && { clock: props.memberClock, name: member.name }}
            />
            <HoldCountdown expiresAt={state.phase === "held" ? state.expiresAt : null} />
          </>
        )}
      </aside>
      <div className="flex flex-col gap-6 p-5 sm:p-7">
        {state.phase === "lost" && (
          <LostTime lost={state.lost} offer={offer} clock={clock} onTake={props.onTake} />
        )}
        <h1 ref={heading} tabIndex={-1} className="text-heading">
          {t("yourDetails")}
        </h1>
        <BookingForm
          initial={{ ...initial, ...loadDraft() }}
          onChange={saveDraft}
          onSubmit={props.onConfirm}
          missing={state.phase === "lost" ? t("chooseTimeFirst") : null}
          submitLabel={t(service.approval ? "requestBooking" : "confirmBooking")}
        >
          <p className="text-sm text-muted">{t("whatHappens", { name: member.name })}</p>
        </BookingForm>
      </div>
    </Card>
  );
}
