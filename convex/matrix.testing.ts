import { OF_MESSAGES } from "./matrixMessages.testing";
import { OF_MONEY } from "./matrixMoney.testing";
import {
  type Row,
  all,
  GUESTS_SIGN_IN,
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
import { holdOf } from "./test.setup";
import { GENEROUS, NOW, settingsOf } from "./world.testing";

/* Who may do what: a row for every public function of the backend, read by matrix.test.ts. */

const RANGE = { from: NOW, to: NOW + 30 * 24 * 60 * 60 * 1000 };
const WEEKEND = { firstDate: "2027-04-03", lastDate: "2027-04-04", reason: "" };
const RULE = {
  ...{ name: "Evenings", kind: "open", pattern: "weekly", days: ["monday"], priority: 0 },
  windows: [{ start: "18:00", end: "20:00" }],
};
const DRAFT = {
  ...{ name: "A new service", description: "", durationMin: 30, price: 0, currency: "usd" },
  ...{ bufferBeforeMin: null, bufferAfterMin: null, noticeMin: null, intervalMin: null },
  ...{ approval: false, locationKind: "online", active: true },
};
const CHANGE = { kind: "schedule", weeklySchedule: settingsOf("anyone").weeklySchedule };

const PUBLIC: Record<string, Row> = {
  "tenants:get": { args: ({ tenantSlug: slug }) => ({ slug }), ...everyone("null", "null") },
  "members:list": {
    args: ({ tenantSlug }) => ({ tenantSlug, ...PAGE }),
    ...everyone("NOT_FOUND", "NOT_FOUND"),
  },
  "members:get": {
    args: ({ tenantSlug, slug }) => ({ tenantSlug, slug }),
    ...everyone("null", "null"),
  },
  "eventTypes:list": { args: ofMember, ...everyone("empty") },
  "eventTypes:get": {
    args: (target) => ({
      ...{ tenantSlug: target.tenantSlug, memberSlug: target.slug, slug: target.serviceSlug },
    }),
    ...everyone("null", "null"),
  },
  "directory:listFree": {
    args: ({ tenantSlug }) => ({ tenantSlug, day: "2027-03-05", ...PAGE }),
    ...everyone("NOT_FOUND", "NOT_FOUND"),
  },
  "availability:month": {
    args: ({ eventTypeId }) => ({ eventTypeId, month: "2027-03" }),
    ...everyone("null"),
  },
  "availability:explain": {
    args: ({ eventTypeId, freeStart: start }) => ({ eventTypeId, start, now: NOW }),
    ...everyone("NOT_FOUND"),
  },
  "bookings:hold": {
    args: ({ eventTypeId, freeStart }) => holdOf(eventTypeId, freeStart),
    ...everyone("NOT_FOUND"),
  },
  "zones:list": { args: () => ({}), ...everyone("accepted", "accepted") },
  "zones:rules": {
    args: () => ({ zone: "Europe/Paris", year: 2027 }),
    ...everyone("accepted", "accepted"),
  },
};

/** What depends on who is signed in, not on whose row is named. */
const OF_THE_CALLER: Record<string, Row> = {
  "tenants:viewer": {
    args: ({ tenantSlug: slug }) => ({ slug }),
    ...everyone("null", "null"),
    own: { ...all("accepted"), visitor: "null", tokenCustomer: "null" },
    foreign: { ...all("accepted"), visitor: "null", tokenCustomer: "null" },
  },
  "members:settings": {
    args: ({ tenantSlug }) => ({ tenantSlug }),
    own: { ...all("null"), member: "accepted", foreignMember: "accepted" },
    foreign: all("null"),
    absent: all("null"),
    malformed: all("null"),
  },
  "members:save": {
    args: ({ tenantSlug }) => ({ tenantSlug, settings: settingsOf("newcomer"), revision: 1 }),
    own: { ...all("accepted"), visitor: "SIGN_IN_REQUIRED", tokenCustomer: "SIGN_IN_REQUIRED" },
    foreign: { ...all("accepted"), visitor: "SIGN_IN_REQUIRED", tokenCustomer: "SIGN_IN_REQUIRED" },
    absent: GUESTS_SIGN_IN,
    malformed: GUESTS_SIGN_IN,
  },
  "bookings:listMine": {
    args: () => PAGE,
    ...everyone("accepted"),
    ...Object.fromEntries(
      ["own", "foreign", "absent", "malformed"].map((target) => [
        target,
        { ...all("accepted"), visitor: "SIGN_IN_REQUIRED", tokenCustomer: "SIGN_IN_REQUIRED" },
      ]),
    ),
  },
};

const OF_BOOKINGS: Record<string, Row> = {
  "bookings:get": {
    args: ({ booking }, tokens) => withToken(booking, tokens.booking),
    ...parties("accepted", all("null")),
    malformed: all("null"),
  },
  "bookings:release": {
    args: ({ hold }, tokens) => withToken(hold, tokens.hold),
    ...holders,
  },
  "bookings:confirm": {
    args: ({ hold }, tokens) => ({ ...withToken(hold, tokens.hold), customer: CONTACT }),
    ...holders,
  },
  "bookings:cancel": {
    args: ({ booking }, tokens) => withToken(booking, tokens.booking),
    ...parties(),
  },
  "bookings:reschedule": {
    args: ({ booking, freeStart: start }, tokens) => ({
      ...withToken(booking, tokens.booking),
      ...{ start, revision: 1 },
    }),
    ...parties(),
  },
  // To the member who has it: for whoever may, that is done already.
  "bookings:reassign": {
    args: ({ booking: { bookingId }, memberId, eventTypeId }) => ({
      ...{ bookingId, memberId, eventTypeId, revision: 1 },
    }),
    ...admins(),
    malformed: BAD_ARGUMENTS,
  },
  "bookings:listHosts": {
    args: ({ booking: { bookingId } }) => ({ bookingId }),
    ...admins(),
    malformed: BAD_ARGUMENTS,
    // Zoe is alone.
    foreign: { ...GUESTS_SIGN_IN, otherOwner: "empty" },
  },
  "bookings:setNotes": {
    args: ({ booking: { bookingId } }) => ({ bookingId, notes: "Brings a friend." }),
    ...hosts(),
  },
  "bookings:setMeetingUrl": {
    args: ({ booking: { bookingId } }) => ({ bookingId, meetingUrl: "https://meet.example/x" }),
    ...hosts(),
  },
  "bookings:approve": { args: ({ request: { bookingId } }) => ({ bookingId }), ...hosts() },
  "bookings:decline": { args: ({ request: { bookingId } }) => ({ bookingId }), ...hosts() },
  "bookings:markNoShow": {
    args: ({ booking: { bookingId } }) => ({ bookingId }),
    ...hosts("TOO_EARLY"),
  },
  "bookings:history": { args: ({ booking: { bookingId } }) => ({ bookingId }), ...hosts() },
  "bookings:create": {
    args: ({ eventTypeId, freeStart }) => {
      const { visitorId: _, ...request } = holdOf(eventTypeId, freeStart);
      return { ...request, customer: CONTACT };
    },
    ...hosts(),
  },
  "bookings:listForMember": { args: ({ memberId }) => ({ memberId, ...RANGE }), ...hosts() },
  "bookings:listUpcoming": {
    args: ({ memberId }) => ({ memberId, from: NOW, ...PAGE }),
    ...hosts(),
  },
  "bookings:listRecent": { args: ofMember, ...hosts() },
};

const OF_SERVICES: Record<string, Row> = {
  "eventTypes:listMine": { args: ofMember, ...hosts() },
  "eventTypes:create": {
    args: ({ memberId }) => ({ memberId, eventType: DRAFT }),
    ...hosts(),
  },
  "eventTypes:update": {
    args: ({ eventTypeId }) => ({ eventTypeId, eventType: DRAFT }),
    ...hosts(),
  },
  "eventTypes:remove": { args: ({ eventTypeId }) => ({ eventTypeId }), ...hosts() },
  "eventTypes:reorder": {
    args: ({ memberId, eventTypeId }) => ({ memberId, ids: [eventTypeId] }),
    ...hosts(),
  },
};

const OF_AVAILABILITY: Record<string, Row> = {
  "availability:listBusyTime": { args: ({ memberId }) => ({ memberId, ...RANGE }), ...hosts() },
  "availability:listOverrides": {
    args: ({ memberId }) => ({ memberId, from: "2027-01-01", to: "2027-12-31" }),
    ...hosts(),
  },
  "availability:setOverride": {
    args: ({ memberId }) => ({ memberId, date: "2027-03-19", windows: [], reason: "" }),
    ...hosts(),
  },
  "availability:removeOverride": {
    args: ({ memberId }) => ({ memberId, date: "2027-03-18" }),
    ...hosts(),
  },
  "availability:listTimeOff": { args: ofMember, ...hosts() },
  "availability:addTimeOff": { args: ({ memberId }) => ({ memberId, ...WEEKEND }), ...hosts() },
  "availability:removeTimeOff": { args: ({ timeOffId }) => ({ timeOffId }), ...hosts() },
  "availability:listRules": { args: ofMember, ...hosts() },
  "availability:addRule": { args: ({ memberId }) => ({ memberId, rule: RULE }), ...hosts() },
  "availability:updateRule": { args: ({ ruleId }) => ({ ruleId, rule: RULE }), ...hosts() },
  "availability:removeRule": { args: ({ ruleId }) => ({ ruleId }), ...hosts() },
  "members:find": {
    args: ({ tenantSlug, slug }) => ({ tenantSlug, slug }),
    ...admins(),
  },
  "members:listAll": { args: ({ tenantSlug }) => ({ tenantSlug, ...PAGE }), ...admins() },
  "availability:listWallTimeChanges": {
    args: ({ tenantSlug }) => ({ tenantSlug, from: NOW }),
    ...admins("empty"),
  },
  "availability/bulk:preview": {
    args: ({ tenantSlug, memberId }) => ({
      tenantSlug,
      memberIds: [memberId],
      change: CHANGE,
      now: NOW,
    }),
    ...admins(),
    malformed: BAD_ARGUMENTS,
  },
  "availability/bulk:apply": {
    args: ({ tenantSlug, memberId }) => ({ tenantSlug, memberIds: [memberId], change: CHANGE }),
    ...admins(),
    malformed: BAD_ARGUMENTS,
  },
  "availability/bulk:listRecent": {
    args: ({ tenantSlug }) => ({ tenantSlug }),
    ...admins("empty"),
  },
};

const OF_LIMITS: Record<string, Row> = {
  "limits:settings": { args: ({ tenantSlug }) => ({ tenantSlug }), ...admins() },
  "limits:save": {
    args: ({ tenantSlug }) => ({ tenantSlug, limits: GENEROUS }),
    ...admins(),
  },
  "limits:listBlocks": { args: ({ tenantSlug }) => ({ tenantSlug, ...PAGE }), ...admins() },
  "limits:addBlock": {
    args: ({ tenantSlug }) => ({ tenantSlug, kind: "domain", value: "spam.example", reason: "" }),
    ...admins(),
  },
  "limits:removeBlock": {
    args: ({ blockId }) => ({ blockId }),
    ...admins(),
    malformed: BAD_ARGUMENTS,
  },
  "limits:challenge": {
    args: ({ tenantSlug }) => ({ tenantSlug, visitorId: "visitor-1" }),
    ...everyone("NOT_FOUND", "NOT_FOUND"),
  },
  "limits:submitChallenge": {
    args: ({ tenantSlug }) => ({ tenantSlug, visitorId: "visitor-1", token: "token" }),
    ...everyone("NOT_FOUND", "NOT_FOUND"),
  },
};

export const MATRIX: Record<string, Row> = {
  ...PUBLIC,
  ...OF_THE_CALLER,
  ...OF_BOOKINGS,
  ...OF_MONEY,
  ...OF_MESSAGES,
  ...OF_SERVICES,
  ...OF_AVAILABILITY,
  ...OF_LIMITS,
};
