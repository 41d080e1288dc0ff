import { noFaults, type Faults } from "../faults.ts";

/** What a Stripe holds, as plain JSON. Amounts are minor units, times epoch milliseconds; `account` is null for the platform's own. */
export interface StripeState {
  intents: Record<string, Intent>;
  charges: Record<string, Charge>;
  refunds: Record<string, Refund>;
  transfers: Record<string, Transfer>;
  fees: Record<string, Fee>;
  accounts: Record<string, Account>;
  links: Record<string, AccountLink>;
  payouts: Record<string, Payout>;
  disputes: Record<string, Dispute>;
  events: Record<string, StoredEvent>;
  deliveries: Record<string, Delivery>;
  /** Answers kept under "<account>:<idempotency key>". */
  answers: Record<string, KeptAnswer>;
  faults: Faults<FaultName>;
}

export type IntentStatus =
  | "requires_payment_method"
  | "requires_action"
  | "processing"
  | "requires_capture"
  | "succeeded"
  | "canceled";

export interface Intent {
  id: string;
  account: string | null;
  created: number;
  amount: number;
  currency: string;
  status: IntentStatus;
  clientSecret: string;
  captureMethod: "automatic" | "manual";
  /** The kinds of payment methods that authorise only, whatever `captureMethod` says. */
  manualMethods: string[];
  metadata: Record<string, string>;
  description: string | null;
  receiptEmail: string | null;
  destination: string | null;
  fee: number | null;
  received: number;
  capturable: number;
  chargeId: string | null;
  method: PaymentMethod | null;
  returnUrl: string | null;
  lastError: StripeError | null;
  canceledAt: number | null;
  cancellationReason: string | null;
  /** When an authorisation lapses or a debit is settled by itself; set by `setDue`. */
  dueAt: number | null;
}

export interface PaymentMethod {
  type: "card" | "ideal" | "sepa_debit";
  brand: string | null;
  last4: string | null;
  wallet: string | null;
  /** What the bank says to it, known from the test number. */
  authenticate: boolean;
  decline: Decline | null;
}

export interface Decline {
  code: string;
  declineCode: string | null;
  message: string;
}

export interface Charge {
  id: string;
  account: string | null;
  intentId: string;
  created: number;
  amount: number;
  captured: number;
  refunded: number;
  currency: string;
  status: "pending" | "succeeded" | "failed";
  method: PaymentMethod;
  failure: Decline | null;
  captureBefore: number | null;
  transferId: string | null;
  feeId: string | null;
  disputed: boolean;
}

export interface Refund {
  id: string;
  account: string | null;
  chargeId: string;
  intentId: string;
  created: number;
  amount: number;
  currency: string;
  status: "pending" | "succeeded" | "failed";
  failureReason: string | null;
  reason: string | null;
  metadata: Record<string, string>;
  /** What came back of the transfer and of the application fee. */
  reversed: number;
  feeReturned: number;
}

/** What a destination charge passed on. */
export interface Transfer {
  id: string;
  chargeId: string;
  destination: string;
  created: number;
  amount: number;
  reversed: number;
  currency: string;
}

/** What the platform kept of a charge; `from` is the connected account that gave it. */
export interface Fee {
  id: string;
  chargeId: string;
  from: string;
  created: number;
  amount: number;
  returned: number;
  currency: string;
}

export interface Account {
  id: string;
  created: number;
  email: string | null;
  metadata: Record<string, string>;
  chargesEnabled: boolean;
  payoutsEnabled: boolean;
  detailsSubmitted: boolean;
  due: string[];
  disconnected: boolean;
}

export interface AccountLink {
  token: string;
  account: string;
  returnUrl: string;
  refreshUrl: string;
  expiresAt: number;
  used: boolean;
}

export interface Payout {
  id: string;
  account: string;
  created: number;
  arrivalAt: number;
  amount: number;
  currency: string;
  status: "pending" | "paid" | "failed";
  failure: { code: string; message: string } | null;
}

export interface Dispute {
  id: string;
  account: string | null;
  chargeId: string;
  intentId: string;
  created: number;
  amount: number;
  currency: string;
  reason: string;
  status: "needs_response" | "won" | "lost";
}

export interface StoredEvent {
  id: string;
  type: string;
  account: string | null;
  created: number;
  /** The object as it was then, as Stripe shows it. */
  object: Json;
  idempotencyKey: string | null;
}

export interface Delivery {
  id: string;
  eventId: string;
  to: "platform" | "connect";
  dueAt: number;
  attempts: number;
  status: "waiting" | "delivered" | "given_up";
  /** What the endpoint answered last; 0 when nothing did. */
  lastStatus: number | null;
}

export interface KeptAnswer {
  fingerprint: string;
  at: number;
  status: number;
  body: string;
}

export interface StripeError {
  type: string;
  message: string;
  code?: string;
  decline_code?: string;
  param?: string;
  charge?: string;
  payment_intent?: Json;
}

export type Json = Record<string, unknown>;

export const FAULTS = [
  "decline",
  "errorBefore",
  "errorAfter",
  "lostReply",
  "slow",
  "refundError",
  "refundPending",
  "eventTwice",
  "eventLate",
  "eventReordered",
] as const;

export type FaultName = (typeof FAULTS)[number];

export function emptyState(): StripeState {
  return {
    ...{ intents: {}, charges: {}, refunds: {}, transfers: {}, fees: {}, accounts: {}, links: {} },
    ...{ payouts: {}, disputes: {}, events: {}, deliveries: {}, answers: {} },
    faults: noFaults(FAULTS),
  };
}

/** All that the rules of the stand-in work on. */
export interface World {
  state: StripeState;
  /** Where its own pages are, such as "http://127.0.0.1:3213". */
  url: string;
  now: () => number;
  /** Fresh letters and digits for an id. */
  draw: () => string;
  /** From 0 to below 1. */
  random: () => number;
  /** Of the state: the deliveries still to be made, and the intents of which something will become by itself. */
  waiting: Set<Delivery>;
  expected: Set<Intent>;
  /** The idempotency key of the request being answered, which its events name. */
  idempotencyKey: string | null;
}
