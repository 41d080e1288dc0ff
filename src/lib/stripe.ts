import { loadStripe, type Stripe } from "@stripe/stripe-js";

export const STRIPE_KEY = import.meta.env.VITE_STRIPE_PUBLISHABLE_KEY ?? "";

const loading = new Map<string, Promise<Stripe | null>>();

/**
 * Stripe's script, which comes from Stripe only, opened for a connected account or, with null, for the platform. Loaded once; after a
 * failure the next call tries again.
 */
export function stripeFor(account: string | null): Promise<Stripe | null> {
  const known = loading.get(account ?? "");
  if (known) return known;
  const stripe = loadStripe(STRIPE_KEY, account === null ? {} : { stripeAccount: account });
  loading.set(account ?? "", stripe);
  stripe.catch(() => loading.delete(account ?? ""));
  return stripe;
}
