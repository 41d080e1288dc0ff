/** What the build is told by its environment. Each may be absent. */
interface ImportMetaEnv {
  /** Address of the Convex deployment. */
  readonly VITE_CONVEX_URL?: string;
  /** Clerk's publishable key; without it, and without a local issuer, nobody can sign in. */
  readonly VITE_CLERK_PUBLISHABLE_KEY?: string;
  /** Address of an OpenID issuer on this machine; set by `npm start`, and then preferred to Clerk. */
  readonly VITE_LOCAL_ISSUER_URL?: string;
  /** Slug of the tenant on the first page. */
  readonly VITE_TENANT?: string;
  /** Stripe's publishable key; without it nothing can be paid on these pages. */
  readonly VITE_STRIPE_PUBLISHABLE_KEY?: string;
  /** Cloudflare Turnstile's site key, for deployments that let only people book. */
  readonly VITE_TURNSTILE_SITE_KEY?: string;
}
