import { Elements, PaymentElement, useElements, useStripe } from "@stripe/react-stripe-js";
import { loadStripe } from "@stripe/stripe-js";
import { StrictMode, useState, type SubmitEvent } from "react";
import { createRoot } from "react-dom/client";

/** `?key=` is the publishable key, `?secret=` the intent's client secret, `?account=` the connected account of a direct charge. */
const parameters = new URLSearchParams(location.search);
const clientSecret =
  parameters.get("secret") ?? parameters.get("payment_intent_client_secret") ?? "";
const account = parameters.get("account");
const isNight = matchMedia("(prefers-color-scheme: dark)").matches;
const stripe = loadStripe(
  parameters.get("key") ?? "",
  account === null ? {} : { stripeAccount: account },
);

/** As any page that takes money would be written for Stripe: nothing here knows of a stand-in. */
function Checkout() {
  const stripe = useStripe();
  const elements = useElements();
  const [outcome, setOutcome] = useState("open");
  const [isComplete, setComplete] = useState(false);

  async function pay(event: SubmitEvent) {
    event.preventDefault();
    if (stripe === null || elements === null) return;
    const { error, paymentIntent } = await stripe.confirmPayment({
      elements,
      confirmParams: { return_url: location.href },
      redirect: "if_required",
    });
    setOutcome(error === undefined ? paymentIntent.status : (error.message ?? error.type));
  }

  return (
    <form onSubmit={(event) => void pay(event)} style={{ maxWidth: "26rem", margin: "1rem auto" }}>
      <PaymentElement
        onChange={(event) => {
          setComplete(event.complete);
        }}
      />
      <p data-testid="outcome">{outcome}</p>
      <p data-testid="complete">{String(isComplete)}</p>
      <button>Pay</button>
    </form>
  );
}

const root = document.getElementById("root");
if (root === null) throw new Error("The page has no root.");
createRoot(root).render(
  <StrictMode>
    <Elements
      stripe={stripe}
      options={{ clientSecret, appearance: { theme: isNight ? "night" : "stripe" } }}
    >
      <Checkout />
    </Elements>
  </StrictMode>,
);
