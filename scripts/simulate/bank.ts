import { onboard } from "../../local/stripe/accounts.ts";
import { openDispute } from "../../local/stripe/disputes.ts";
import { settleRefund } from "../../local/stripe/refunds.ts";
import { StripeService, type Hook } from "../../local/stripe/service.ts";
import { emptyState, type Delivery, type Intent, type Refund } from "../../local/stripe/state.ts";
import type { Dice } from "./dice.ts";

/*
 * Stripe in a history: local/stripe without its network, whose events wait until the history delivers them, and the hands of those who work
 * on it from outside the product.
 */

const HOUR_MS = 3_600_000;

export const SECRETS = {
  secretKey: "sk_test_simulated",
  publishableKey: "pk_test_simulated",
  webhookSecrets: { platform: "whsec_platform", connect: "whsec_connect" },
};

/** How often each fault strikes, from 0 to 1. */
export type Faults = {
  /** A process ends at a gate. */
  crash: number;
  /** Stripe has done what it was asked, and its answer is lost; or an answer to a person. */
  lostReply: number;
  refundError: number;
  /** Stripe breaks before or after it has done what it was asked. */
  serverError: number;
  eventTwice: number;
  /** By 1 to 72 hours. */
  eventLate: number;
  /** A mail is not taken. */
  mailError: number;
};

export const NO_FAULTS: Faults = {
  ...{ crash: 0, lostReply: 0, refundError: 0, serverError: 0, eventTwice: 0, eventLate: 0 },
  mailError: 0,
};

export const CARDS = {
  good: card("4242424242424242"),
  declined: card("4000000000009995"),
  authentication: card("4000002760003184"),
  ideal: { "payment_method_data[type]": "ideal", return_url: "https://site.example" },
  sepa: {
    "payment_method_data[type]": "sepa_debit",
    "payment_method_data[sepa_debit][iban]": "DE89370400440532013000",
  },
  failingSepa: {
    "payment_method_data[type]": "sepa_debit",
    "payment_method_data[sepa_debit][iban]": "DE62370400440532013001",
  },
} as const;

function card(number: string): Record<string, string> {
  return {
    "payment_method_data[type]": "card",
    "payment_method_data[card][number]": number,
    "payment_method_data[card][exp_month]": "12",
    "payment_method_data[card][exp_year]": "2030",
    "payment_method_data[card][cvc]": "123",
  };
}

/** What a browser holds of a payment. */
export type Form = { intentId: string; clientSecret: string; account: string | null };

export class Bank {
  readonly service: StripeService;
  readonly #dice: Dice;
  #faults: Faults = NO_FAULTS;
  /** Calls of the product that would have had their effect twice, had they been made twice. */
  readonly unrepeatable: string[] = [];
  #drawn = 0;
  readonly #onTheWay = new Set<string>();

  constructor(dice: Dice, send: (hook: Hook) => Promise<number>) {
    this.#dice = dice;
    this.service = new StripeService({
      ...{ state: emptyState(), url: "https://stripe.example", ...SECRETS, send },
      now: () => Date.now(),
      draw: () => `s${String((this.#drawn += 1)).padStart(5, "0")}`,
      random: () => dice.next(),
    });
    const { faults } = this.service.world.state;
    Object.defineProperty(faults, "lateMs", { get: () => HOUR_MS * (1 + 71 * dice.next()) });
  }

  /** What it holds, for another bank to go on with. */
  kept() {
    const { faults: _, ...held } = this.service.world.state;
    return structuredClone({ held, drawn: this.#drawn });
  }

  restore({ held, drawn }: ReturnType<Bank["kept"]>): void {
    Object.assign(this.service.world.state, structuredClone(held));
    this.#drawn = drawn;
  }

  set faults(faults: Faults) {
    this.#faults = faults;
    const { settings } = this.service.world.state.faults;
    settings.refundError.chance = faults.refundError;
    settings.errorBefore.chance = faults.serverError;
    settings.errorAfter.chance = faults.serverError;
    settings.eventTwice.chance = faults.eventTwice;
    settings.eventLate.chance = faults.eventLate;
  }

  /** What a process's request comes to: an answer, or none although it was carried out. */
  async network(address: string, init: RequestInit): Promise<Response> {
    const { pathname, search } = new URL(address);
    const headers = Object.fromEntries(new Headers(init.headers));
    this.#noteWithoutKey(`${init.method ?? "GET"} ${pathname}`, headers);
    const reply = await this.service.answer({
      method: init.method ?? "GET",
      path: `${pathname}${search}`,
      headers,
      body: typeof init.body === "string" ? init.body : "",
    });
    if (this.#dice.chance(this.#faults.lostReply)) throw new TypeError("fetch failed");
    return new Response(reply.body, { status: reply.status, headers: reply.headers });
  }

  /** Whoever asks for the same again must be able to say so; only pages to fill in may be opened twice. */
  #noteWithoutKey(call: string, headers: Record<string, string>): void {
    if (!call.startsWith("POST ") || call.endsWith("/account_links")) return;
    if (headers["idempotency-key"] === undefined) this.unrepeatable.push(call);
  }

  /** A step of a customer's browser with the form it holds: "200", or the code of the refusal. */
  async fromBrowser(form: Form, step: string, fields: Record<string, string>): Promise<string> {
    const { intentId, clientSecret, account } = form;
    const body = new URLSearchParams({ client_secret: clientSecret, ...fields }).toString();
    const reply = await this.service.answer({
      ...{ method: "POST", path: `/v1/payment_intents/${intentId}/${step}`, body },
      headers: {
        authorization: `Bearer ${SECRETS.publishableKey}`,
        ...(account !== null && { "stripe-account": account }),
      },
    });
    const told = JSON.parse(reply.body) as { status?: string; error?: { code?: string } };
    return told.error?.code ?? told.status ?? String(reply.status);
  }

  /** The events that could arrive now. */
  due(): Delivery[] {
    return this.toCome().filter(({ dueAt }) => dueAt <= Date.now());
  }

  toCome(): Delivery[] {
    return this.service.waiting().filter(({ id }) => !this.#onTheWay.has(id));
  }

  /** Begins to deliver an event; its answer comes when the endpoint's process is done. */
  deliver(delivery: Delivery): void {
    this.#onTheWay.add(delivery.id);
    void this.service.deliver(delivery).finally(() => this.#onTheWay.delete(delivery.id));
  }

  get intents(): Intent[] {
    return Object.values(this.service.world.state.intents);
  }

  get refunds(): Refund[] {
    return Object.values(this.service.world.state.refunds);
  }

  /** The owner of a new account answers Stripe's questions. */
  onboard(accountId: string): void {
    onboard(this.service.world, accountId, "complete");
  }

  /** What somebody does on Stripe's own pages. */
  async byHand(
    { account }: Pick<Intent, "account">,
    path: string,
    fields: Record<string, string> = {},
  ): Promise<void> {
    await this.service.answer({
      ...{ method: "POST", path: `/v1/${path}` },
      body: new URLSearchParams(fields).toString(),
      headers: {
        authorization: `Bearer ${SECRETS.secretKey}`,
        ...(account !== null && { "stripe-account": account }),
      },
    });
  }

  /** A payment on another account, over the same amount and with the same metadata. */
  async payElsewhere({ amount, currency, metadata }: Intent, account: string): Promise<void> {
    const known = new Set(this.intents);
    const { paymentId = "", code = "" } = metadata;
    await this.byHand({ account }, "payment_intents", {
      ...{ amount: String(amount), currency, "automatic_payment_methods[enabled]": "true" },
      ...{ "metadata[paymentId]": paymentId, "metadata[code]": code, "metadata[forged]": "yes" },
    });
    const made = this.intents.find((intent) => !known.has(intent));
    if (!made) return;
    const { id: intentId, clientSecret } = made;
    await this.fromBrowser({ intentId, clientSecret, account }, "confirm", CARDS.good);
  }

  /** The customer's bank sends a refund back. */
  bounce(refund: Refund): void {
    if (refund.status !== "failed") settleRefund(this.service.world, refund, false);
  }

  dispute(intent: Intent): void {
    const charge = this.service.world.state.charges[intent.chargeId ?? ""];
    if (charge && charge.captured > 0 && !charge.disputed) {
      openDispute(this.service.world, charge.id);
    }
  }
}
