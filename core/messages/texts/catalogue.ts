/** What has to be said in each language. Texts hold `{{variables}}` (core/messages/fill.ts); a blank line begins a new paragraph. */
import type { Facts } from "../facts.ts";
import type { Audience, Kind, SmsKind } from "../kinds.ts";

export type KindText = { subject: string; heading: string; body: string };

/** What somebody did: the first sentence says who. */
export type DeedText = KindText & { who: Readonly<Record<Facts["by"], string>> };

/** Kinds that tell of something that the customer, the member, the business or we ourselves can have done. */
export type DeedKind = "rescheduled" | "cancelled" | "member_rescheduled" | "member_cancelled";

type KindTexts = {
  readonly [K in Kind]: (K extends DeedKind ? DeedText : KindText) &
    (K extends SmsKind ? { sms: string } : unknown);
};

/** What stands before a fact in the table of a mail. */
export type RowName =
  | ("when" | "before" | "zone" | "service" | "member" | "customer" | "formerMember")
  | ("where" | "phone" | "code" | "note" | "reason" | "until")
  | ("price" | "paid" | "owed" | "refunded" | "received" | "givenBack");

/** What stands on a button. */
export type ActionName =
  | ("manage" | "open" | "finish" | "join" | "rebook" | "rate" | "decide" | "pay")
  | ("claim" | "payouts" | "reconnect" | "day");

export type Catalogue = {
  kinds: KindTexts;
  rows: Readonly<Record<RowName, string>>;
  places: Readonly<Record<"online" | "phone" | "in_person" | "to_be_agreed", string>>;
  actions: Readonly<Record<ActionName, string>>;
  calendar: { add: string; file: string };
  greeting: string;
  footer: {
    sentBy: string;
    /** Why the reader gets it. */
    why: Readonly<Record<Audience, string>>;
    /** How to reach the business: `{{contact}}`. */
    contact: string;
  };
  unsubscribe: string;
};

/** The same shape, with any part of it left out: what a region says differently. */
export type Differences<T = Catalogue> = T extends string
  ? string
  : { readonly [K in keyof T]?: Differences<T[K]> };
