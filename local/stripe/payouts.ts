import { requireConnected } from "./accounts.ts";
import { listBalances } from "./balances.ts";
import { emit } from "./events.ts";
import { missing, wrongState } from "./refusal.ts";
import { renderPayout } from "./render.ts";
import type { Payout, World } from "./state.ts";

const ON_THE_WAY_MS = 2 * 24 * 3_600_000;

/** Sends what lies on a connected account to its bank, one payout for each currency. */
export function payOut(world: World, accountId: string): Payout[] {
  if (!requireConnected(world, accountId).payoutsEnabled) {
    throw wrongState("payouts_not_allowed", `Account ${accountId} may not be paid out yet.`);
  }
  const due = listBalances(world.state).filter(
    ({ account, amount }) => account === accountId && amount > 0,
  );
  if (due.length === 0) {
    throw wrongState("balance_insufficient", `Nothing lies on account ${accountId}.`);
  }
  return due.map(({ currency, amount }) => {
    const payout: Payout = {
      ...{ id: `po_${world.draw()}`, account: accountId, created: world.now(), amount, currency },
      ...{ arrivalAt: world.now() + ON_THE_WAY_MS, status: "pending", failure: null },
    };
    world.state.payouts[payout.id] = payout;
    announce(world, payout, "payout.created");
    return payout;
  });
}

/** The money has reached the bank, or the bank does not know the account. */
export function settlePayout(world: World, id: string, status: "paid" | "failed"): void {
  const payout = world.state.payouts[id];
  if (payout === undefined) throw missing("payout", id);
  if (payout.status !== "pending") {
    throw wrongState("payout_settled", `Payout ${id} was ${payout.status} already.`);
  }
  payout.status = status;
  if (status === "failed") {
    payout.failure = { code: "account_closed", message: "The bank account has been closed." };
  }
  announce(world, payout, `payout.${status}`);
}

/** The payouts of a connected account, newest first. */
export function listPayouts(world: World, account: string | null): Payout[] {
  return Object.values(world.state.payouts)
    .filter((one) => one.account === account)
    .reverse();
}

function announce(world: World, payout: Payout, type: string): void {
  emit(world, type, { account: payout.account, object: renderPayout(payout) });
}
