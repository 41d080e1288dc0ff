import type { Form } from "./form.ts";
import { badParameter, Refusal } from "./refusal.ts";
import type { Decline, PaymentMethod } from "./state.ts";

const DECLINED: Decline = {
  code: "card_declined",
  declineCode: "generic_decline",
  message: "Your card was declined.",
};
const NO_FUNDS: Decline = {
  code: "card_declined",
  declineCode: "insufficient_funds",
  message: "Your card has insufficient funds.",
};
export const AUTHENTICATION_FAILED: Decline = {
  code: "payment_intent_authentication_failure",
  declineCode: null,
  message:
    "We are unable to authenticate your payment method. Please choose a different payment method and try again.",
};
const DEBIT_FAILED: Decline = {
  code: "debit_not_authorized",
  declineCode: null,
  message: "The customer's bank refused the debit.",
};

/** Stripe's test numbers, with its documented outcomes. */
const CARDS: Record<string, { brand: string; authenticate?: true; decline?: Decline }> = {
  "4242424242424242": { brand: "visa" },
  "5555555555554444": { brand: "mastercard" },
  "378282246310005": { brand: "amex" },
  "4000000000000002": { brand: "visa", decline: DECLINED },
  "4000000000009995": { brand: "visa", decline: NO_FUNDS },
  "4000002760003184": { brand: "visa", authenticate: true },
  "4000002500003155": { brand: "visa", authenticate: true },
  "4000008260003178": { brand: "visa", authenticate: true, decline: NO_FUNDS },
};

const IBANS: Record<string, { decline?: Decline }> = {
  DE89370400440532013000: {},
  DE62370400440532013001: { decline: DEBIT_FAILED },
};

/** Reads `payment_method_data`. Throws a card error for a number, date or code that no card has. */
export function readMethod(form: Form, nowMs: number): PaymentMethod {
  const type = form.oneOf("payment_method_data[type]", ["card", "ideal", "sepa_debit"]);
  if (type === null) {
    throw badParameter("payment_method_data[type]", "Say how to pay: payment_method_data[type].");
  }
  const plain = {
    type,
    brand: null,
    last4: null,
    wallet: null,
    authenticate: false,
    decline: null,
  };
  if (type === "card") return readCard(form, nowMs);
  // A bank's page takes the place of a card's authentication.
  if (type === "ideal") return { ...plain, authenticate: true };
  const iban = form.required("payment_method_data[sepa_debit][iban]").replace(/\s/g, "");
  const known = IBANS[iban];
  if (known === undefined) {
    throw badParameter(
      "payment_method_data[sepa_debit][iban]",
      "The IBAN you entered is invalid.",
      "invalid_bank_account_iban",
    );
  }
  return { ...plain, last4: iban.slice(-4), decline: known.decline ?? null };
}

function readCard(form: Form, nowMs: number): PaymentMethod {
  const field = (name: string) => `payment_method_data[card][${name}]`;
  const number = form.required(field("number")).replace(/\s/g, "");
  const month = form.integer(field("exp_month")) ?? 0;
  const year = form.integer(field("exp_year")) ?? 0;
  const cvc = form.text(field("cvc")) ?? "";
  const wallet = form.oneOf("payment_method_data[card][wallet][type]", ["apple_pay", "google_pay"]);
  if (!/^\d{12,19}$/.test(number) || !passesLuhn(number)) {
    throw cardError("incorrect_number", "Your card number is incorrect.");
  }
  if (month < 1 || month > 12) {
    throw cardError("invalid_expiry_month", "Your card's expiration month is invalid.");
  }
  if (nowMs >= Date.UTC(year, month, 1)) throw cardError("expired_card", "Your card has expired.");
  if (!/^\d{3,4}$/.test(cvc)) {
    throw cardError("invalid_cvc", "Your card's security code is invalid.");
  }
  const known = CARDS[number];
  if (known === undefined) {
    throw cardError(
      "card_declined",
      "Your card was declined: it is no test card, and this is no bank.",
    );
  }
  const { brand, authenticate = false, decline = null } = known;
  return { type: "card", brand, last4: number.slice(-4), wallet, authenticate, decline };
}

function cardError(code: string, message: string): Refusal {
  return new Refusal(402, { type: "card_error", code, message });
}

function passesLuhn(digits: string): boolean {
  const sum = Array.from(digits)
    .reverse()
    .reduce((total, digit, place) => {
      const value = Number(digit) * (place % 2 === 1 ? 2 : 1);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return sum % 10 === 0;
}

/** A decline that the page ordered. */
export const ORDERED_DECLINE = DECLINED;
