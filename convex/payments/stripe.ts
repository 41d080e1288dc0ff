// Types only, so that the rest compiles; the real file replaces this one.
import type {
  AccountSnapshot,
  IntentSnapshot,
  Payee,
  PayoutSnapshot,
  RefundSnapshot,
  StripeEvent,
} from "./snapshots";

export class StripeFailure extends Error {
  readonly kind: "again" | "refused";
  readonly code: string;
  constructor(kind: "again" | "refused", code: string) {
    super(code);
    this.kind = kind;
    this.code = code;
  }
}
type At = { account: string | null };
export type StripeGate = {
  createIntent(a: {
    paymentId: string;
    amount: number;
    currency: string;
    payee: Payee;
    fee: number;
    description: string;
    email: string | null;
    code: string;
  }): Promise<IntentSnapshot>;
  retrieveIntent(a: { intentId: string } & At): Promise<IntentSnapshot>;
  captureIntent(a: { paymentId: string; intentId: string } & At): Promise<IntentSnapshot>;
  cancelIntent(a: { paymentId: string; intentId: string } & At): Promise<IntentSnapshot>;
  createRefund(
    a: { refundId: string; intentId: string; amount: number; payee: Payee; fee: number } & At,
  ): Promise<RefundSnapshot>;
  listRefunds(a: { intentId: string } & At): Promise<RefundSnapshot[]>;
  createAccount(a: { rowId: string; email: string | null }): Promise<AccountSnapshot>;
  retrieveAccount(a: { accountId: string }): Promise<AccountSnapshot>;
  createOnboardingLink(a: {
    accountId: string;
    returnUrl: string;
    refreshUrl: string;
  }): Promise<{ url: string; expiresAt: number }>;
  latestPayout(a: { accountId: string }): Promise<PayoutSnapshot | null>;
};
export function findStripe(): StripeGate | null {
  return null;
}
export function isStripeReady(): boolean {
  return false;
}
export function isLiveKey(): boolean {
  return false;
}
export function readEvent(_a: {
  body: string;
  signature: string;
  secret: string;
  now: number;
}): Promise<
  { ok: true; event: StripeEvent } | { ok: false; reason: "signature" | "age" | "malformed" }
> {
  throw new Error("not yet");
}
