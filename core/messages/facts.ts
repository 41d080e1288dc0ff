import type { ClockStyle } from "../time/format.ts";
import type { ZoneRules } from "../time/rules.ts";
import type { Kind, Locale } from "./kinds.ts";

/** All that a message is written from. Instants are epoch milliseconds, money is minor units; what people typed is as they typed it. */
export type Facts = {
  kind: Kind;
  locale: Locale;
  clock: ClockStyle;
  business: { name: string; email: string | null; phone: string | null };
  /** The name of whom it is for. */
  reader: string;
  /** The reader's zone: every time in the message is of it. */
  rules: ZoneRules;
  booking: BookingFacts | null;
  /** What was paid, given back, or went wrong. */
  money: { amount: number; currency: string } | null;
  /** Who did it, and why, in their own words; "" where they said nothing. */
  by: "customer" | "member" | "owner" | "system";
  reason: string;
  /** When it runs out: a hold, a request, an offer. */
  expiresAt: number | null;
  /** A day's bookings, ascending, for the agenda. */
  agenda: { start: number; end: number; service: string; customer: string }[];
  links: Links;
  /** The business's own words in place of ours, with `{{variables}}`. */
  own: { subject: string; body: string } | null;
};

export type BookingFacts = {
  code: string;
  service: string;
  member: string;
  customer: string;
  start: number;
  end: number;
  /** Where it began before it was moved. */
  formerStart: number | null;
  /** Who had it before it was reassigned. */
  formerMember: string | null;
  locationKind: "online" | "phone" | "in_person" | "to_be_agreed";
  /** Where to meet online. */
  meetingUrl: string | null;
  phone: string | null;
  /** What the customer wrote when booking. */
  message: string;
  price: number;
  paid: number;
  owed: number;
  refunded: number;
  currency: string;
};

/** Where the message leads; null where there is nothing. */
export type Links = {
  /** The reader's page of the booking. */
  manage: string | null;
  /** Book the same again; say how it was. */
  rebook: string | null;
  rate: string | null;
  /** Where a calendar takes the booking. */
  google: string | null;
  outlook: string | null;
  yahoo: string | null;
  file: string | null;
  unsubscribe: string | null;
};

/** A message in the reader's words, before it has a look. */
export type Words = {
  subject: string;
  /** What a mail program shows beside the subject. */
  preview: string;
  heading: string;
  /** Plain text each: whoever shows it escapes it. */
  paragraphs: string[];
  /** What one looks up: when, where, with whom, the code, the sums. */
  rows: { label: string; value: string }[];
  /** The first is the one to press. */
  actions: { label: string; url: string }[];
  calendars: { label: string; links: { label: string; url: string }[] } | null;
  /** Who sends it, and why the reader gets it. */
  footer: string[];
  unsubscribe: { label: string; url: string } | null;
};
