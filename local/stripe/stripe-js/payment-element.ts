import { dress, type Appearance } from "./look.ts";
import { FORM, formatExpiry, groupDigits } from "./payment-form.ts";
import type { MethodFields, StripeError } from "./stripe-api.ts";

type Listener = (event: unknown) => void;
type Method = "card" | "wallet" | "ideal" | "sepa_debit";

/** What each way to pay wants to know, with Stripe's word for it when it is missing. */
const WANTED: Record<Method, { id: string; pattern: RegExp; code: string; message: string }[]> = {
  card: [
    {
      ...{ id: "card-number", pattern: /^\d{12,19}$/, code: "incomplete_number" },
      message: "Your card number is incomplete.",
    },
    {
      ...{ id: "card-expiry", pattern: /^\d{4}$/, code: "incomplete_expiry" },
      message: "Your card's expiration date is incomplete.",
    },
    {
      ...{ id: "card-cvc", pattern: /^\d{3,4}$/, code: "incomplete_cvc" },
      message: "Your card's security code is incomplete.",
    },
  ],
  wallet: [],
  ideal: [],
  sepa_debit: [
    {
      ...{ id: "debit-iban", pattern: /^[A-Z]{2}\d{13,32}$/, code: "incomplete_iban" },
      message: "Your IBAN is incomplete.",
    },
  ],
};

/** The methods that take nothing but euros. */
const EURO_ONLY: Method[] = ["ideal", "sepa_debit"];

interface Options {
  appearance: Appearance;
  /** The currency of the payment, or why it cannot be known. */
  currency: () => Promise<string | StripeError>;
}

/** A form for a card and the other ways to pay, with the surface of Stripe's Payment Element. */
export class PaymentElement {
  readonly #options: Options;
  readonly #root = document.createElement("div");
  readonly #listeners = new Map<string, Set<Listener>>();

  constructor(options: Options) {
    this.#options = options;
    this.#root.className = "local-stripe";
    this.#root.innerHTML = FORM;
    this.#root.addEventListener("input", (event) => this.#changed(event.target));
    this.dress(options.appearance);
  }

  mount(place: HTMLElement | string): void {
    const found = typeof place === "string" ? document.querySelector(place) : place;
    found?.append(this.#root);
    void this.#load();
  }

  unmount(): void {
    this.#root.remove();
  }

  destroy(): void {
    this.unmount();
    this.#listeners.clear();
  }

  on(type: string, listener: Listener): this {
    const listeners = this.#listeners.get(type) ?? new Set();
    this.#listeners.set(type, listeners.add(listener));
    return this;
  }

  off(type: string, listener: Listener): this {
    this.#listeners.get(type)?.delete(listener);
    return this;
  }

  once(type: string, listener: Listener): this {
    const heard: Listener = (event) => {
      this.off(type, heard);
      listener(event);
    };
    return this.on(type, heard);
  }

  /** Its options say nothing that shows here. */
  update(): void {
    this.#emit("update", { elementType: "payment" });
  }

  focus(): void {
    this.#input("card-number").focus();
  }

  dress(appearance: Appearance): void {
    dress(this.#root, appearance);
  }

  /** Marks the fields that are not filled, and names the first. */
  check(): { error?: StripeError; selectedPaymentMethod?: string } {
    const missing = WANTED[this.#method()].filter(
      ({ id, pattern }) => !pattern.test(this.#value(id)),
    );
    for (const { id } of Object.values(WANTED).flat()) this.#mark(id, "");
    for (const { id, message } of missing) this.#mark(id, message);
    const [first] = missing;
    if (first === undefined) return { selectedPaymentMethod: this.#type() };
    this.#input(first.id).focus();
    return { error: { type: "validation_error", code: first.code, message: first.message } };
  }

  fields(): MethodFields {
    const type = this.#type();
    const name = (field: string) => `payment_method_data[${type}][${field}]`;
    const data: MethodFields = { "payment_method_data[type]": type };
    if (this.#method() === "sepa_debit")
      return { ...data, [name("iban")]: this.#value("debit-iban") };
    if (this.#method() === "ideal") return data;
    if (this.#method() === "wallet") {
      return {
        ...data,
        [name("number")]: "4242424242424242",
        [name("exp_month")]: "12",
        [name("exp_year")]: String(new Date().getFullYear() + 1),
        [name("cvc")]: "123",
        "payment_method_data[card][wallet][type]": "google_pay",
      };
    }
    const expiry = this.#value("card-expiry");
    return {
      ...data,
      [name("number")]: this.#value("card-number"),
      [name("exp_month")]: expiry.slice(0, 2),
      [name("exp_year")]: `20${expiry.slice(2)}`,
      [name("cvc")]: this.#value("card-cvc"),
    };
  }

  async #load(): Promise<void> {
    const currency = await this.#options.currency();
    if (typeof currency !== "string") {
      this.#emit("loaderror", { elementType: "payment", error: currency });
      return;
    }
    for (const method of EURO_ONLY) {
      const label = this.#find(`[value="${method}"]`).closest("label");
      if (label !== null) label.hidden = currency !== "eur";
    }
    this.#emit("ready", { elementType: "payment" });
    this.#tell();
  }

  #changed(target: EventTarget | null): void {
    const input = target as HTMLInputElement;
    const id = input.dataset.testid ?? "";
    if (id === "card-number") input.value = groupDigits(input.value);
    if (id === "card-expiry") input.value = formatExpiry(input.value);
    if (input.type === "radio") {
      for (const panel of this.#root.querySelectorAll<HTMLElement>(".panel")) {
        panel.hidden = panel.dataset.for !== this.#method();
      }
    } else {
      this.#mark(id, "");
    }
    this.#tell();
  }

  #tell(): void {
    const wanted = WANTED[this.#method()];
    this.#emit("change", {
      elementType: "payment",
      complete: wanted.every(({ id, pattern }) => pattern.test(this.#value(id))),
      empty: wanted.every(({ id }) => this.#value(id) === ""),
      collapsed: false,
      value: { type: this.#type() },
    });
  }

  #emit(type: string, event: unknown): void {
    for (const listener of this.#listeners.get(type) ?? []) listener(event);
  }

  #method(): Method {
    return (this.#find(":checked") as HTMLInputElement).value as Method;
  }

  /** Stripe's word for it: a wallet holds a card. */
  #type(): string {
    return this.#method() === "wallet" ? "card" : this.#method();
  }

  /** What stands in a field, without the spaces that help to read it. */
  #value(id: string): string {
    return this.#input(id).value.replaceAll(/[\s/]/g, "").toUpperCase();
  }

  #mark(id: string, problem: string): void {
    this.#find(`[data-problem="${id}"]`).textContent = problem;
    this.#input(id).setAttribute("aria-invalid", String(problem !== ""));
  }

  #input(id: string): HTMLInputElement {
    return this.#find(`[data-testid="${id}"]`) as HTMLInputElement;
  }

  #find(selector: string): HTMLElement {
    const found = this.#root.querySelector<HTMLElement>(selector);
    if (found === null) throw new Error(`The Payment Element has no ${selector}.`);
    return found;
  }
}
