import { checkAmount } from "./amounts.ts";
import { requireConnected } from "./accounts.ts";
import { setDue } from "./due.ts";
import { emit } from "./events.ts";
import { strikes } from "../faults.ts";
import type { Form } from "./form.ts";
import { collect, take, refuseMethod } from "./charges.ts";
import { badParameter, missing, Refusal, wrongState } from "./refusal.ts";
import { renderIntent } from "./render.ts";
import type { Intent, IntentStatus, PaymentMethod, World } from "./state.ts";
import { AUTHENTICATION_FAILED, ORDERED_DECLINE, readMethod } from "./test-methods.ts";

/** How long a debit takes until the bank has said yes or no. */
const DEBIT_MS = 3 * 60_000;

const CANCEL_REASONS = ["duplicate", "fraudulent", "requested_by_customer", "abandoned"] as const;

export function createIntent(world: World, form: Form, account: string | null): Intent {
  const wanted = readIntent(world, form, account);
  form.finish();
  const id = `pi_${world.draw()}`;
  const intent: Intent = {
    ...{ id, account, created: world.now(), clientSecret: `${id}_secret_${world.draw()}` },
    ...wanted,
    ...{ status: "requires_payment_method", received: 0, capturable: 0, chargeId: null },
    ...{ method: null, returnUrl: null, lastError: null, dueAt: null },
    ...{ canceledAt: null, cancellationReason: null },
  };
  world.state.intents[id] = intent;
  announce(world, intent, "payment_intent.created");
  return intent;
}

type Wanted = Pick<
  Intent,
  | "amount"
  | "currency"
  | "captureMethod"
  | "manualMethods"
  | "metadata"
  | "description"
  | "receiptEmail"
  | "destination"
  | "fee"
>;

function readIntent(world: World, form: Form, account: string | null): Wanted {
  form.required("amount");
  const amount = form.integer("amount") ?? 0;
  const currency = form.required("currency").toLowerCase();
  checkAmount(amount, currency);
  form.flag("automatic_payment_methods[enabled]");
  form.oneOf("automatic_payment_methods[allow_redirects]", ["always", "never"]);
  const manual = form.leaves("payment_method_options", "capture_method");
  const destination = form.text("transfer_data[destination]");
  if (destination !== null) {
    if (account !== null || !requireConnected(world, destination).chargesEnabled) {
      throw badParameter(
        "transfer_data[destination]",
        "Your destination account needs to have the transfers capability enabled.",
        "insufficient_capabilities_for_transfer",
      );
    }
  }
  return {
    ...{ amount, currency, destination },
    captureMethod: form.oneOf("capture_method", ["automatic", "manual"]) ?? "automatic",
    manualMethods: Object.keys(manual).filter((type) => manual[type] === "manual"),
    metadata: form.group("metadata"),
    description: form.text("description"),
    receiptEmail: form.text("receipt_email"),
    fee: readFee(form, amount, account !== null || destination !== null),
  };
}

function readFee(form: Form, amount: number, isShared: boolean): number | null {
  const fee = form.integer("application_fee_amount");
  if (fee === null) return null;
  if (!isShared) {
    throw badParameter(
      "application_fee_amount",
      "An application fee needs a connected account: Stripe-Account, or transfer_data[destination].",
    );
  }
  if (fee < 1 || fee > amount) {
    throw badParameter("application_fee_amount", `The fee must be from 1 to ${amount}.`);
  }
  return fee;
}

export function requireIntent(world: World, id: string, account: string | null): Intent {
  const intent = world.state.intents[id];
  if (intent?.account !== account) throw missing("payment_intent", id);
  return intent;
}

/** The customer pays. Throws a card error, and notes it on the intent, when the card is declined. */
export function confirmIntent(world: World, intent: Intent, form: Form): void {
  const method = readMethod(form, world.now());
  const returnUrl = form.text("return_url");
  form.finish();
  requireStatus(world, intent, ["requires_payment_method", "requires_action"]);
  if (method.type !== "card" && intent.currency !== "eur") {
    throw badParameter("payment_method_data[type]", `${method.type} takes only eur.`);
  }
  if (method.type === "ideal" && returnUrl === null) {
    throw badParameter("return_url", "A redirect needs a return_url.", "parameter_missing");
  }
  const ordered = strikes(world, "decline")
    ? { decline: ORDERED_DECLINE, authenticate: false }
    : {};
  intent.method = { ...method, ...ordered };
  intent.returnUrl = returnUrl;
  intent.lastError = null;
  if (intent.method.authenticate) {
    intent.status = "requires_action";
    announce(world, intent, "payment_intent.requires_action");
    return;
  }
  pay(world, intent, intent.method);
}

/** The customer has come back from the card's bank, or their own, and either agreed there or not. */
export function authenticateIntent(world: World, intent: Intent, form: Form): void {
  const result = form.oneOf("result", ["complete", "fail"]);
  form.finish();
  const { method } = intent;
  requireStatus(world, intent, ["requires_action"]);
  if (method === null) throw new Error(`${intent.id} waits for a bank without a payment method.`);
  if (result === "complete") pay(world, intent, method);
  else refuseMethod(world, intent, { method, decline: AUTHENTICATION_FAILED });
}

function pay(world: World, intent: Intent, method: PaymentMethod): void {
  if (method.type === "sepa_debit") {
    startDebit(world, intent, method);
    return;
  }
  if (method.decline !== null) {
    refuseMethod(world, intent, { method, decline: method.decline });
    const error = { ...intent.lastError, payment_intent: renderIntent(world, intent) };
    throw new Refusal(
      402,
      { type: "card_error", message: method.decline.message, ...error },
      BEGUN,
    );
  }
  take(world, intent, method);
}

const BEGUN = { begun: true };

function startDebit(world: World, intent: Intent, method: PaymentMethod): void {
  intent.status = "processing";
  intent.method = method;
  setDue(world, intent, world.now() + DEBIT_MS);
  announce(world, intent, "payment_intent.processing");
}

/** The bank has said yes or no to a debit. */
export function settleDebit(world: World, intent: Intent, agreed: boolean): void {
  requireStatus(world, intent, ["processing"]);
  const { method } = intent;
  if (method === null) throw new Error(`${intent.id} is being debited from nowhere.`);
  setDue(world, intent, null);
  if (agreed) take(world, intent, method);
  else refuseMethod(world, intent, { method, decline: method.decline ?? ORDERED_DECLINE });
}

export function captureIntent(world: World, intent: Intent, form: Form): void {
  const amount = form.integer("amount_to_capture") ?? intent.capturable;
  const fee = form.integer("application_fee_amount") ?? intent.fee;
  form.finish();
  requireStatus(world, intent, ["requires_capture"]);
  if (amount < 1 || amount > intent.capturable) {
    throw badParameter(
      "amount_to_capture",
      `The amount to capture must be from 1 to ${intent.capturable}.`,
      "amount_too_large",
    );
  }
  if (fee !== null && fee > amount) {
    throw badParameter("application_fee_amount", `The fee must not exceed ${amount}.`);
  }
  intent.fee = fee;
  collect(world, intent, amount);
}

export function cancelIntent(world: World, intent: Intent, form: Form): void {
  const reason = form.oneOf("cancellation_reason", CANCEL_REASONS);
  form.finish();
  requireStatus(world, intent, ["requires_payment_method", "requires_action", "requires_capture"]);
  close(world, intent, reason);
}

function close(world: World, intent: Intent, reason: string | null): void {
  intent.status = "canceled";
  intent.canceledAt = world.now();
  intent.cancellationReason = reason;
  intent.capturable = 0;
  setDue(world, intent, null);
  announce(world, intent, "payment_intent.canceled");
}

/** The bank has let a reservation go before its time. */
export function lapse(world: World, intent: Intent): void {
  requireStatus(world, intent, ["requires_capture"]);
  close(world, intent, "automatic");
}

/** What happens by itself once its time has come: an authorisation lapses, a debit is settled. */
export function settleDueIntents(world: World): void {
  for (const intent of world.expected) {
    if (intent.dueAt === null || intent.dueAt > world.now()) continue;
    if (intent.status === "processing") {
      settleDebit(world, intent, intent.method?.decline === null);
    } else {
      close(world, intent, "automatic");
    }
  }
}

function requireStatus(world: World, intent: Intent, allowed: readonly IntentStatus[]): void {
  if (allowed.includes(intent.status)) return;
  throw wrongState(
    "payment_intent_unexpected_state",
    `This PaymentIntent has a status of ${intent.status}; it would have to be ${allowed.join(" or ")}.`,
    { payment_intent: renderIntent(world, intent) },
  );
}

function announce(world: World, intent: Intent, type: string): void {
  emit(world, type, { account: intent.account, object: renderIntent(world, intent) });
}
