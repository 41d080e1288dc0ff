import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findCurrency } from "../money/currency.ts";
import { formatMoney } from "../money/format.ts";
import { timeFormat, type ClockStyle } from "../time/format.ts";
import { zoneRules } from "../time/zones.ts";
import { needsBooking } from "./decide.ts";
import type { Facts, Words } from "./facts.ts";
import { BOOKING, factsOf, START } from "./facts.testing.ts";
import { KINDS, LOCALES, natureOf, type Kind, type Locale } from "./kinds.ts";
import { wordsOf } from "./words.ts";

const CLOCKS: ClockStyle[] = ["12h", "24h", "auto"];
const HOUR = 3_600_000;
const DEEDS = ["customer", "member", "owner", "system"] as const;

/** Every kind in every language. */
const ALL = KINDS.flatMap((kind) => LOCALES.map((locale): [Kind, Locale] => [kind, locale]));

/** All that anybody reads of it. */
function textOf(words: Words): string {
  const { subject, preview, heading, paragraphs, rows, actions, calendars, footer } = words;
  const labels = [...actions, ...(calendars?.links ?? [])].map(({ label }) => label);
  const table = rows.flatMap(({ label, value }) => [label, value]);
  const rest = [calendars?.label ?? "", words.unsubscribe?.label ?? ""];
  return [subject, preview, heading, ...paragraphs, ...table, ...labels, ...footer, ...rest].join(
    "\n",
  );
}

const valuesIn = (words: Words): string[] => words.rows.map(({ value }) => value);
const UNFINISHED = /\{\{|\}\}|undefined|null|NaN|Invalid|\[object/;
const HOSTILE = [
  "Ann\nBcc: x@example.com",
  "Ann\r\nBcc: x@example.com\r\n\r\nHello",
  "{{code}} {{customer}}",
  "n".repeat(300),
  "👩‍👩‍👧‍👦".repeat(20),
  "\u202egnirts",
  "مريم الحسن",
  "<b>Ann</b> & Sons",
  "$& $1 $$",
  "\ud83d",
  "constructor",
];
const NASTY = [
  "a",
  " ",
  "\n",
  "\r",
  "\0",
  "\u0085",
  "\u2028",
  "\u2067",
  "\ud83d",
  "\udc4b",
  "é",
  "{",
  "}",
];

describe("a mail", () => {
  it.each(ALL)(
    "of the kind %s in %s is complete on every clock, whoever did it",
    (kind, locale) => {
      for (const clock of CLOCKS) {
        for (const by of DEEDS) {
          const words = wordsOf({ ...factsOf(kind, locale, clock), by });
          expect(textOf(words)).not.toMatch(UNFINISHED);
          expect(words.subject).not.toMatch(/[\n\r]/);
          expect([words.subject, words.preview, words.heading].every(Boolean)).toBe(true);
          expect(words.paragraphs.every(Boolean)).toBe(true);
        }
      }
    },
  );

  it.each(ALL)("of the kind %s in %s names the zone of its times", (kind, locale) => {
    const facts = factsOf(kind, locale);
    const isTimeless = kind === "payout_trouble" || kind === "calendar_trouble";
    expect(textOf(wordsOf(facts)).includes("Europe/Berlin (GMT+1)")).toBe(!isTimeless);
  });

  it("writes its times on the reader's clock", () => {
    for (const [kind, locale] of ALL) {
      for (const clock of CLOCKS) {
        const facts = factsOf(kind, locale, clock);
        const { time } = timeFormat({ rules: facts.rules, locale, clock });
        const text = textOf(wordsOf(facts));
        if (kind === "payout_trouble" || kind === "calendar_trouble") continue;
        expect(text).toContain(time(START));
        const [wrong] = CLOCKS.filter((other) => timeIn(facts, other) !== time(START));
        if (wrong) expect(text).not.toContain(timeIn(facts, wrong));
      }
    }
  });

  it("reads differently in each language", () => {
    for (const kind of KINDS) {
      const languages = ["en-US", "es-ES", "fr-FR", "de", "ko", "ja"] as const;
      const all = languages.map((locale) => wordsOf(factsOf(kind, locale)));
      expect(new Set(all.map(({ subject }) => subject)).size).toBe(languages.length);
      expect(new Set(all.map(({ heading }) => heading)).size).toBe(languages.length);
    }
  });

  it("tells whoever did it that they did it, and others who", () => {
    const kinds = ["rescheduled", "cancelled", "member_rescheduled", "member_cancelled"] as const;
    for (const locale of LOCALES) {
      for (const kind of kinds) {
        const said = DEEDS.map(
          (by) => wordsOf({ ...factsOf(kind, locale), by }).paragraphs[1] ?? "",
        );
        expect(new Set(said).size).toBe(DEEDS.length);
        const [reader, other] = natureOf(kind).to === "customer" ? [0, 1] : [1, 0];
        expect(said[other]).toContain(other === 1 ? BOOKING.member : BOOKING.customer);
        expect(said[reader]).not.toContain(reader === 1 ? BOOKING.member : BOOKING.customer);
        expect(said[2]).toContain("Harbor Mentors");
      }
    }
  });
});

function timeIn({ rules, locale }: Facts, clock: ClockStyle): string {
  return timeFormat({ rules, locale, clock }).time(START);
}

describe("what people typed", () => {
  it("never breaks a subject, a heading or a preview", () => {
    const anyText = fc.oneof(
      fc.constantFrom(...HOSTILE),
      fc.string({ unit: fc.constantFrom(...NASTY), maxLength: 40 }),
    );
    const anyCase = fc.constantFrom(...ALL);
    fc.assert(
      fc.property(anyCase, fc.array(anyText, { minLength: 6, maxLength: 6 }), (each, texts) => {
        const [member = "", customer = "", service = "", reason = "", reader = "", name = ""] =
          texts;
        const facts = factsOf(...each);
        const booking = { ...BOOKING, member, customer, service };
        const business = { ...facts.business, name };
        const words = wordsOf({ ...facts, booking, reason, reader, business });
        for (const line of [words.subject, words.heading, words.preview]) {
          expect(line).not.toMatch(/[\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u);
        }
      }),
      { numRuns: 400 },
    );
  });

  it("is not filled again", () => {
    for (const [kind, locale] of ALL) {
      const booking = { ...BOOKING, member: "{{code}}", customer: "{{code}}", service: "{{code}}" };
      const { subject, paragraphs } = wordsOf({ ...factsOf(kind, locale), booking });
      expect([subject, ...paragraphs].join("\n")).not.toContain(BOOKING.code);
    }
  });

  it("makes no paragraph and no row of its own", () => {
    for (const [kind, locale] of ALL) {
      const facts = factsOf(kind, locale);
      const plain = wordsOf(facts);
      const hostile = "A\n\n\nB\r\n\r\nC";
      const booking = { ...BOOKING, member: hostile, customer: hostile, service: hostile };
      const words = wordsOf({ ...facts, booking, reason: hostile });
      expect([words.paragraphs.length, words.rows.length]).toEqual([
        plain.paragraphs.length,
        plain.rows.length,
      ]);
    }
  });

  it("keeps its lines in the table", () => {
    const { rows } = wordsOf(factsOf("member_booking"));
    expect(rows).toContainEqual({ label: "Message", value: BOOKING.message });
  });
});

describe("the table of a mail", () => {
  it("has no row for what nobody filled in", () => {
    for (const [kind, locale] of ALL) {
      const bare = { formerStart: null, formerMember: null, meetingUrl: null, phone: null };
      const free = { price: 0, paid: 0, owed: 0, refunded: 0, message: "" };
      const empty = { reason: "", expiresAt: null, money: null };
      const facts = {
        ...factsOf(kind, locale),
        ...empty,
        booking: { ...BOOKING, ...bare, ...free },
      };
      const words = wordsOf(facts);
      expect(valuesIn(words).every((value) => value.trim() !== "")).toBe(true);
      expect(textOf(words)).not.toMatch(UNFINISHED);
      expect(valuesIn(words).join("\n")).not.toContain(money(0, locale));
    }
  });

  it("shows where a moved booking was before, with the other offset of its clock", () => {
    const beforeChange = Date.UTC(2027, 2, 26, 12);
    const facts = factsOf("rescheduled");
    const afterChange = { start: beforeChange + 72 * HOUR, end: beforeChange + 73 * HOUR };
    const booking = { ...BOOKING, ...afterChange, formerStart: beforeChange };
    const { date } = timeFormat(facts);
    expect(wordsOf({ ...facts, booking }).rows.slice(0, 2)).toEqual([
      { label: "When", value: `${date(booking.start)} · 14:00 – 15:00` },
      { label: "Before", value: `${date(beforeChange)} · 13:00 GMT+1` },
    ]);
    expect(valuesIn(wordsOf({ ...facts, booking }))).toContain("Europe/Berlin (GMT+2)");
  });

  it("writes sums as the reader does", () => {
    for (const locale of LOCALES) {
      const receipt = valuesIn(wordsOf(factsOf("receipt", locale)));
      expect(receipt).toEqual(expect.arrayContaining([money(2_000, locale), money(8_000, locale)]));
    }
  });

  it("gives members the number, and customers who are called on it", () => {
    const has = (kind: Kind, locationKind: "online" | "phone") =>
      valuesIn(wordsOf({ ...factsOf(kind), booking: { ...BOOKING, locationKind } })).includes(
        BOOKING.phone ?? "",
      );
    expect([has("member_booking", "online"), has("confirmation", "phone")]).toEqual([true, true]);
    expect(has("confirmation", "online")).toBe(false);
  });

  it("lists the day in the agenda, in order", () => {
    expect(wordsOf(factsOf("agenda")).rows).toEqual([
      { label: "20:00 – 20:30", value: "Career advice · Ann Lee" },
      { label: "21:00 – 22:00", value: "Mock interview · Bo Berg" },
      { label: "Time zone", value: "Europe/Berlin (GMT+1)" },
    ]);
  });

  it("tells a time of its reader's zone", () => {
    const facts = { ...factsOf("confirmation"), rules: zoneRules("Asia/Seoul", 0, START + HOUR) };
    const [when, zone] = valuesIn(wordsOf(facts));
    expect(when).toMatch(/^Saturday,? 13 March 2027 · 04:00 – 04:30$/);
    expect(zone).toBe("Asia/Seoul (GMT+9)");
  });
});

function money(amount: number, locale: Locale): string {
  const euro = findCurrency("eur");
  return euro ? formatMoney(amount, euro, locale) : "";
}

describe("what can be done from a mail", () => {
  const labelsOf = (facts: Facts) => wordsOf(facts).actions.map(({ label }) => label);

  it("begins with what one is most likely to want", () => {
    const first = (kind: Kind) => labelsOf(factsOf(kind))[0];
    expect(first("confirmation")).toBe("Manage booking");
    expect(first("reminder")).toBe("Join the meeting");
    expect(first("member_request")).toBe("Accept or decline");
    expect(first("cancelled")).toBe("Book again");
    expect(labelsOf(factsOf("follow_up"))).toEqual(["Tell us how it was", "Book again"]);
  });

  it("leads nowhere without an address", () => {
    const nowhere = {
      ...{ manage: null, rebook: null, rate: null, unsubscribe: null },
      ...{ google: null, outlook: null, yahoo: null, file: null },
    };
    for (const kind of KINDS) {
      const booking = { ...BOOKING, meetingUrl: null };
      const words = wordsOf({ ...factsOf(kind), booking, links: nowhere });
      expect([words.actions, words.calendars, words.unsubscribe]).toEqual([[], null, null]);
    }
  });

  it("is to pay only while something is owed", () => {
    const paid = { ...factsOf("confirmation"), booking: { ...BOOKING, owed: 0 } };
    expect(labelsOf(factsOf("confirmation"))).toContain("Pay now");
    expect(labelsOf(paid)).not.toContain("Pay now");
  });

  it("is to take it into a calendar when it brings an invite", () => {
    for (const kind of KINDS) {
      const { calendars } = wordsOf(factsOf(kind));
      const labels = calendars?.links.map(({ label }) => label);
      const expected = ["Google", "Outlook", "Yahoo", "File (.ics)"];
      expect(labels).toEqual(natureOf(kind).invite === "REQUEST" ? expected : undefined);
    }
  });

  it("is to unsubscribe from what is not about a booking, and from nothing else", () => {
    for (const kind of KINDS) {
      const { unsubscribe } = wordsOf(factsOf(kind));
      expect(unsubscribe !== null).toBe(natureOf(kind).about === "other");
    }
  });
});

describe("a business's own words", () => {
  const own = {
    subject: "See you,\n{{customer}}: {{date}}",
    body: "Dear {{reader}},\nwelcome.\n\n{{reason}}\n\n{{nothing}}\n\nYours, {{business}}, {{code}}",
  };

  it("replace subject and paragraphs, and nothing else", () => {
    for (const [kind, locale] of ALL) {
      const facts = factsOf(kind, locale);
      const [ours, theirs] = [wordsOf(facts), wordsOf({ ...facts, own })];
      const { subject, preview, paragraphs } = theirs;
      expect(theirs).toEqual({ ...ours, subject, preview, paragraphs });
      expect(subject).toMatch(/^See you, Ann Lee: .*\d/);
      expect(preview).toBe("Dear Robin Reed, welcome.");
      expect(paragraphs).toEqual([
        "Dear Robin Reed,\nwelcome.",
        "A cold.\nSorry.",
        `Yours, Harbor Mentors, ${BOOKING.code}`,
      ]);
    }
  });
});

describe("a message about nothing", () => {
  it("is refused when its kind needs a booking, and written when it does not", () => {
    for (const [kind, locale] of ALL) {
      const facts = { ...factsOf(kind, locale), booking: null };
      if (needsBooking(kind)) expect(() => wordsOf(facts)).toThrow(/nothing to tell/);
      else expect(textOf(wordsOf(facts))).not.toMatch(UNFINISHED);
    }
  });

  it("is refused when it is the agenda of a free day", () => {
    expect(() => wordsOf({ ...factsOf("agenda"), agenda: [] })).toThrow(/nothing to tell/);
  });
});
