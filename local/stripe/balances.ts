import type { StripeState } from "./state.ts";

/** Where money lies: one account (null is the platform) in one currency, in minor units. Stripe's own charges are left out. */
export interface Balance {
  account: string | null;
  currency: string;
  amount: number;
}

/** Every balance that ever moved, the platform's first. */
export function listBalances(state: StripeState): Balance[] {
  const balances = new Map<string, Balance>();
  const add = (account: string | null, currency: string, amount: number) => {
    const key = `${account ?? ""} ${currency}`;
    const balance = balances.get(key) ?? { account, currency, amount: 0 };
    balance.amount += amount;
    balances.set(key, balance);
  };
  for (const one of Object.values(state.charges)) {
    if (one.captured > 0) add(one.account, one.currency, one.captured - one.refunded);
  }
  for (const one of Object.values(state.transfers)) {
    add(null, one.currency, one.reversed - one.amount);
    add(one.destination, one.currency, one.amount - one.reversed);
  }
  for (const one of Object.values(state.fees)) {
    add(one.from, one.currency, one.returned - one.amount);
    add(null, one.currency, one.amount - one.returned);
  }
  for (const one of Object.values(state.disputes)) {
    if (one.status !== "won") add(one.account, one.currency, -one.amount);
  }
  for (const one of Object.values(state.payouts)) {
    if (one.status !== "failed") add(one.account, one.currency, -one.amount);
  }
  return [...balances.values()].sort((a, b) => (a.account ?? "").localeCompare(b.account ?? ""));
}
