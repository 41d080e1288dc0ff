import { PaymentElement, useElements, useStripe } from "@stripe/react-stripe-js";
import type { StripeError } from "@stripe/stripe-js";
import { clsx } from "clsx";
import { Lock } from "lucide-react";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import { returnAddress } from "../lib/bank-return";
import { PaymentFormSkeleton } from "./payment-form-skeleton";
import { Button } from "./ui/button";
import { Notice } from "./ui/notice";

export type PaymentFormProps = {
  submitLabel: string;
  /** What the form already knows of who pays. */
  payer: { name: string; email: string } | null;
  /** Why an attempt before this page was opened failed; null when none did. */
  failure: string | null;
  /** Stripe has said that the money is reserved, received or on its way. What follows from that, the backend says. */
  onPaid: () => void;
};

/** What somebody who pays can do something about is said in Stripe's words, which it has in their language. */
const FOR_THE_PAYER: readonly StripeError["type"][] = ["card_error", "validation_error"];

/** The bank asked whether it is really them, and they did not or could not say so: told as no card's error. */
const NOT_CONFIRMED = "payment_intent_authentication_failure";

function wordsOf({ type, code, message }: StripeError): string | undefined {
  return FOR_THE_PAYER.includes(type) || code === NOT_CONFIRMED ? message : undefined;
}

/** The payment was made already, here or in another window: the form has nothing left to do. */
function isMade({ payment_intent: intent }: StripeError): boolean {
  return ["processing", "requires_capture", "succeeded"].includes(intent?.status ?? "");
}

/** Stripe's fields and the button that pays; needs `Elements` around it. */
export function PaymentForm({ submitLabel, payer, failure, onPaid }: PaymentFormProps) {
  const { t } = useTranslation("checkout");
  const stripe = useStripe();
  const elements = useElements();
  const [form, setForm] = useState<"loading" | "ready" | "broken">("loading");
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const [isFirst, setFirst] = useState(true);

  const pay = async () => {
    if (!stripe || !elements || busy || form !== "ready") return;
    setBusy(true);
    setRefused(null);
    setFirst(false);
    try {
      const { error } = await stripe.confirmPayment({
        elements,
        confirmParams: { return_url: returnAddress() },
        redirect: "if_required",
      });
      if (!error || isMade(error)) {
        onPaid();
        return;
      }
      setRefused(wordsOf(error) ?? t("failed"));
    } catch {
      setRefused(t("failed"));
    }
    setBusy(false);
  };
  const problem = refused ?? (isFirst && failure ? t("failedBefore", { why: failure }) : null);

  return (
    <form
      data-testid="payment-form"
      onSubmit={(event: SubmitEvent<HTMLFormElement>) => {
        event.preventDefault();
        void pay();
      }}
      className="flex flex-col gap-5"
    >
      {form === "loading" && <PaymentFormSkeleton />}
      {form === "broken" ? (
        <Notice tone="danger" role="alert">
          {t("unreachable")}
        </Notice>
      ) : (
        <div className={clsx(form === "loading" && "h-0 overflow-hidden")}>
          <PaymentElement
            options={{ layout: "tabs", ...(payer && { defaultValues: { billingDetails: payer } }) }}
            onReady={() => setForm("ready")}
            onLoadError={() => setForm("broken")}
          />
        </div>
      )}
      {problem && (
        <Notice tone="danger" role="alert" data-testid="payment-refused">
          {problem}
        </Notice>
      )}
      <Button
        type="submit"
        size="large"
        data-testid="pay"
        busy={busy}
        aria-disabled={busy || form !== "ready" || undefined}
        className="w-full"
      >
        {submitLabel}
      </Button>
      <p className="flex items-start gap-2 text-sm text-muted">
        <Lock aria-hidden className="mt-0.5 size-4 shrink-0" />
        {t("secure")}
      </p>
    </form>
  );
}
