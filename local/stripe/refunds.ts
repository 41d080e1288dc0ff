import { proportion } from "./amounts.ts";
import { announceCharge } from "./charges.ts";
import { emit } from "./events.ts";
import { strikes } from "../faults.ts";
import type { Form } from "./form.ts";
import { requireIntent } from "./intents.ts";
import { badParameter, missing, wrongState } from "./refusal.ts";
import { renderRefund } from "./render.ts";
import type { Charge, Refund, World } from "./state.ts";

const REASONS = ["duplicate", "fraudulent", "requested_by_customer"] as const;

interface WantedRefund {
  charge: Charge;
  amount: number;
  reverseTransfer: boolean;
  returnFee: boolean;
  reason: string | null;
  metadata: Record<string, string>;
}

export function createRefund(world: World, form: Form, account: string | null): Refund {
  const wanted = readRefund(world, form, account);
  form.finish();
  const { charge, amount, reason, metadata } = wanted;
  if (strikes(world, "refundError")) {
    throw wrongState("balance_insufficient", "The balance is too small for this refund.");
  }
  const refund: Refund = {
    ...{ id: `re_${world.draw()}`, account, chargeId: charge.id, intentId: charge.intentId },
    ...{ created: world.now(), amount, currency: charge.currency, reason, metadata },
    status: strikes(world, "refundPending") ? "pending" : "succeeded",
    ...{ failureReason: null, reversed: 0, feeReturned: 0 },
  };
  world.state.refunds[refund.id] = refund;
  charge.refunded += amount;
  if (wanted.reverseTransfer) reverseTransfer(world, charge, refund);
  if (wanted.returnFee) returnFee(world, charge, refund);
  announce(world, refund, "refund.created");
  announceCharge(world, charge, "charge.refunded");
  return refund;
}

function readRefund(world: World, form: Form, account: string | null): WantedRefund {
  const intent = requireIntent(world, form.required("payment_intent"), account);
  const charge = intent.chargeId === null ? undefined : world.state.charges[intent.chargeId];
  if (charge === undefined || charge.captured === 0) {
    throw wrongState(
      "payment_intent_unexpected_state",
      `This PaymentIntent does not have a successful charge to refund: its status is ${intent.status}.`,
    );
  }
  const left = charge.captured - charge.refunded;
  if (left === 0) {
    throw wrongState("charge_already_refunded", `Charge ${charge.id} has already been refunded.`);
  }
  const amount = form.integer("amount") ?? left;
  if (amount < 1 || amount > left) {
    throw badParameter("amount", `The refund must be from 1 to ${left}, which is what is left.`);
  }
  const reverseTransfer = form.flag("reverse_transfer");
  if (reverseTransfer && charge.transferId === null) {
    throw badParameter("reverse_transfer", "The charge has no transfer that could be reversed.");
  }
  const returnFee = form.flag("refund_application_fee");
  if (returnFee && charge.feeId === null) {
    throw badParameter("refund_application_fee", "The charge has no application fee.");
  }
  return {
    ...{ charge, amount, reverseTransfer, returnFee },
    ...{ reason: form.oneOf("reason", REASONS), metadata: form.group("metadata") },
  };
}

/** As much of the transfer comes back as of the charge was refunded. */
function reverseTransfer(world: World, charge: Charge, refund: Refund): void {
  const transfer = world.state.transfers[charge.transferId ?? ""];
  if (transfer === undefined) return;
  const due = proportion(transfer.amount, charge.refunded, charge.captured);
  refund.reversed = Math.max(0, due - transfer.reversed);
  transfer.reversed += refund.reversed;
}

function returnFee(world: World, charge: Charge, refund: Refund): void {
  const fee = world.state.fees[charge.feeId ?? ""];
  if (fee === undefined) return;
  const due = proportion(fee.amount, charge.refunded, charge.captured);
  refund.feeReturned = Math.max(0, due - fee.returned);
  fee.returned += refund.feeReturned;
}

export function requireRefund(world: World, id: string, account: string | null): Refund {
  const refund = world.state.refunds[id];
  if (refund?.account !== account) throw missing("refund", id);
  return refund;
}

/** The refunds of an intent, or all, newest first. */
export function listRefunds(
  world: World,
  intentId: string | null,
  account: string | null,
): Refund[] {
  return Object.values(world.state.refunds)
    .filter((one) => one.account === account && (intentId === null || one.intentId === intentId))
    .reverse();
}

/** The bank has taken a refund, or sent it back: then the money is the merchant's again. */
export function settleRefund(world: World, refund: Refund, arrived: boolean): void {
  if (refund.status === "failed") {
    throw wrongState("refund_disputed_payment", `Refund ${refund.id} has failed already.`);
  }
  if (arrived) {
    refund.status = "succeeded";
    announce(world, refund, "refund.updated");
    return;
  }
  const charge = world.state.charges[refund.chargeId];
  if (charge === undefined) throw new Error(`${refund.id} belongs to no charge.`);
  refund.status = "failed";
  refund.failureReason = "lost_or_stolen_card";
  charge.refunded -= refund.amount;
  announce(world, refund, "refund.failed");
}

function announce(world: World, refund: Refund, type: string): void {
  emit(world, type, { account: refund.account, object: renderRefund(refund) });
}
