import { noFaults, type Faults } from "../faults.ts";

/** All that the stand-in holds: whole mails with what became of them, the answers it gave, and the faults that were ordered. */
export interface MailState {
  /** By id, oldest first. */
  mails: Map<string, Mail>;
  /** By idempotency key. */
  answers: Record<string, KeptAnswer>;
  faults: Faults<FaultName>;
}

export interface Mail {
  id: string;
  /** The header Message-ID. */
  messageId: string;
  created: number;
  from: string;
  to: string[];
  cc: string[];
  bcc: string[];
  replyTo: string[];
  subject: string;
  html: string | null;
  text: string | null;
  headers: Record<string, string>;
  tags: { name: string; value: string }[];
  attachments: Attachment[];
  idempotencyKey: string | null;
  /** The last thing that happened to it. */
  lastEvent: Happening;
  /** When it arrives, or does not; null once that is known. */
  arrivesAt: number | null;
  /** When somebody read it on the inbox page. */
  openedAt: number | null;
  events: MailEvent[];
}

export interface Attachment {
  filename: string;
  contentType: string;
  /** What the HTML calls it, where it is part of that. */
  contentId: string | null;
  /** In base64. */
  content: string;
}

export const HAPPENINGS = [
  ...(["sent", "delivered", "delivery_delayed", "bounced", "complained", "failed"] as const),
  ...(["suppressed", "opened", "clicked"] as const),
] as const;

/** What can become of a mail; an event's type is "email." and this. */
export type Happening = (typeof HAPPENINGS)[number];

/** Something that happened to a mail, and how its endpoint was told. */
export interface MailEvent {
  id: string;
  what: Happening;
  created: number;
  /** What the event says besides the mail, such as `bounce` or `click`. */
  more: Json;
  deliveries: Delivery[];
}

export interface Delivery {
  dueAt: number;
  attempts: number;
  status: "waiting" | "delivered" | "given_up";
  /** What the endpoint answered last; 0 when nothing did. */
  lastStatus: number | null;
}

export interface KeptAnswer {
  fingerprint: string;
  at: number;
  /** Until then the request counts as not answered yet. */
  runsUntil: number;
  body: string;
}

export type Json = Record<string, unknown>;

export const FAULTS = [
  ...(["down", "errorBefore", "errorAfter", "rateLimit", "lostReply", "slow"] as const),
  ...(["eventTwice", "eventLate", "eventNever", "eventReordered"] as const),
] as const;

export type FaultName = (typeof FAULTS)[number];

export function emptyState(): MailState {
  return { mails: new Map(), answers: {}, faults: noFaults(FAULTS) };
}

/** A delivery still to be made. */
export interface Waiting {
  mail: Mail;
  event: MailEvent;
  delivery: Delivery;
}

/** All that the rules of the stand-in work on. */
export interface World {
  state: MailState;
  now: () => number;
  /** A fresh id. */
  draw: () => string;
  /** From 0 to below 1. */
  random: () => number;
  /** Of the state: the deliveries still to be made, and the mails still on their way. */
  waiting: Set<Waiting>;
  travelling: Set<Mail>;
  /** The ids of mails that changed or went, and are to be written to the disk. */
  touched: Set<string>;
}
