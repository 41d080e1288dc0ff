import { DEFAULTS } from "../core/messages/defaults.ts";
import {
  type Row,
  all,
  admins,
  BAD_ARGUMENTS,
  hosts,
  ofMember,
  parties,
  STRANGERS,
  withToken,
} from "./matrixRows.testing";

/* Who may do what with messages. */

const PLACE = { kind: "confirmation", channel: "email", locale: "en-US" } as const;
const OWN = { subject: "See you soon", body: "Dear {{customer}}" };
const INBOX = { email: "new@example.com", locale: "de", clock: "24h", wantsAgenda: true } as const;
const WISHES = { email: false, sms: false, followUps: false, phone: null };

/** For whoever knows the link, signed in or not: it names no account. */
const byLink = (granted: string, strangers = STRANGERS) => ({
  own: { ...strangers, tokenCustomer: granted },
  ...{ foreign: strangers, absent: strangers, malformed: strangers },
});

const ofTenant = { args: ({ tenantSlug }: { tenantSlug: string }) => ({ tenantSlug }) };

export const OF_MESSAGES: Record<string, Row> = {
  "messages:settings": { ...ofTenant, ...admins() },
  "messages:saveSettings": {
    args: ({ tenantSlug }) => ({ tenantSlug, settings: { ...DEFAULTS, ratingUrl: null } }),
    ...admins(),
  },
  "messages:smsUsage": {
    args: ({ tenantSlug }) => ({ tenantSlug, month: "2027-03" }),
    ...admins(),
  },
  "messages:listTexts": { ...ofTenant, ...admins("empty") },
  "messages:saveText": {
    args: ({ tenantSlug }) => ({ tenantSlug, text: { ...PLACE, ...OWN } }),
    ...admins(),
  },
  "messages:resetText": {
    args: ({ tenantSlug }) => ({ tenantSlug, text: PLACE }),
    ...admins(),
  },
  "messages:preview": {
    args: ({ tenantSlug }) => ({ wanted: { tenantSlug, ...PLACE, own: OWN } }),
    ...admins(),
  },
  // Nothing that sends is set up in this world, and whoever may ask is told so.
  "messages:sendTest": {
    args: ({ tenantSlug }) => ({ wanted: { tenantSlug, ...PLACE, own: null } }),
    ...admins("NOT_SENT"),
  },
  "messages:listTroubles": { ...ofTenant, ...admins() },
  "messages:listForBooking": {
    args: ({ booking: { bookingId } }) => ({ bookingId }),
    ...hosts(),
  },
  "messages:sendAgain": { args: ({ messageId }) => ({ messageId }), ...hosts() },
  "messages:inbox": { args: ofMember, ...hosts() },
  "messages:saveInbox": { args: ({ memberId }) => ({ memberId, inbox: INBOX }), ...hosts() },
  "messages:renewFeed": { args: ofMember, ...hosts() },
  "messages:preferences": {
    args: ({ booking }, tokens) => withToken(booking, tokens.booking),
    own: { ...all("null"), tokenCustomer: "accepted", customer: "accepted" },
    foreign: all("null"),
    absent: all("null"),
    malformed: all("null"),
  },
  // What somebody wants to hear is theirs alone to say.
  "messages:savePreferences": {
    args: ({ booking }, tokens) => ({
      ...withToken(booking, tokens.booking),
      preferences: WISHES,
    }),
    own: { ...STRANGERS, tokenCustomer: "accepted", customer: "accepted" },
    foreign: STRANGERS,
    absent: STRANGERS,
    malformed: BAD_ARGUMENTS,
  },
  "messages:subscription": {
    args: ({ leaving: { subject } }, { leaving: key }) => ({ subject, key }),
    ...byLink("accepted", all("null")),
  },
  "messages:subscribe": {
    args: ({ leaving: { subject } }, { leaving: key }) => ({ subject, key, wants: false }),
    ...byLink("accepted"),
  },
  "messages:calendarFile": {
    args: ({ booking }, tokens) => withToken(booking, tokens.booking),
    ...parties("accepted", all("null")),
    malformed: all("null"),
  },
};
