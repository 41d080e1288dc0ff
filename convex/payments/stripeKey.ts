import { readEnv } from "../env";

/*
 * What can be known of Stripe without its library, whose 700 KB are loaded only where Stripe is spoken to.
 */

/** The key, where one is set that Stripe would take from a server. */
export function findKey(): string | null {
  const key = readEnv("STRIPE_SECRET_KEY");
  return key !== null && /^(sk|rk)_(test|live)_/.test(key) ? key : null;
}

/** Whether payments can be asked for at all. */
export function isStripeReady(): boolean {
  return findKey() !== null;
}

/** Whether money moves for real: events of the other mode are none of ours. */
export function isLiveKey(): boolean {
  return /^(sk|rk)_live_/.test(findKey() ?? "");
}
