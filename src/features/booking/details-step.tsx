import { useQuery } from "convex/react";
import { Suspense, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../../convex/_generated/api";
import { BookingForm } from "../../components/booking-form";
import { Turnstile } from "../../components/turnstile";
import { NO_CONTACT, type ContactDraft } from "../../lib/contact-draft";
import { useSignIn } from "../../lib/sign-in";
import { DueTerms } from "./due-terms";
import { LostTime } from "./lost-time";
import { quoteOf } from "./offer";
import { loadDraft, saveDraft } from "./reservation";
import type { ReservationState } from "./reservation-state";
import { StepCard, type Chosen } from "./step-card";

type DetailsStepProps = Chosen & {
  /** The address of the marketplace whose member is booked. */
  tenantSlug: string;
  state: Extract<ReservationState, { phase: "asking" | "held" | "paying" | "lost" }>;
  onTake: (start: number) => void;
  onBack: () => void;
  onConfirm: (contact: ContactDraft) => Promise<void>;
};

/** The chosen time beside the form. The form stays as it is whatever happens to the time. */
export function DetailsStep({ state, onTake, onBack, onConfirm, ...chosen }: DetailsStepProps) {
  const { member, offer, clock } = chosen;
  const { t, i18n } = useTranslation("booking");
  const signIn = useSignIn();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const initial = { ...NO_CONTACT, name: signIn.name ?? "", email: signIn.email ?? "" };
  const tenant = useQuery(api.tenants.get, { slug: chosen.tenantSlug });
  const quoted = quoteOf(offer);
  const due = quoted.ok ? { ...quoted.quote, currency: offer.service.currency } : null;
  const isPriced = due !== null && due.price > 0;
  useEffect(() => {
    // What the next steps show is fetched while somebody types, so that neither begins empty.
    void i18n.loadNamespaces("checkout");
    void import("./confirmation");
    if (isPriced) void import("./pay-step");
  }, [i18n, isPriced]);
  const book = offer.service.approval ? "requestBooking" : "confirmBooking";

  return (
    <StepCard
      {...chosen}
      price={due?.price ?? null}
      time={timeOf(state)}
      onBack={onBack}
      aside={
        isPriced && (
          // On a phone they stand above the times already, and would only push the form away.
          <div className="contents max-md:hidden">
            <Suspense>
              <DueTerms due={due} tiers={offer.service.refundTiers} />
            </Suspense>
          </div>
        )
      }
    >
      {state.phase === "lost" && (
        <LostTime lost={state.lost} offer={offer} clock={clock} onTake={onTake} />
      )}
      <h1 ref={heading} tabIndex={-1} className="text-heading">
        {t("yourDetails")}
      </h1>
      <BookingForm
        initial={{ ...initial, ...loadDraft() }}
        onChange={saveDraft}
        onSubmit={onConfirm}
        missing={state.phase === "lost" ? t("chooseTimeFirst") : null}
        textsFrom={tenant?.sendsSms ? tenant.name : undefined}
        submitLabel={t(isPriced ? "goToPayment" : book)}
      >
        <Turnstile tenantSlug={chosen.tenantSlug} />
        <p className="text-sm text-muted">
          {t(isPriced ? "whatFollows" : "whatHappens", { name: member.name })}
        </p>
      </BookingForm>
    </StepCard>
  );
}

function timeOf(state: DetailsStepProps["state"]) {
  if (state.phase === "lost") return null;
  return { start: state.start, expiresAt: state.phase === "asking" ? null : state.expiresAt };
}
