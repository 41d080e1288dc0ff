import type { Step } from "./state.ts";

/** The error with which Twilio refuses a message. */
export interface NumberError {
  code: number;
  message: string;
}

/** Numbers that Twilio gives for testing: to these nothing can be sent. */
const REFUSED: Record<string, NumberError> = {
  "+15005550001": {
    code: 21211,
    message: "The 'To' number +15005550001 is not a valid phone number.",
  },
  "+15005550002": { code: 21612, message: "The message cannot be routed to this 'To' number." },
  "+15005550003": { code: 21408, message: "Permission to send to this region is not enabled." },
  "+15005550004": { code: 21610, message: "Attempt to send to unsubscribed recipient" },
  "+15005550009": { code: 21614, message: "'To' number is not a valid mobile number" },
};

/** Numbers of our own, to which a message is taken and then does not arrive: the phone is off, or nobody's. */
const LOST: Record<string, Pick<Step, "status" | "errorCode">> = {
  "+15005550010": { status: "undelivered", errorCode: 30003 },
  "+15005550011": { status: "failed", errorCode: 30005 },
};

const SENT_AFTER_MS = 150;
const ARRIVES_AFTER_MS = 400;

export function isPhoneNumber(text: string): boolean {
  return /^\+[1-9]\d{6,14}$/.test(text);
}

export function refusalOf(to: string): NumberError | null {
  if (Object.hasOwn(REFUSED, to)) return REFUSED[to] ?? null;
  return isPhoneNumber(to)
    ? null
    : { code: 21211, message: `The 'To' number ${to} is not a valid phone number.` };
}

/** What becomes of a message to this number. */
export function fateOf(to: string, now: number): Step[] {
  const lost = Object.hasOwn(LOST, to) ? LOST[to] : undefined;
  const last = lost ?? ({ status: "delivered", errorCode: null } as const);
  return [
    { status: "sent", errorCode: null, dueAt: now + SENT_AFTER_MS },
    { ...last, dueAt: now + ARRIVES_AFTER_MS },
  ];
}
