/**
 * How a payment comes to its end: what to ask of the payment service next, from how far the payment has come and what is wanted of it.
 * Every step may be asked for twice, and answers may come late and in any order.
 */

/** `created`: we want it, the service has not told us of it yet. Only `captured` money has moved, `authorized` money is reserved. */
export type Standing = "created" | "open" | "processing" | "authorized" | "captured" | "cancelled";

/** wait: for the customer to pay. take: the money is ours to capture. drop: it must not stay with us. */
export type Want = "wait" | "take" | "drop";

export type Step = "create" | "look" | "capture" | "cancel" | "none";

const STEPS: Readonly<Record<Standing, Readonly<Record<Want, Step>>>> = {
  // It may exist although nobody has told us: only what was made can be cancelled.
  created: { wait: "create", take: "create", drop: "create" },
  open: { wait: "look", take: "look", drop: "cancel" },
  // What is on its way can neither be taken nor stopped.
  processing: { wait: "look", take: "look", drop: "look" },
  authorized: { wait: "look", take: "capture", drop: "cancel" },
  captured: { wait: "none", take: "none", drop: "none" },
  cancelled: { wait: "none", take: "none", drop: "none" },
};

export function nextStep({ standing, want }: { standing: Standing; want: Want }): Step {
  return STEPS[standing][want];
}

const RANKS: Readonly<Record<Standing, number>> = {
  created: 0,
  open: 1,
  processing: 2,
  authorized: 3,
  cancelled: 4,
  captured: 5,
};

/**
 * Where a payment stands after hearing `told`: the further of both, so that late and repeated news change nothing. Captured and cancelled are
 * final. Only an answer given just now (`isAnswer`) may tell that what was being processed has failed and is open again.
 */
export function advance(standing: Standing, told: Standing, isAnswer: boolean): Standing {
  if (standing === "captured" || standing === "cancelled") return standing;
  if (isAnswer && standing === "processing" && told === "open") return told;
  return RANKS[told] > RANKS[standing] ? told : standing;
}

const MINUTE_MS = 60_000;
const LONGEST_WAIT_MS = 6 * 60 * MINUTE_MS;

/** After so many failures in a row somebody should know. */
export const TROUBLE_AFTER = 6;

/** How long to wait before trying again what failed `attempts` times: a minute, then twice as long each time, at most six hours. */
export function backoffMs(attempts: number): number {
  return Math.min(LONGEST_WAIT_MS, MINUTE_MS * 2 ** Math.min(attempts, 16));
}

export type PaymentStatus =
  | "none"
  | "awaiting"
  | "authorized"
  | "deposit_paid"
  | "paid"
  | "partially_refunded"
  | "refunded"
  | "failed";

export type PaymentFacts = {
  standing: Standing;
  /** Minor units that were captured. */
  received: number;
  /** Minor units that were given back, or will be: of refunds that did not fail. */
  refunded: number;
  /** Whether the last attempt to pay failed. */
  isDeclined: boolean;
};

/** What a booking's payments come to, in one word. `price` is the whole price in minor units. */
export function paymentStatusOf(price: number, payments: readonly PaymentFacts[]): PaymentStatus {
  const received = sum(payments.map((payment) => payment.received));
  const refunded = sum(payments.map((payment) => payment.refunded));
  if (refunded > 0) return refunded >= received ? "refunded" : "partially_refunded";
  if (received > 0) return received >= price ? "paid" : "deposit_paid";
  if (payments.some(({ standing }) => standing === "authorized")) return "authorized";
  const waiting = payments.filter(({ standing }) => standing !== "cancelled");
  if (waiting.some(({ isDeclined }) => isDeclined)) return "failed";
  return waiting.length > 0 ? "awaiting" : "none";
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
