import { PaymentElement } from "./payment-element.ts";
import type { Appearance } from "./look.ts";
import type { MethodFields, StripeApi, StripeError } from "./stripe-api.ts";

export interface ElementsOptions {
  clientSecret?: string;
  appearance?: Appearance;
  /** In the deferred mode, where the intent is made only when somebody pays. */
  currency?: string;
}

/** What groups the parts of one payment, as Stripe's `elements()`. */
export class LocalElements {
  readonly #api: StripeApi;
  #options: ElementsOptions;
  #payment: PaymentElement | null = null;

  constructor(api: StripeApi, options: ElementsOptions) {
    this.#api = api;
    this.#options = options;
  }

  get clientSecret(): string | null {
    return this.#options.clientSecret ?? null;
  }

  create(type: string): PaymentElement {
    if (type !== "payment") throw new Error(`The local Stripe.js has no ${type} element.`);
    this.#payment = new PaymentElement({
      appearance: this.#options.appearance ?? {},
      currency: () => this.#currency(),
    });
    return this.#payment;
  }

  getElement(type: string): PaymentElement | null {
    return type === "payment" ? this.#payment : null;
  }

  update(options: ElementsOptions): void {
    this.#options = { ...this.#options, ...options };
    this.#payment?.dress(this.#options.appearance ?? {});
  }

  fetchUpdates(): Promise<object> {
    return Promise.resolve({});
  }

  /** Marks what is missing; pages call it before they confirm. */
  submit(): Promise<{ error?: StripeError; selectedPaymentMethod?: string }> {
    if (this.#payment === null) throw new Error("There is no Payment Element to submit.");
    return Promise.resolve(this.#payment.check());
  }

  /** How one wants to pay. */
  fields(): { method: MethodFields } {
    return { method: this.#payment?.fields() ?? {} };
  }

  async #currency(): Promise<string | StripeError> {
    const { clientSecret, currency } = this.#options;
    if (currency !== undefined) return currency;
    const { paymentIntent, error } = await this.#api.retrieve(clientSecret ?? "");
    if (error !== undefined) return error;
    return paymentIntent?.currency ?? "";
  }
}
