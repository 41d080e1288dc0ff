import { afterEach, beforeEach, vi } from "vitest";
import type { Payee } from "../../convex/payments/snapshots.ts";
import { findStripe, type StripeGate } from "../../convex/payments/stripe.ts";
import { listBalances } from "../../local/stripe/balances.ts";
import { openStripe, SECRET_KEY, VISA, type Stripe } from "../../local/stripe/stripe.testing.ts";

export const PLATFORM: Payee = { mode: "platform", account: null };

type Change = { paymentId?: string; payee?: Payee; fee?: number; amount?: number };

/**
 * Puts a wire between convex/payments/stripe.ts and a fresh stand-in for each test of a file: requests and answers are those of
 * stripe-node, only the network is missing.
 */
export function wireStripe(): Wire {
  const wire = new Wire();
  beforeEach(() => {
    wire.reset();
    vi.stubEnv("STRIPE_SECRET_KEY", SECRET_KEY);
    vi.stubEnv("STRIPE_API_URL", "http://stripe.example");
    vi.stubGlobal("fetch", (address: string, init: RequestInit) => wire.fetch(address, init));
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.unstubAllEnvs();
  });
  return wire;
}

class Wire {
  stripe: Stripe = openStripe();
  /** Where each request went. */
  asked: { host: string; key: string | null }[] = [];
  /** Replaces every answer from now on. */
  answer: (() => Response) | null = null;

  reset(): void {
    this.stripe = openStripe();
    this.asked = [];
    this.answer = null;
  }

  async fetch(address: string, init: RequestInit): Promise<Response> {
    const { host, pathname, search } = new URL(address);
    const headers = new Headers(init.headers);
    this.asked.push({ host, key: headers.get("idempotency-key") });
    if (this.answer !== null) return this.answer();
    const reply = await this.stripe.service.answer({
      method: init.method ?? "GET",
      path: `${pathname}${search}`,
      headers: Object.fromEntries(headers),
      body: typeof init.body === "string" ? init.body : "",
    });
    if (reply.lost) throw new TypeError("fetch failed");
    return new Response(reply.body, { status: reply.status, headers: reply.headers });
  }

  get gate(): StripeGate {
    const found = findStripe();
    if (found === null) throw new Error("There is no Stripe.");
    return found;
  }

  async create(change: Change = {}) {
    return await this.gate.createIntent({
      ...{ paymentId: "p1", amount: 4000, currency: "eur", payee: PLATFORM, fee: 0 },
      ...{ description: "Portfolio review", email: "ada@example.com", code: "ABCD2345" },
      ...change,
    });
  }

  /** What the customer does in the browser. */
  async pay(
    told: { intentId: string; clientSecret: string | null; account: string | null },
    number = VISA,
  ): Promise<void> {
    const intent = { id: told.intentId, client_secret: told.clientSecret };
    const options = told.account === null ? {} : { account: told.account };
    await this.stripe.confirm(intent, number, options);
  }

  /** A payment of which the money was taken. */
  async paid(change: Change = {}) {
    const told = await this.create(change);
    await this.pay(told);
    const { intentId, account } = told;
    return await this.gate.captureIntent({ paymentId: "p1", intentId, account });
  }

  /** What lies where; the platform is "us". */
  balances(): Record<string, number> {
    const balances = listBalances(this.stripe.service.world.state);
    return Object.fromEntries(balances.map(({ account, amount }) => [account ?? "us", amount]));
  }
}
