import type {
  Account,
  Charge,
  Dispute,
  Intent,
  Json,
  PaymentMethod,
  Payout,
  Refund,
  Transfer,
  Fee,
  World,
} from "./state.ts";

/*
 * Objects as Stripe shows them, with its names and in seconds. What the stand-in has no notion of is left out rather than made up.
 */

const seconds = (ms: number): number => Math.floor(ms / 1000);

export function renderIntent(world: World, intent: Intent, expand: readonly string[] = []): Json {
  const charge = intent.chargeId === null ? undefined : world.state.charges[intent.chargeId];
  const expanded = expand.includes("latest_charge") && charge !== undefined;
  return {
    id: intent.id,
    object: "payment_intent",
    amount: intent.amount,
    amount_capturable: intent.capturable,
    amount_received: intent.received,
    application_fee_amount: intent.fee,
    automatic_payment_methods: { enabled: true, allow_redirects: "always" },
    canceled_at: intent.canceledAt === null ? null : seconds(intent.canceledAt),
    cancellation_reason: intent.cancellationReason,
    capture_method: intent.captureMethod,
    client_secret: intent.clientSecret,
    confirmation_method: "automatic",
    created: seconds(intent.created),
    currency: intent.currency,
    description: intent.description,
    last_payment_error: intent.lastError,
    latest_charge: expanded ? renderCharge(world, charge) : intent.chargeId,
    livemode: false,
    metadata: intent.metadata,
    next_action: nextAction(world, intent),
    payment_method_options: Object.fromEntries(
      intent.manualMethods.map((type) => [type, { capture_method: "manual" }]),
    ),
    payment_method_types: ["card", "ideal", "sepa_debit"],
    receipt_email: intent.receiptEmail,
    status: intent.status,
    transfer_data: intent.destination === null ? null : { destination: intent.destination },
  };
}

function nextAction(world: World, intent: Intent): Json | null {
  if (intent.status !== "requires_action") return null;
  if (intent.method?.type !== "ideal") {
    return { type: "use_stripe_sdk", use_stripe_sdk: { type: "three_d_secure_redirect" } };
  }
  const query = new URLSearchParams({ client_secret: intent.clientSecret });
  const url = `${world.url}/bank/${intent.id}?${query.toString()}`;
  return { type: "redirect_to_url", redirect_to_url: { url, return_url: intent.returnUrl } };
}

export function renderCharge(world: World, charge: Charge): Json {
  return {
    id: charge.id,
    object: "charge",
    amount: charge.amount,
    amount_captured: charge.captured,
    amount_refunded: charge.refunded,
    application_fee: charge.feeId,
    captured: charge.captured > 0,
    created: seconds(charge.created),
    currency: charge.currency,
    disputed: charge.disputed,
    failure_code: charge.failure?.code ?? null,
    failure_message: charge.failure?.message ?? null,
    livemode: false,
    paid: charge.status === "succeeded",
    payment_intent: charge.intentId,
    payment_method_details: methodDetails(charge),
    receipt_url: charge.status === "failed" ? null : `${world.url}/receipts/${charge.id}`,
    refunded: charge.captured > 0 && charge.refunded === charge.captured,
    status: charge.status,
    transfer: charge.transferId,
  };
}

function methodDetails({ method, captureBefore }: Charge): Json {
  if (method.type !== "card") return { type: method.type, [method.type]: { last4: method.last4 } };
  return { type: "card", card: renderCard(method, captureBefore) };
}

function renderCard({ brand, last4, wallet }: PaymentMethod, captureBefore: number | null): Json {
  return {
    ...{ brand, last4, wallet: wallet === null ? null : { type: wallet } },
    ...(captureBefore === null ? {} : { capture_before: seconds(captureBefore) }),
  };
}

export function renderRefund(refund: Refund): Json {
  return {
    id: refund.id,
    object: "refund",
    amount: refund.amount,
    charge: refund.chargeId,
    created: seconds(refund.created),
    currency: refund.currency,
    ...(refund.failureReason === null ? {} : { failure_reason: refund.failureReason }),
    metadata: refund.metadata,
    payment_intent: refund.intentId,
    reason: refund.reason,
    status: refund.status,
  };
}

export function renderTransfer(transfer: Transfer): Json {
  return {
    id: transfer.id,
    object: "transfer",
    amount: transfer.amount,
    amount_reversed: transfer.reversed,
    created: seconds(transfer.created),
    currency: transfer.currency,
    destination: transfer.destination,
    livemode: false,
    reversed: transfer.reversed === transfer.amount,
    source_transaction: transfer.chargeId,
  };
}

export function renderFee(fee: Fee): Json {
  return {
    id: fee.id,
    object: "application_fee",
    account: fee.from,
    amount: fee.amount,
    amount_refunded: fee.returned,
    charge: fee.chargeId,
    created: seconds(fee.created),
    currency: fee.currency,
    livemode: false,
    refunded: fee.returned === fee.amount,
  };
}

export function renderAccount(account: Account): Json {
  const capability = account.chargesEnabled ? "active" : "inactive";
  return {
    id: account.id,
    object: "account",
    capabilities: { card_payments: capability, transfers: capability },
    charges_enabled: account.chargesEnabled,
    created: seconds(account.created),
    details_submitted: account.detailsSubmitted,
    email: account.email,
    metadata: account.metadata,
    payouts_enabled: account.payoutsEnabled,
    requirements: {
      currently_due: account.due,
      disabled_reason: account.chargesEnabled ? null : "requirements.past_due",
      past_due: account.detailsSubmitted ? [] : account.due,
    },
    type: "express",
  };
}

export function renderPayout(payout: Payout): Json {
  return {
    id: payout.id,
    object: "payout",
    amount: payout.amount,
    arrival_date: seconds(payout.arrivalAt),
    automatic: true,
    created: seconds(payout.created),
    currency: payout.currency,
    failure_code: payout.failure?.code ?? null,
    failure_message: payout.failure?.message ?? null,
    livemode: false,
    status: payout.status,
  };
}

export function renderDispute(dispute: Dispute): Json {
  return {
    id: dispute.id,
    object: "dispute",
    amount: dispute.amount,
    charge: dispute.chargeId,
    created: seconds(dispute.created),
    currency: dispute.currency,
    livemode: false,
    payment_intent: dispute.intentId,
    reason: dispute.reason,
    status: dispute.status,
  };
}
