/** The backend's environment, declared once. Set it with `npx convex env set NAME VALUE`; `.env.local.example` says what each is for. */
declare const process: { env: Record<string, string | undefined> };

type Name =
  | "STRIPE_SECRET_KEY"
  | "STRIPE_API_URL"
  | "STRIPE_WEBHOOK_SECRET"
  | "STRIPE_CONNECT_WEBHOOK_SECRET"
  | "SITE_URL"
  | "TURNSTILE_SECRET_KEY"
  | "TURNSTILE_URL"
  | "RESEND_API_KEY"
  | "RESEND_API_URL"
  | "RESEND_WEBHOOK_SECRET"
  | "MAIL_FROM"
  | "TWILIO_ACCOUNT_SID"
  | "TWILIO_AUTH_TOKEN"
  | "TWILIO_API_URL"
  | "TWILIO_FROM"
  | "LINK_SECRET"
  | "CONVEX_SITE_URL";

/** The value of a variable, or null where it is not set: what needs it is then switched off, and says so. */
export function readEnv(name: Name): string | null {
  const value = process.env[name];
  return value === undefined || value === "" ? null : value;
}
