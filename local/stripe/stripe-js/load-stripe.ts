import type { Stripe } from "@stripe/stripe-js";
import { LocalElements, type ElementsOptions } from "./elements.ts";
import { askForConsent } from "./consent.ts";
import { StripeApi, type Answer, type Intent } from "./stripe-api.ts";

/*
 * What Vite puts in the place of `@stripe/stripe-js` while VITE_STRIPE_URL is set: Stripe's own script comes from Stripe alone, and this
 * one speaks with local/stripe. It does what @stripe/react-stripe-js and the Payment Element need, and says so where it does not.
 */

interface ConfirmOptions {
  elements?: LocalElements;
  clientSecret?: string;
  confirmParams?: { return_url?: string };
  redirect?: "always" | "if_required";
}

/** As Stripe's: the key, and for direct charges the connected account on which the payment lives. */
export function loadStripe(key: string, options: { stripeAccount?: string } = {}): Promise<Stripe> {
  const { VITE_STRIPE_URL: url } = import.meta.env;
  const api = new StripeApi({ url: String(url), key, account: options.stripeAccount ?? null });
  return Promise.resolve(new LocalStripe(api) as unknown as Stripe);
}

/** Only the Payment Element is built here; react-stripe-js asks whether the others are there, and the product never calls them. */
function notHere(): never {
  throw new Error("The local Stripe.js has the Payment Element only.");
}

class LocalStripe {
  readonly createToken = notHere;
  readonly createPaymentMethod = notHere;
  readonly confirmCardPayment = notHere;
  readonly #api: StripeApi;

  constructor(api: StripeApi) {
    this.#api = api;
  }

  elements(options: ElementsOptions = {}): LocalElements {
    return new LocalElements(this.#api, options);
  }

  async confirmPayment({ elements, clientSecret, confirmParams = {}, redirect }: ConfirmOptions) {
    const secret = clientSecret ?? elements?.clientSecret ?? null;
    if (elements === undefined || secret === null) {
      throw new Error("confirmPayment needs elements and a client secret.");
    }
    const { error } = await elements.submit();
    if (error !== undefined) return { error };
    const returnUrl = confirmParams.return_url ?? null;
    const confirmed = await this.#api.confirm(secret, { ...elements.fields(), returnUrl });
    const answer = await this.#nextStep(secret, confirmed);
    if (answer.paymentIntent === undefined || redirect === "if_required") return answer;
    return await leaveFor(comeBack(answer.paymentIntent, secret, returnUrl));
  }

  async handleNextAction({ clientSecret }: { clientSecret: string }): Promise<Answer> {
    return await this.#nextStep(clientSecret, await this.#api.retrieve(clientSecret));
  }

  async retrievePaymentIntent(clientSecret: string): Promise<Answer> {
    return await this.#api.retrieve(clientSecret);
  }

  async #nextStep(secret: string, answer: Answer): Promise<Answer> {
    const action = answer.paymentIntent?.next_action ?? null;
    if (action === null) return answer;
    if (action.redirect_to_url !== undefined) return await leaveFor(action.redirect_to_url.url);
    const result = await askForConsent();
    const after = await this.#api.authenticate(secret, result);
    const { paymentIntent } = after;
    if (paymentIntent?.last_payment_error == null) return after;
    return { error: { ...paymentIntent.last_payment_error, payment_intent: paymentIntent } };
  }
}

/** As with Stripe's script, nothing that waits for this goes on: the page is being left. */
async function leaveFor(url: string): Promise<never> {
  window.location.assign(url);
  return await new Promise<never>(() => undefined);
}

function comeBack(intent: Intent, secret: string, returnUrl: string | null): string {
  if (returnUrl === null) throw new Error("confirmPayment needs confirmParams.return_url.");
  const url = new URL(returnUrl);
  url.searchParams.set("payment_intent", intent.id);
  url.searchParams.set("payment_intent_client_secret", secret);
  url.searchParams.set("redirect_status", "succeeded");
  return url.href;
}
