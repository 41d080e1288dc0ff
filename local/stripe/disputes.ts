import { emit } from "./events.ts";
import { missing, wrongState } from "./refusal.ts";
import { renderDispute } from "./render.ts";
import type { Dispute, World } from "./state.ts";

/** The cardholder asks their bank for the money back. */
export function openDispute(world: World, chargeId: string): Dispute {
  const charge = world.state.charges[chargeId];
  if (charge === undefined) throw missing("charge", chargeId);
  if (charge.captured === 0 || charge.disputed) {
    throw wrongState("charge_not_disputable", `Nobody can dispute ${chargeId} (again).`);
  }
  charge.disputed = true;
  const dispute: Dispute = {
    ...{ id: `dp_${world.draw()}`, account: charge.account, chargeId, intentId: charge.intentId },
    ...{ created: world.now(), amount: charge.captured, currency: charge.currency },
    ...{ reason: "fraudulent", status: "needs_response" },
  };
  world.state.disputes[dispute.id] = dispute;
  announce(world, dispute, "charge.dispute.created");
  return dispute;
}

export function closeDispute(world: World, id: string, status: "won" | "lost"): void {
  const dispute = world.state.disputes[id];
  if (dispute === undefined) throw missing("dispute", id);
  if (dispute.status !== "needs_response") {
    throw wrongState("dispute_closed", `Dispute ${id} was ${dispute.status} already.`);
  }
  dispute.status = status;
  announce(world, dispute, "charge.dispute.closed");
}

function announce(world: World, dispute: Dispute, type: string): void {
  emit(world, type, { account: dispute.account, object: renderDispute(dispute) });
}
