import type {
  AccountSnapshot,
  DisputeSnapshot,
  IntentSnapshot,
  PayoutSnapshot,
  RefundSnapshot,
  StripeEvent,
} from "./snapshots";

/*
 * Stripe's objects, put into our words for `stripe.ts`. They come from outside: everything is looked at before it is believed, so that
 * an answer or event of another shape is a failure here and never a half-filled row.
 */

/** Something from Stripe is not what it should be. */
export class Unreadable extends Error {}

type Fields = Record<string, unknown>;

/** Where an object lives that does not say it itself. */
export type Place = { account: string | null; livemode: boolean };

export function readIntent(
  raw: unknown,
  account: string | null,
  { withSecret }: { withSecret: boolean },
): IntentSnapshot {
  const intent = fieldsOf(raw, "payment_intent");
  // Answers hold the charge itself, since we ask for it; events only its id.
  const charge = isFields(intent.latest_charge) ? intent.latest_charge : {};
  return {
    ...{ intentId: textOf(intent, "id"), account, livemode: flagOf(intent, "livemode") },
    standing: standingOf(textOf(intent, "status")),
    ...{ amount: numberOf(intent, "amount"), currency: textOf(intent, "currency") },
    received: numberOf(intent, "amount_received"),
    clientSecret: withSecret ? optionalText(intent, "client_secret") : null,
    method: methodOf(charge),
    receiptUrl: optionalText(charge, "receipt_url"),
    failure: failureOf(intent.last_payment_error),
    paymentId: optionalText(asFields(intent.metadata), "paymentId"),
  };
}

function standingOf(status: string): IntentSnapshot["standing"] {
  switch (status) {
    case "requires_payment_method":
    case "requires_confirmation":
    case "requires_action":
      return "open";
    case "processing":
      return "processing";
    case "requires_capture":
      return "authorized";
    case "succeeded":
      return "captured";
    case "canceled":
      return "cancelled";
    default:
      throw new Unreadable(`A payment intent has a status of its own: ${status}.`);
  }
}

function methodOf(charge: Fields): IntentSnapshot["method"] {
  const card = asFields(asFields(charge.payment_method_details).card);
  const brand = optionalText(card, "brand");
  const last4 = optionalText(card, "last4");
  return brand === null || last4 === null ? null : { brand, last4 };
}

function failureOf(error: unknown): IntentSnapshot["failure"] {
  if (!isFields(error)) return null;
  // A code such as "card_declined" says less than the decline's own, such as "insufficient_funds".
  const code = optionalText(error, "decline_code") ?? optionalText(error, "code");
  return { code: code ?? textOf(error, "type"), message: optionalText(error, "message") ?? "" };
}

export function readRefund(raw: unknown, place: Place): RefundSnapshot {
  const refund = fieldsOf(raw, "refund");
  return {
    ...{ stripeRefundId: textOf(refund, "id"), intentId: idOf(refund.payment_intent), ...place },
    status: refundStatusOf(optionalText(refund, "status")),
    ...{ amount: numberOf(refund, "amount"), currency: textOf(refund, "currency") },
    failure: optionalText(refund, "failure_reason"),
    refundId: optionalText(asFields(refund.metadata), "refundId"),
  };
}

function refundStatusOf(status: string | null): RefundSnapshot["status"] {
  if (status === "succeeded") return "succeeded";
  return status === "failed" || status === "canceled" ? "failed" : "pending";
}

export function readDispute(raw: unknown, account: string | null): DisputeSnapshot {
  const dispute = fieldsOf(raw, "dispute");
  return {
    ...{ disputeId: textOf(dispute, "id"), intentId: idOf(dispute.payment_intent), account },
    status: disputeStatusOf(textOf(dispute, "status")),
    ...{ amount: numberOf(dispute, "amount"), currency: textOf(dispute, "currency") },
    reason: textOf(dispute, "reason"),
  };
}

function disputeStatusOf(status: string): DisputeSnapshot["status"] {
  // A bank's question that ends without a dispute never took any money.
  if (status === "won" || status === "warning_closed" || status === "prevented") return "won";
  return status === "lost" ? "lost" : "open";
}

export function readAccount(raw: unknown): AccountSnapshot {
  const account = fieldsOf(raw, "account");
  const due = asFields(account.requirements).currently_due;
  return {
    accountId: textOf(account, "id"),
    chargesEnabled: flagOf(account, "charges_enabled"),
    payoutsEnabled: flagOf(account, "payouts_enabled"),
    detailsSubmitted: flagOf(account, "details_submitted"),
    requirements: Array.isArray(due) ? due.filter((one) => typeof one === "string") : [],
    disconnected: false,
  };
}

/** An account whose owner has taken our access back: of it nothing else can be known. */
export function disconnected(accountId: string): AccountSnapshot {
  return {
    ...{ accountId, chargesEnabled: false, payoutsEnabled: false, detailsSubmitted: false },
    ...{ requirements: [], disconnected: true },
  };
}

const PAYOUT_STATUSES = ["pending", "in_transit", "paid", "failed", "canceled"] as const;

export function readPayout(raw: unknown): PayoutSnapshot {
  const payout = fieldsOf(raw, "payout");
  const status = PAYOUT_STATUSES.find((one) => one === payout.status);
  if (status === undefined) throw new Unreadable("A payout has a status of its own.");
  return {
    ...{ payoutId: textOf(payout, "id"), status },
    ...{ amount: numberOf(payout, "amount"), currency: textOf(payout, "currency") },
    arrivalAt: numberOf(payout, "arrival_date") * 1000,
    failure: optionalText(payout, "failure_message") ?? optionalText(payout, "failure_code"),
  };
}

export function readLink(raw: unknown): { url: string; expiresAt: number } {
  const link = fieldsOf(raw, "account_link");
  return { url: textOf(link, "url"), expiresAt: numberOf(link, "expires_at") * 1000 };
}

/** The objects of one page of a list. */
export function readPage<T>(raw: unknown, read: (one: unknown) => T): T[] {
  const { data } = fieldsOf(raw, "list");
  if (!Array.isArray(data))
    throw new Unreadable("A list from Stripe holds nothing that is a list.");
  return data.map(read);
}

export function readEventObject(raw: unknown): StripeEvent {
  const event = fieldsOf(raw, "event");
  const type = textOf(event, "type");
  const place = { account: optionalText(event, "account"), livemode: flagOf(event, "livemode") };
  const { object } = asFields(event.data);
  return {
    ...{ eventId: textOf(event, "id"), type, ...place },
    createdAt: numberOf(event, "created") * 1000,
    about: subjectOf(type, object, place),
  };
}

function subjectOf(type: string, object: unknown, place: Place): StripeEvent["about"] {
  const { account } = place;
  if (type.startsWith("payment_intent.")) {
    return { kind: "intent", intent: readIntent(object, account, { withSecret: false }) };
  }
  if (type.startsWith("refund.") || type === "charge.refund.updated") {
    return { kind: "refund", refund: readRefund(object, place) };
  }
  if (/^charge\.dispute\.(created|updated|closed)$/.test(type)) {
    return { kind: "dispute", dispute: readDispute(object, account) };
  }
  if (type === "account.updated") return { kind: "account", account: readAccount(object) };
  if (type === "account.application.deauthorized" && account !== null) {
    return { kind: "account", account: disconnected(account) };
  }
  if (type.startsWith("payout.")) return { kind: "payout", payout: readPayout(object) };
  return { kind: "nothing" };
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function asFields(value: unknown): Fields {
  return isFields(value) ? value : {};
}

/** The fields of what says of itself that it is an `object` of Stripe's; each has an id of its own but lists and links. */
function fieldsOf(raw: unknown, object: string): Fields {
  if (isFields(raw) && raw.object === object) return raw;
  throw new Unreadable(`Stripe's answer is no ${object}.`);
}

function textOf(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value === "string" && value !== "") return value;
  throw new Unreadable(`From Stripe comes something without "${name}".`);
}

function optionalText(fields: Fields, name: string): string | null {
  const value = fields[name];
  return typeof value === "string" && value !== "" ? value : null;
}

function numberOf(fields: Fields, name: string): number {
  const value = fields[name];
  if (typeof value === "number" && Number.isSafeInteger(value)) return value;
  throw new Unreadable(`From Stripe comes something without "${name}" as an integer.`);
}

function flagOf(fields: Fields, name: string): boolean {
  const value = fields[name];
  if (typeof value === "boolean") return value;
  throw new Unreadable(`From Stripe comes something without "${name}".`);
}

/** The id of what Stripe names by its id, or shows whole. */
function idOf(value: unknown): string | null {
  if (typeof value === "string") return value;
  return optionalText(asFields(value), "id");
}
