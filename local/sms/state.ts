import { noFaults, type Faults } from "../faults.ts";

/** All that the stand-in holds. */
export interface SmsState {
  /** Oldest first. */
  texts: Text[];
  /** The numbers that answered STOP, to which nothing is sent any more. */
  stopped: string[];
  faults: Faults<SmsFault>;
}

/** A text message, to somebody's phone or from it. */
export interface Text {
  sid: string;
  direction: "outbound-api" | "inbound";
  from: string;
  to: string;
  body: string;
  created: number;
  status: TextStatus;
  /** Why it was not delivered, by Twilio's number for that. */
  errorCode: number | null;
  segments: number;
  /** What it cost, in millionths of a dollar; null until that is known. */
  costMicros: number | null;
  /** Where the sender wants to hear how it goes. */
  statusCallback: string | null;
  /** What will become of it, soonest first. */
  steps: Step[];
}

export interface Step {
  status: TextStatus;
  errorCode: number | null;
  dueAt: number;
}

export type TextStatus = "queued" | "sent" | "delivered" | "undelivered" | "failed" | "received";

export const SMS_FAULTS = ["down", "errorBefore", "rateLimit", "lostReply", "slow"] as const;

export type SmsFault = (typeof SMS_FAULTS)[number];

export function emptySmsState(): SmsState {
  return { texts: [], stopped: [], faults: noFaults(SMS_FAULTS) };
}
