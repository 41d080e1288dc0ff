import {
  type Row,
  BAD_ARGUMENTS,
  hosts,
  admins,
  parties,
  holders,
  everyone,
  PAGE,
  CONTACT,
  ofMember,
  withToken,
} from "./matrixRows.testing";

/* Who may do what with the money of bookings. */

/** A hold is its holder's by the token alone: it becomes the signed-in customer's when it is confirmed. */
const partiesOfHold = { ...parties(), own: { ...parties().own, customer: "NOT_FOUND" } };

export const OF_MONEY: Record<string, Row> = {
  "bookings:startPayment": {
    args: ({ unpaid }, tokens) => ({ ...withToken(unpaid, tokens.unpaid), customer: CONTACT }),
    ...holders,
  },
  "payments:isReady": { args: ofMember, ...everyone("null") },
  "payments:checkout": {
    args: ({ unpaid }, tokens) => withToken(unpaid, tokens.unpaid),
    ...partiesOfHold,
  },
  "payments:check": {
    args: ({ unpaid }, tokens) => withToken(unpaid, tokens.unpaid),
    ...partiesOfHold,
  },
  "payments:openRest": { args: ({ paid }, tokens) => withToken(paid, tokens.paid), ...parties() },
  "payments:receipt": { args: ({ paid }, tokens) => withToken(paid, tokens.paid), ...parties() },
  "payments:returnable": {
    args: ({ paid }, tokens) => withToken(paid, tokens.paid),
    ...parties(),
  },
  "payments:list": { args: ({ paid: { bookingId } }) => ({ bookingId }), ...hosts() },
  "payments:notePaid": { args: ({ paid: { bookingId } }) => ({ bookingId }), ...hosts() },
  "payments:refund": {
    args: ({ paid: { bookingId } }) => ({ bookingId, amount: 100, refunded: 0 }),
    ...hosts(),
  },
  "payments:listRecent": { args: ({ tenantSlug }) => ({ tenantSlug, ...PAGE }), ...admins() },
  "payments:settings": { args: ({ tenantSlug }) => ({ tenantSlug }), ...admins() },
  "payments:saveSettings": {
    args: ({ tenantSlug }) => ({
      tenantSlug,
      settings: { mode: "own", feeBasisPoints: 500, feeFixed: 0 },
    }),
    ...admins(),
  },
  "payments/accounts:get": { args: ofMember, ...hosts() },
  "payments/accounts:connect": { args: ofMember, ...hosts() },
  "payments/accounts:getTenants": {
    args: ({ tenantSlug }) => ({ tenantSlug }),
    ...admins("null"),
  },
  "payments/accounts:connectTenants": { args: ({ tenantSlug }) => ({ tenantSlug }), ...admins() },
  "payments/mismatches:list": { args: ({ tenantSlug }) => ({ tenantSlug, ...PAGE }), ...admins() },
  "payments/mismatches:repair": {
    args: ({ mismatchId }) => ({ mismatchId }),
    ...admins(),
    malformed: BAD_ARGUMENTS,
  },
};
