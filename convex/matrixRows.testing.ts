import type { Value } from "convex/values";
import type { Estate, Link } from "./world.testing";

/* What the rows of the access matrix are made of. */

/**
 * Who calls. `tokenCustomer` is not signed in and knows the tokens of ann's bookings; `foreignCustomer` and `foreignMember` are
 * people of the same marketplace with bookings and a page of their own.
 */
export const CALLERS = {
  visitor: null,
  tokenCustomer: null,
  foreignCustomer: "dora",
  customer: "carl",
  foreignMember: "bob",
  member: "ann",
  owner: "home-owner",
  otherOwner: "away-owner",
} as const;

export type Caller = keyof typeof CALLERS;

/** An outcome is "accepted", "null" or "empty" for an answer that says nothing, "arguments", or the code of a refusal. */
export type Expected = Record<Caller, string>;

/** Ann's rows, those of a member of the other marketplace, rows that are gone, and nonsense. */
export type Row = {
  args: (target: Estate, tokens: Tokens) => Record<string, Value | undefined>;
  own: Expected;
  foreign: Expected;
  absent: Expected;
  malformed: Expected;
};

/** What the caller presents as proof: ann's tokens, whatever the target is, or a guess. */
export type Tokens = Record<"booking" | "request" | "hold" | "unpaid" | "paid" | "leaving", string>;

export const all = (outcome: string): Expected => ({
  visitor: outcome,
  tokenCustomer: outcome,
  foreignCustomer: outcome,
  customer: outcome,
  foreignMember: outcome,
  member: outcome,
  owner: outcome,
  otherOwner: outcome,
});

export const STRANGERS = all("NOT_FOUND");
export const GUESTS_SIGN_IN = {
  ...STRANGERS,
  visitor: "SIGN_IN_REQUIRED",
  tokenCustomer: "SIGN_IN_REQUIRED",
};
export const BAD_ARGUMENTS = all("arguments");

/** For the member and the marketplace's owner; guests are asked to sign in, whether the row exists or not. */
export const hosts = (granted = "accepted") => ({
  own: { ...GUESTS_SIGN_IN, member: granted, owner: granted },
  foreign: { ...GUESTS_SIGN_IN, otherOwner: granted },
  absent: GUESTS_SIGN_IN,
  malformed: BAD_ARGUMENTS,
});

/** For whoever runs the marketplace at an address. */
export const admins = (granted = "accepted") => ({
  own: { ...GUESTS_SIGN_IN, owner: granted },
  foreign: { ...GUESTS_SIGN_IN, otherOwner: granted },
  absent: GUESTS_SIGN_IN,
  malformed: GUESTS_SIGN_IN,
});

/** For customer, member and owner of a booking. */
export const parties = (granted = "accepted", strangers = STRANGERS) => ({
  own: {
    ...strangers,
    ...{ tokenCustomer: granted, customer: granted, member: granted, owner: granted },
  },
  foreign: { ...strangers, otherOwner: granted },
  absent: strangers,
  malformed: BAD_ARGUMENTS,
});

/** For whoever knows the token, signed in or not. */
export const holders = {
  own: { ...STRANGERS, tokenCustomer: "accepted" },
  foreign: STRANGERS,
  absent: STRANGERS,
  malformed: BAD_ARGUMENTS,
};

/** For everyone; what is absent gives `absent`, and what is no id or address gives `malformed`. */
export const everyone = (absent: string, malformed = "arguments") => ({
  own: all("accepted"),
  foreign: all("accepted"),
  absent: all(absent),
  malformed: all(malformed),
});

export const PAGE = { paginationOpts: { numItems: 10, cursor: null } };
export const CONTACT = { name: "New Person", email: "new@example.com" };
export const ofMember = ({ memberId }: Estate) => ({ memberId });
export const withToken = ({ bookingId }: Link, token: string) => ({ bookingId, token });
