import { useQuery } from "convex/react";
import { LoaderCircle } from "lucide-react";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../convex/_generated/api";
import { usePaymentCheck, type BookingLink } from "../lib/use-payment-check";
import { PaymentFormSkeleton } from "./payment-form-skeleton";
import { Button } from "./ui/button";
import { Notice } from "./ui/notice";

const StripePayment = lazy(async () => ({
  default: (await import("./stripe-payment")).StripePayment,
}));

type CheckoutProps = {
  link: BookingLink;
  submitLabel: string;
  payer: { name: string; email: string } | null;
  /** Whether Stripe has said that the money is there or on its way; whoever shows this ends it when the booking says so too. */
  isSubmitted: boolean;
  onPaid: () => void;
};

/** The payment that can be made for a booking now: Stripe's form, and the wait for what becomes of it. */
export function Checkout({ link, submitLabel, payer, isSubmitted, onPaid }: CheckoutProps) {
  const { t } = useTranslation("checkout");
  const [isBack, setBack] = useState(false);
  const checkout = useQuery(api.payments.checkout, link);
  const standing = checkout?.standing;
  const isOpen = standing === "open" || standing === "created";
  // A payment that is gone from the list has been taken, or given back: the booking is about to say which.
  const isWaiting = checkout !== undefined && (!isOpen || (isSubmitted && !isBack));
  const isSlow = useSlowness(!checkout?.clientSecret);
  usePaymentCheck(link, isWaiting || isSlow);

  if (isWaiting) {
    return (
      <Waiting
        isOnItsWay={standing === "processing"}
        onBack={isOpen ? () => setBack(true) : undefined}
      />
    );
  }
  if (!checkout?.clientSecret) {
    return (
      <>
        {(isSlow || checkout?.isInTrouble) && <Notice role="status">{t("slow")}</Notice>}
        <PaymentFormSkeleton />
      </>
    );
  }
  const { clientSecret, account, failure } = checkout;
  return (
    <Suspense fallback={<PaymentFormSkeleton />}>
      <StripePayment
        {...{ clientSecret, account, submitLabel, payer }}
        failure={failure?.message ?? null}
        onPaid={() => {
          setBack(false);
          onPaid();
        }}
      />
    </Suspense>
  );
}

const SLOW_MS = 5_000;

/** Whether something has been waited for so long that one should say so. */
function useSlowness(isMissing: boolean): boolean {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    if (!isMissing) return;
    const timer = setTimeout(() => setSlow(true), SLOW_MS);
    return () => {
      clearTimeout(timer);
      setSlow(false);
    };
  }, [isMissing]);
  return isSlow;
}

const DOUBT_MS = 15_000;

type WaitingProps = {
  isOnItsWay: boolean;
  /** Opens the form again, for when nothing has come of it at the bank. */
  onBack: (() => void) | undefined;
};

function Waiting({ isOnItsWay, onBack }: WaitingProps) {
  const { t } = useTranslation("checkout");
  const [isLong, setLong] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), DOUBT_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div
      role="status"
      data-testid="payment-waiting"
      className="flex flex-col items-start gap-3 rounded-2xl bg-sunken p-5"
    >
      <h2 ref={heading} tabIndex={-1} className="flex items-center gap-2.5 font-semibold">
        {!isOnItsWay && <LoaderCircle aria-hidden className="size-5 shrink-0 animate-spin" />}
        {t(isOnItsWay ? "onItsWay.title" : "waiting.title")}
      </h2>
      <p className="text-[0.9375rem] text-muted">
        {t(isOnItsWay ? "onItsWay.text" : "waiting.text")}
      </p>
      {isLong && onBack && (
        <>
          <p className="text-[0.9375rem] text-muted">{t("waiting.long")}</p>
          <Button look="outline" onClick={onBack}>
            {t("waiting.back")}
          </Button>
        </>
      )}
    </div>
  );
}
