import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { dueNow } from "../../../core/money/quote";
import { Checkout } from "../../components/checkout";
import { useMoney } from "../../lib/use-money";
import { DueTerms } from "./due-terms";
import { loadDraft, type Due } from "./reservation";
import type { Payable } from "./reservation-state";
import { StepCard, type Chosen } from "./step-card";

type PayStepProps = Chosen & {
  payable: Payable;
  /** Gives the time back. */
  onBack: () => void;
  onChangeDetails: () => void;
  onPaid: () => void;
};

/** What is due for the reserved time, and the form that pays it. */
export function PayStep({ payable, onBack, onChangeDetails, onPaid, ...chosen }: PayStepProps) {
  const { t } = useTranslation("checkout");
  const { due, bookingId, token, isSubmitted } = payable;
  const { service } = chosen.offer;
  const { name = "", email = "" } = loadDraft();
  const label = usePayLabel(due, service);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <StepCard
      {...chosen}
      price={due.price}
      time={payable}
      onBack={isSubmitted ? undefined : onBack}
      aside={<DueTerms due={due} tiers={service.refundTiers} />}
    >
      <div>
        <h1 ref={heading} tabIndex={-1} className="text-heading">
          {t("title")}
        </h1>
        {name && !isSubmitted && (
          <p className="break-words text-[0.9375rem] text-muted">
            {t("bookingFor", { name, email })}{" "}
            <button
              type="button"
              data-testid="change-details"
              onClick={onChangeDetails}
              className="font-semibold text-accent-text underline-offset-4 hover:underline"
            >
              {t("changeDetails")}
            </button>
          </p>
        )}
      </div>
      {service.approval && (
        <p className="text-[0.9375rem]">{t("requestNote", { name: chosen.member.name })}</p>
      )}
      <Checkout
        link={{ bookingId, token }}
        submitLabel={label}
        payer={name ? { name, email } : null}
        {...{ isSubmitted, onPaid }}
      />
    </StepCard>
  );
}

/** The button says what a press costs, and what comes of it. */
function usePayLabel(due: Due, { approval, pricing }: Chosen["offer"]["service"]): string {
  const { t } = useTranslation("checkout");
  const amount = useMoney(due.currency)(dueNow(due));
  if (approval) return t("pay.request", { amount });
  if (due.deposit > 0) return t("pay.deposit", { amount });
  return t(pricing === "named" ? "pay.named" : "pay.price", { amount });
}
