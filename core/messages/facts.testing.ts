import type { BookingFacts, Facts } from "./facts.ts";
import type { ClockStyle } from "../time/format.ts";
import { zoneRules } from "../time/zones.ts";
import type { Kind, Locale } from "./kinds.ts";

const HOUR = 3_600_000;
/** 20:00 in Berlin, so that twelve and twenty-four hours differ. */
export const START = Date.UTC(2027, 2, 12, 19);

export const BOOKING: BookingFacts = {
  ...{ code: "K7Q2M9XA", service: "Career advice", member: "Mara Lindt", customer: "Ann Lee" },
  ...{
    start: START,
    end: START + HOUR / 2,
    formerStart: START - 24 * HOUR,
    formerMember: "Joe Doe",
  },
  ...{ locationKind: "phone", meetingUrl: "https://meet.example/x", phone: "+49 30 901820" },
  ...{ message: "Two things:\nmy CV, and the talk.", currency: "eur" },
  ...{ price: 8_000, paid: 2_000, owed: 6_000, refunded: 500 },
};

const BERLIN = zoneRules("Europe/Berlin", START - 400 * 24 * HOUR, START + 400 * 24 * HOUR);

/** Facts of a message with everything filled in. */
export function factsOf(kind: Kind, locale: Locale = "en-GB", clock: ClockStyle = "24h"): Facts {
  return {
    ...{ kind, locale, clock, reader: "Robin Reed", booking: BOOKING, own: null },
    business: { name: "Harbor Mentors", email: "hello@harbor.example", phone: "+49 30 115" },
    rules: BERLIN,
    money: { amount: 2_000, currency: "eur" },
    ...{ by: "member", reason: "A cold.\nSorry.", expiresAt: START - 2 * HOUR },
    agenda: [
      { start: START, end: START + HOUR / 2, service: "Career advice", customer: "Ann Lee" },
      {
        start: START + HOUR,
        end: START + 2 * HOUR,
        service: "Mock interview",
        customer: "Bo Berg",
      },
    ],
    links: {
      ...{ manage: "https://book.example/m/k9aB3dE", rebook: "https://book.example/h/mara" },
      ...{ rate: "https://rate.example/h", unsubscribe: "https://book.example/u/k9aB3dE" },
      ...{ google: "https://google.example/e", outlook: "https://outlook.example/e" },
      ...{ yahoo: "https://yahoo.example/e", file: "https://book.example/e.ics" },
    },
  };
}
