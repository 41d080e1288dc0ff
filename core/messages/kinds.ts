/** Every message there is: who reads it, what it carries for the reader's calendar, and what it is about. */

export const LOCALES = [
  ...(["en-US", "en-GB", "es-ES", "es-MX", "fr-FR", "fr-CA"] as const),
  ...(["de", "ko", "ja"] as const),
] as const;

/** A language with its regional habits. */
export type Locale = (typeof LOCALES)[number];

export type Channel = "email" | "sms";
export type Audience = "customer" | "member";

type Nature = {
  to: Audience;
  /** The METHOD of the invite that comes with it (RFC 5546); null for none. */
  invite: "REQUEST" | "CANCEL" | null;
  /**
   * booking: the reader has to know it, whatever they have unsubscribed from. reminder: of a booking, and can be switched off. other:
   * carries a link to unsubscribe.
   */
  about: "booking" | "reminder" | "other";
};

const customer = (invite: Nature["invite"] = null): Nature => ({
  ...{ to: "customer", invite, about: "booking" },
});
const member = (invite: Nature["invite"] = null): Nature => ({
  ...{ to: "member", invite, about: "booking" },
});

const NATURES = {
  /** Somebody began to pay, and the time they hold runs out soon. Only where the business wishes it. */
  hold_expiring: customer(),
  confirmation: customer("REQUEST"),
  request_received: customer(),
  request_approved: customer("REQUEST"),
  request_declined: customer(),
  /** Nobody decided in time. */
  request_expired: customer(),
  receipt: customer(),
  refund: customer(),
  rescheduled: customer("REQUEST"),
  /** Another member takes it over. */
  reassigned: customer("REQUEST"),
  cancelled: customer("CANCEL"),
  reminder: { ...customer(), about: "reminder" },
  /** After the appointment: thanks, with links to book again and to say how it was. */
  follow_up: { ...customer(), about: "other" },
  waitlist_offer: { ...customer(), about: "other" },
  member_booking: member("REQUEST"),
  member_request: member(),
  member_rescheduled: member("REQUEST"),
  member_cancelled: member("CANCEL"),
  /** A booking went from the reader to another member. */
  member_reassigned: member("CANCEL"),
  payout_trouble: member(),
  calendar_trouble: member(),
  /** What the day holds, in the morning. Only where the member wishes it. */
  agenda: { ...member(), about: "other" },
} as const satisfies Record<string, Nature>;

export type Kind = keyof typeof NATURES;

export const KINDS = Object.keys(NATURES) as Kind[];

export function natureOf(kind: Kind): Nature {
  return NATURES[kind];
}

/** What can also be a text message: short, and worth its price. */
export const SMS_KINDS = ["confirmation", "reminder", "rescheduled", "cancelled"] as const;

export type SmsKind = (typeof SMS_KINDS)[number];

export function isSmsKind(kind: Kind): kind is SmsKind {
  return (SMS_KINDS as readonly Kind[]).includes(kind);
}
