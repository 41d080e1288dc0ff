import { Elements } from "@stripe/react-stripe-js";
import type { Stripe } from "@stripe/stripe-js";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { STRIPE_KEY, stripeFor } from "../lib/stripe";
import { useStripeAppearance } from "../lib/use-stripe-appearance";
import { PaymentForm, type PaymentFormProps } from "./payment-form";
import { PaymentFormSkeleton } from "./payment-form-skeleton";
import { Button } from "./ui/button";
import { Notice } from "./ui/notice";

type StripePaymentProps = PaymentFormProps & {
  /** Of the one payment that can be made here. */
  clientSecret: string;
  /** The connected account that takes the money; null for the platform. */
  account: string | null;
};

/** Stripe's form for one payment: cards, wallets and whatever else the account takes. */
export function StripePayment({ account, clientSecret, ...form }: StripePaymentProps) {
  const { t } = useTranslation("checkout");
  const stripe = useStripeScript(account);
  const appearance = useStripeAppearance();
  const { i18n } = useTranslation();
  if (STRIPE_KEY === "") {
    return (
      <Notice tone="danger" role="alert">
        {t("keyMissing", { variable: "VITE_STRIPE_PUBLISHABLE_KEY" })}
      </Notice>
    );
  }
  if (stripe.status === "failed") {
    return (
      <Notice tone="danger" role="alert" className="flex flex-col items-start gap-3">
        {t("unreachable")}
        <Button look="outline" onClick={stripe.again}>
          {t("tryAgain")}
        </Button>
      </Notice>
    );
  }
  if (stripe.status === "loading") return <PaymentFormSkeleton />;
  const locale = i18n.language as "en";
  return (
    <Elements
      key={clientSecret}
      stripe={stripe.loaded}
      options={{ clientSecret, appearance, locale }}
    >
      <PaymentForm {...form} />
    </Elements>
  );
}

type Script =
  | { status: "loading" }
  | { status: "ready"; loaded: Stripe }
  | { status: "failed"; again: () => void };

function useStripeScript(account: string | null): Script {
  const [loaded, setLoaded] = useState<Stripe | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [failed, setFailed] = useState<number | null>(null);
  useEffect(() => {
    let isGone = false;
    if (STRIPE_KEY === "") return;
    stripeFor(account).then(
      (stripe) => isGone || setLoaded(stripe),
      () => isGone || setFailed(attempt),
    );
    return () => {
      isGone = true;
    };
  }, [account, attempt]);
  if (loaded) return { status: "ready", loaded };
  if (failed !== attempt) return { status: "loading" };
  return { status: "failed", again: () => setAttempt(attempt + 1) };
}
