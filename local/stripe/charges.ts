import { setDue } from "./due.ts";
import { emit } from "./events.ts";
import { renderCharge, renderFee, renderIntent, renderTransfer } from "./render.ts";
import { AUTHENTICATION_FAILED } from "./test-methods.ts";
import type { Charge, Decline, Intent, PaymentMethod, World } from "./state.ts";

/** How long a card's bank reserves money. */
const AUTHORIZATION_MS = 7 * 24 * 3_600_000;

/** Reserves the money where that is wanted and the method can, and takes it otherwise. */
export function take(world: World, intent: Intent, method: PaymentMethod): void {
  const charge = addCharge(world, intent, { method, failure: null });
  intent.method = method;
  if (!isHeld(intent, method)) {
    collect(world, intent, intent.amount);
    return;
  }
  charge.captureBefore = world.now() + AUTHORIZATION_MS;
  intent.status = "requires_capture";
  intent.capturable = intent.amount;
  setDue(world, intent, charge.captureBefore);
  announceCharge(world, charge, "charge.succeeded");
  announce(world, intent, "payment_intent.amount_capturable_updated");
}

function isHeld(intent: Intent, { type }: PaymentMethod): boolean {
  if (type !== "card") return false;
  return intent.captureMethod === "manual" || intent.manualMethods.includes(type);
}

/** Takes `amount` of what was agreed to, passes the connected account's part on and keeps the fee; the rest is released. */
export function collect(world: World, intent: Intent, amount: number): void {
  const charge = requireCharge(world, intent);
  const wasHeld = charge.captureBefore !== null;
  charge.captured = amount;
  intent.status = "succeeded";
  intent.received = amount;
  intent.capturable = 0;
  setDue(world, intent, null);
  passOn(world, intent, charge);
  announceCharge(world, charge, wasHeld ? "charge.captured" : "charge.succeeded");
  announce(world, intent, "payment_intent.succeeded");
}

function passOn(world: World, intent: Intent, charge: Charge): void {
  const shared = { chargeId: charge.id, created: world.now(), currency: charge.currency };
  if (intent.destination !== null) {
    const { destination } = intent;
    const id = `tr_${world.draw()}`;
    const transfer = { id, ...shared, destination, amount: charge.captured, reversed: 0 };
    world.state.transfers[id] = transfer;
    charge.transferId = id;
    emit(world, "transfer.created", { account: null, object: renderTransfer(transfer) });
  }
  const from = intent.destination ?? intent.account;
  if (intent.fee !== null && from !== null) {
    const id = `fee_${world.draw()}`;
    const fee = { id, ...shared, from, amount: intent.fee, returned: 0 };
    world.state.fees[id] = fee;
    charge.feeId = id;
    emit(world, "application_fee.created", { account: null, object: renderFee(fee) });
  }
}

/** Notes that a way to pay was refused; the customer may try another. */
export function refuseMethod(
  world: World,
  intent: Intent,
  { method, decline }: { method: PaymentMethod; decline: Decline },
): void {
  const charge = addCharge(world, intent, { method, failure: decline });
  intent.status = "requires_payment_method";
  intent.method = null;
  intent.lastError = {
    // Stripe does not count a consent that was refused among the errors of cards.
    type:
      method.type === "card" && decline !== AUTHENTICATION_FAILED
        ? "card_error"
        : "invalid_request_error",
    ...{ code: decline.code, message: decline.message, charge: charge.id },
    ...(decline.declineCode === null ? {} : { decline_code: decline.declineCode }),
  };
  announceCharge(world, charge, "charge.failed");
  announce(world, intent, "payment_intent.payment_failed");
}

function addCharge(
  world: World,
  intent: Intent,
  { method, failure }: { method: PaymentMethod; failure: Decline | null },
): Charge {
  const charge: Charge = {
    ...{ id: `ch_${world.draw()}`, account: intent.account, intentId: intent.id },
    ...{ created: world.now(), amount: intent.amount, currency: intent.currency },
    ...{ captured: 0, refunded: 0, method, failure, captureBefore: null },
    status: failure === null ? "succeeded" : "failed",
    ...{ transferId: null, feeId: null, disputed: false },
  };
  world.state.charges[charge.id] = charge;
  intent.chargeId = charge.id;
  return charge;
}

/** The charge of an intent on which money is or was. */
export function requireCharge(world: World, intent: Intent): Charge {
  const charge = intent.chargeId === null ? undefined : world.state.charges[intent.chargeId];
  if (charge === undefined) throw new Error(`${intent.id} has no charge.`);
  return charge;
}

export function announceCharge(world: World, charge: Charge, type: string): void {
  emit(world, type, { account: charge.account, object: renderCharge(world, charge) });
}

function announce(world: World, intent: Intent, type: string): void {
  emit(world, type, { account: intent.account, object: renderIntent(world, intent) });
}
