/** What the reader of a mail can do from it. */
import type { Facts, Links, Words } from "./facts.ts";
import { natureOf, type Kind } from "./kinds.ts";
import type { ActionName } from "./texts/catalogue.ts";
import type { Writer } from "./values.ts";

const ACTIONS: Readonly<Record<Kind, readonly ActionName[]>> = {
  hold_expiring: ["finish"],
  confirmation: ["manage", "join", "pay"],
  request_received: ["manage"],
  request_approved: ["manage", "join", "pay"],
  request_declined: ["rebook"],
  request_expired: ["rebook"],
  receipt: ["manage"],
  refund: ["manage"],
  rescheduled: ["manage", "join"],
  reassigned: ["manage", "join"],
  cancelled: ["rebook", "manage"],
  reminder: ["join", "manage", "pay"],
  follow_up: ["rate", "rebook"],
  waitlist_offer: ["claim"],
  member_booking: ["open", "join"],
  member_request: ["decide"],
  member_rescheduled: ["open", "join"],
  member_cancelled: ["open"],
  member_reassigned: [],
  payout_trouble: ["payouts"],
  calendar_trouble: ["reconnect"],
  agenda: ["day"],
};

type Lead = (facts: Facts) => string | null;

const toManage: Lead = ({ links }) => links.manage;

/** Where each leads; null where it leads nowhere now. */
const LEADS: Readonly<Record<ActionName, Lead>> = {
  manage: toManage,
  open: toManage,
  finish: toManage,
  join: ({ booking }) => booking?.meetingUrl ?? null,
  rebook: ({ links }) => links.rebook,
  rate: ({ links }) => links.rate,
  decide: toManage,
  pay: ({ booking, links }) => (booking !== null && booking.owed > 0 ? links.manage : null),
  claim: ({ links }) => links.rebook,
  payouts: toManage,
  reconnect: toManage,
  day: toManage,
};

export function actionsOf({ facts, texts }: Writer): Words["actions"] {
  return ACTIONS[facts.kind].flatMap((name) => {
    const url = LEADS[name](facts);
    return url === null ? [] : [{ label: texts.actions[name], url }];
  });
}

/** Names of calendars are the same in every language. */
const CALENDARS = { google: "Google", outlook: "Outlook", yahoo: "Yahoo" } as const;

/** Where a calendar takes the booking; null for a message that brings nothing for one. */
export function calendarsOf({ facts: { kind, links }, texts }: Writer): Words["calendars"] {
  if (natureOf(kind).invite !== "REQUEST") return null;
  const labels: Partial<Record<keyof Links, string>> = { ...CALENDARS, file: texts.calendar.file };
  const places = (Object.keys(labels) as (keyof Links)[]).flatMap((name) => {
    const [label, url] = [labels[name] ?? name, links[name]];
    return url === null ? [] : [{ label, url }];
  });
  return places.length > 0 ? { label: texts.calendar.add, links: places } : null;
}
