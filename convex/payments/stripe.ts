import Stripe from "stripe";
import { readEnv } from "../env";
import type {
  AccountSnapshot,
  IntentSnapshot,
  Payee,
  RefundSnapshot,
  StripeEvent,
} from "./snapshots";
import { findKey, isLiveKey } from "./stripeKey";
import {
  disconnected,
  readAccount,
  readEventObject,
  readIntent,
  readLink,
  readPage,
  readRefund,
  Unreadable,
  type Place,
} from "./stripeObjects";

/** Longer than Stripe ever takes, and short enough for the action that waits. */
const TIMEOUT_MS = 20_000;

/** An event is taken this long after it was signed, as Stripe recommends. */
const OLDEST_EVENT_S = 300;
/** Clocks differ by this much; what is signed further in the future was not signed by Stripe just now. */
const CLOCK_SKEW_S = 5;

/**
 * What Stripe answered that is no success. `again`: nobody knows whether it happened (no connection, 429, 5xx, an answer that is not
 * what was asked for), so ask again later with the same key. `refused`: it did not happen. The message names no secret.
 */
export class StripeFailure extends Error {
  readonly kind: "again" | "refused";
  readonly code: string;

  constructor(kind: "again" | "refused", code: string, message: string) {
    super(message);
    this.name = "StripeFailure";
    this.kind = kind;
    this.code = code;
  }
}

type IntentCall = { paymentId: string; intentId: string; account: string | null };

/**
 * What the product asks of Stripe. `account` is the connected account on which an object lives, null for the platform's own. Every call
 * may be repeated: with the same ids it has one effect for a day. Every one throws `StripeFailure`.
 */
export type StripeGate = {
  createIntent(a: {
    paymentId: string;
    amount: number;
    currency: string;
    payee: Payee;
    fee: number;
    description: string;
    email: string | null;
    code: string;
  }): Promise<IntentSnapshot>;
  retrieveIntent(a: { intentId: string; account: string | null }): Promise<IntentSnapshot>;
  captureIntent(a: IntentCall): Promise<IntentSnapshot>;
  cancelIntent(a: IntentCall): Promise<IntentSnapshot>;
  createRefund(a: {
    refundId: string;
    intentId: string;
    account: string | null;
    amount: number;
    payee: Payee;
    fee: number;
  }): Promise<RefundSnapshot>;
  listRefunds(a: { intentId: string; account: string | null }): Promise<RefundSnapshot[]>;
  createAccount(a: { rowId: string; email: string | null }): Promise<AccountSnapshot>;
  retrieveAccount(a: { accountId: string }): Promise<AccountSnapshot>;
  createOnboardingLink(a: {
    accountId: string;
    returnUrl: string;
    refreshUrl: string;
  }): Promise<{ url: string; expiresAt: number }>;
};

/** Stripe as this deployment reaches it, or null while STRIPE_SECRET_KEY is not set. */
export function findStripe(): StripeGate | null {
  const key = findKey();
  if (key === null) return null;
  const stripe = new Stripe(key, {
    httpClient: Stripe.createFetchHttpClient(),
    // Our rows are tried again by themselves, and know since when.
    maxNetworkRetries: 0,
    timeout: TIMEOUT_MS,
    telemetry: false,
    ...findAddress(),
  });
  return { ...intentCalls(stripe), ...refundCalls(stripe), ...accountCalls(stripe) };
}

/** Where Stripe is, if not at Stripe. A live key never leaves for anywhere else. */
function findAddress(): { host?: string; port?: string; protocol?: "http" | "https" } {
  const address = readEnv("STRIPE_API_URL");
  if (address === null || isLiveKey()) return {};
  const { hostname, port, protocol } = new URL(address);
  const isSecure = protocol === "https:";
  return {
    host: hostname,
    port: port === "" ? (isSecure ? "443" : "80") : port,
    protocol: isSecure ? "https" : "http",
  };
}

type IntentCalls = Pick<
  StripeGate,
  "createIntent" | "retrieveIntent" | "captureIntent" | "cancelIntent"
>;

function intentCalls({ paymentIntents }: Stripe): IntentCalls {
  const expand = ["latest_charge"];
  const told = async (account: string | null, call: Promise<unknown>) =>
    await answered(call, (raw) => readIntent(raw, account, { withSecret: true }));
  return {
    createIntent: ({ payee, fee, amount, currency, ...a }) => {
      const params: Stripe.PaymentIntentCreateParams = {
        ...{ amount, currency, description: a.description, expand },
        automatic_payment_methods: { enabled: true },
        // What can only be paid at once is taken at once, and given back should the time be gone.
        payment_method_options: {
          card: { capture_method: "manual" },
          link: { capture_method: "manual" },
        },
        metadata: { paymentId: a.paymentId, code: a.code },
        ...(a.email !== null && { receipt_email: a.email }),
        ...(payee.mode === "destination" &&
          payee.account !== null && { transfer_data: { destination: payee.account } }),
        ...(payee.mode !== "platform" && fee > 0 && { application_fee_amount: fee }),
      };
      const account = payee.mode === "own" ? payee.account : null;
      const options = { ...on(account), idempotencyKey: `payment-${a.paymentId}` };
      return told(account, paymentIntents.create(params, options));
    },
    retrieveIntent: ({ intentId, account }) =>
      told(account, paymentIntents.retrieve(intentId, { expand }, on(account))),
    captureIntent: ({ paymentId, intentId, account }) => {
      const options = { ...on(account), idempotencyKey: `capture-${paymentId}` };
      return told(account, paymentIntents.capture(intentId, { expand }, options));
    },
    cancelIntent: ({ paymentId, intentId, account }) => {
      const options = { ...on(account), idempotencyKey: `cancel-${paymentId}` };
      return told(account, paymentIntents.cancel(intentId, { expand }, options));
    },
  };
}

function refundCalls({ refunds }: Stripe): Pick<StripeGate, "createRefund" | "listRefunds"> {
  return {
    createRefund: async ({ refundId, intentId, account, amount, payee, fee }) => {
      const params: Stripe.RefundCreateParams = {
        ...{ payment_intent: intentId, amount, metadata: { refundId } },
        ...(payee.mode === "destination" && { reverse_transfer: true }),
        ...(payee.mode !== "platform" && fee > 0 && { refund_application_fee: true }),
      };
      const options = { ...on(account), idempotencyKey: `refund-${refundId}` };
      return await answered(refunds.create(params, options), (raw) =>
        readRefund(raw, here(account)),
      );
    },
    listRefunds: async ({ intentId, account }) => {
      // More parts than one page holds are given back by nobody.
      const page = refunds.list({ payment_intent: intentId, limit: 100 }, on(account));
      return await answered(page, (raw) => readPage(raw, (one) => readRefund(one, here(account))));
    },
  };
}

type AccountCalls = Pick<StripeGate, "createAccount" | "retrieveAccount" | "createOnboardingLink">;

function accountCalls({ accounts, accountLinks }: Stripe): AccountCalls {
  return {
    createAccount: async ({ rowId, email }) => {
      const params: Stripe.AccountCreateParams = {
        type: "express",
        capabilities: { card_payments: { requested: true }, transfers: { requested: true } },
        metadata: { rowId },
        ...(email !== null && { email }),
      };
      const options = { idempotencyKey: `account-${rowId}` };
      return await answered(accounts.create(params, options), readAccount);
    },
    retrieveAccount: async ({ accountId }) => {
      try {
        return await answered(accounts.retrieve(accountId), readAccount);
      } catch (error) {
        // This is how Stripe answers for an account whose owner has taken our access back.
        if (!(error instanceof StripeFailure && error.code === "account_invalid")) throw error;
        return disconnected(accountId);
      }
    },
    createOnboardingLink: async ({ accountId, returnUrl, refreshUrl }) => {
      const link = accountLinks.create({
        ...{ account: accountId, type: "account_onboarding" },
        ...{ return_url: returnUrl, refresh_url: refreshUrl },
      });
      return await answered(link, readLink);
    },
  };
}

function on(account: string | null): { stripeAccount?: string } {
  return account === null ? {} : { stripeAccount: account };
}

/** Where the objects of our own calls live. */
function here(account: string | null): Place {
  return { account, livemode: isLiveKey() };
}

/** Waits for Stripe's answer and reads it. */
async function answered<T>(call: Promise<unknown>, read: (raw: unknown) => T): Promise<T> {
  let raw: unknown;
  try {
    raw = await call;
  } catch (error) {
    throw failureOf(error);
  }
  try {
    return read(raw);
  } catch (error) {
    // stripe-node takes whatever comes with a 200 or without Stripe's form of an error, such as a proxy's page, for an answer.
    if (!(error instanceof Unreadable)) throw error;
    throw new StripeFailure("again", "unreadable_answer", error.message);
  }
}

function failureOf(error: unknown): unknown {
  if (!(error instanceof Stripe.errors.StripeError)) return error;
  const { statusCode: status = 0, code, rawType = "no_answer" } = error;
  if (status === 401 || status === 403) {
    // Stripe's own sentence repeats a part of the key.
    const sentence = "Stripe does not let this deployment's key do that.";
    return new StripeFailure("refused", code ?? "key_refused", sentence);
  }
  const isKnown = status >= 400 && status < 500 && status !== 409 && status !== 429;
  return new StripeFailure(isKnown ? "refused" : "again", code ?? rawType, error.message);
}

type EventReading =
  { ok: true; event: StripeEvent } | { ok: false; reason: "signature" | "age" | "malformed" };

/**
 * Reads the raw body of a webhook.
 * @param a.signature The header `Stripe-Signature`; while a secret is being replaced it carries a signature for each.
 * @param a.now Epoch milliseconds.
 */
export async function readEvent(a: {
  body: string;
  signature: string;
  secret: string;
  now: number;
}): Promise<EventReading> {
  const items = a.signature.split(",");
  const times = items.filter((item) => /^t=\d{1,12}$/.test(item));
  const signatures = items.filter((item) => /^v1=[0-9a-f]{64}$/.test(item));
  const [time = ""] = times;
  // Of two times, stripe-node would believe the one and we the other.
  const isWhole = times.length === 1 && signatures.length > 0;
  const header = [time, ...signatures].join(",");
  if (!isWhole || !(await isSigned({ ...a, header }))) return { ok: false, reason: "signature" };
  const ageS = a.now / 1000 - Number(time.slice(2));
  if (ageS > OLDEST_EVENT_S || ageS < -CLOCK_SKEW_S) return { ok: false, reason: "age" };
  try {
    return { ok: true, event: readEventObject(JSON.parse(a.body)) };
  } catch (error) {
    if (!(error instanceof Unreadable || error instanceof SyntaxError)) throw error;
    return { ok: false, reason: "malformed" };
  }
}

async function isSigned(a: { body: string; header: string; secret: string }): Promise<boolean> {
  const { signature } = Stripe.webhooks;
  const provider = Stripe.createSubtleCryptoProvider();
  try {
    // Its age is not looked at here: with a tolerance of 0 there is none.
    const isSigned = signature?.verifyHeaderAsync(a.body, a.header, a.secret, 0, provider);
    return (await isSigned) === true;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError) return false;
    throw error;
  }
}
