/**
 * Every refusal of the module: its HTTP status and a sentence a person can act on.
 *
 * Screens translate by code and fall back on the sentence. A code, once published, keeps its meaning.
 */
export const ERRORS = {
  INVALID_INPUT: {
    status: 422,
    message: "Something in this form is not right. Check the marked field and try again.",
  },
  SIGN_IN_REQUIRED: { status: 401, message: "Sign in to do this." },
  NOT_FOUND: { status: 404, message: "This does not exist, or it is not yours to see." },
  SLOT_TAKEN: {
    status: 409,
    message: "This time has just been booked by someone else. Choose another time.",
  },
  NOT_AVAILABLE: {
    status: 422,
    message: "This time cannot be booked. Choose one of the times shown.",
  },
  HOLD_EXPIRED: {
    status: 410,
    message: "Your reservation of this time has run out. Choose a time again.",
  },
  TOO_MANY_HOLDS: {
    status: 429,
    message: "You are holding several times already. Finish or release one of them first.",
  },
  TOKEN_REUSED: {
    status: 409,
    message:
      "This reservation link belongs to another time already. Reload the page and try again.",
  },
  PAYMENT_REQUIRED: {
    status: 402,
    message: "This service has to be paid before it can be booked.",
  },
  PRICE_TOO_LOW: {
    status: 422,
    message: "This is less than the smallest amount for this service. Name a larger amount.",
  },
  PRICE_NOT_CHARGEABLE: {
    status: 422,
    message: "This amount cannot be charged. Name another amount.",
  },
  PRICE_NOT_NAMED: {
    status: 422,
    message: "The price of this service is fixed. Reload the page, then choose a time again.",
  },
  PAYMENTS_OFF: {
    status: 409,
    message: "This cannot be paid online at the moment. Ask the person you want to book with.",
  },
  NOTHING_TO_PAY: { status: 409, message: "There is nothing left to pay for this booking." },
  REFUND_TOO_LARGE: {
    status: 422,
    message: "This is more than can be given back. Choose a smaller amount.",
  },
  REFUND_CHANGED: {
    status: 409,
    message: "Less comes back by now than you were told. Look at the amount, then cancel again.",
  },
  ILLEGAL_TRANSITION: {
    status: 409,
    message: "This booking can no longer be changed in that way. Reload to see its current state.",
  },
  REQUEST_EXPIRED: {
    status: 410,
    message: "This request was not decided in time and has ended. Ask the customer to book again.",
  },
  TOO_LATE: {
    status: 422,
    message: "It is too late to change this booking yourself. Contact the person you booked with.",
  },
  TOO_EARLY: { status: 422, message: "This can only be done once the appointment has begun." },
  RESCHEDULES_USED_UP: {
    status: 422,
    message: "This booking cannot be moved again. Cancel it and book another time instead.",
  },
  STALE_REVISION: {
    status: 409,
    message: "This was changed elsewhere in the meantime. Load the newer ones, then save again.",
  },
  SLUG_TAKEN: { status: 409, message: "This address is already in use. Choose another one." },
  UNKNOWN_ZONE: { status: 422, message: "This time zone is not known. Choose one from the list." },
  CHANGE_FAILED: { status: 409, message: "This could not be changed. Try again for this member." },
  SIGN_UP_CLOSED: {
    status: 403,
    message: "This marketplace invites its members. Ask its owner for an invitation.",
  },
  RATE_LIMITED: {
    status: 429,
    message: "There were too many bookings in a short time. Wait a while, then try again.",
  },
  BLOCKED: {
    status: 403,
    message: "This booking cannot be taken online. Contact the business to book with it.",
  },
  CHALLENGE_REQUIRED: {
    status: 403,
    message: "Complete the check that you are a person, then try again.",
  },
  PAID_TO_MEMBER: {
    status: 409,
    message:
      "This booking was paid to its member's own account. Refund it first, then book the other member.",
  },
  NO_ADDRESS: {
    status: 422,
    message: "Your sign-in says no e-mail address, so there is nowhere to send it.",
  },
  NOT_SENT: {
    status: 422,
    message: "The mail service did not take it. Check its settings and try again.",
  },
  LIMIT_REACHED: { status: 422, message: "The limit for this has been reached. Remove one first." },
} as const satisfies Record<string, { status: number; message: string }>;

export type ErrorCode = keyof typeof ERRORS;

/** What a refusal carries: its code, its sentence, and facts such as the field or the nearest free times. */
export type Refusal = { code: ErrorCode; message: string; [fact: string]: unknown };

/** The refusal inside a thrown value, or null when it is something unexpected (a bug, a lost connection). */
export function errorOf(thrown: unknown): Refusal | null {
  if (typeof thrown !== "object" || thrown === null || !("data" in thrown)) return null;
  const { data } = thrown;
  if (typeof data !== "object" || data === null || !("code" in data)) return null;
  return typeof data.code === "string" && data.code in ERRORS ? (data as Refusal) : null;
}
