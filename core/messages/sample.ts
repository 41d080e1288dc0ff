import { dayBounds, localDay, type ZoneRules } from "../time/rules.ts";
import type { Facts } from "./facts.ts";
import type { Kind, Locale } from "./kinds.ts";

const HOUR_MS = 3_600_000;

/** A message with an invented booking in it, to look at before real ones leave: three days after `now`, at ten in the morning. */
export function sampleFacts({
  page,
  currency,
  now,
  ...known
}: {
  kind: Kind;
  locale: Locale;
  business: Facts["business"];
  rules: ZoneRules;
  own: Facts["own"];
  /** Where its links lead. */
  page: string;
  currency: string;
  now: number;
}): Facts {
  const day = dayBounds(known.rules, localDay(known.rules, now) + 3)?.start ?? now;
  const start = day + 10 * HOUR_MS;
  const end = start + HOUR_MS;
  const service = "Portfolio review";
  return {
    ...known,
    clock: "auto",
    reader: known.kind.startsWith("member_") ? "Maya Chen" : "Carl Novak",
    booking: {
      ...{ code: "K7M2Q9XA", service, member: "Maya Chen", customer: "Carl Novak", start, end },
      formerStart: known.kind.endsWith("rescheduled") ? start - 24 * HOUR_MS : null,
      formerMember: known.kind === "reassigned" ? "Jonas Weber" : null,
      ...{ locationKind: "online", meetingUrl: "https://meet.example.com/maya", phone: null },
      ...{ message: "", price: 6_000, paid: 6_000, owed: 0, refunded: 0, currency },
    },
    money: { amount: 6_000, currency },
    by: "member",
    reason: "",
    expiresAt: start - 48 * HOUR_MS,
    agenda: [{ start, end, service, customer: "Carl Novak" }],
    links: {
      ...{ manage: page, rebook: page, rate: page, unsubscribe: page },
      ...{ google: page, outlook: page, yahoo: page, file: page },
    },
  };
}
