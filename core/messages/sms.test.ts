import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { timeFormat, type ClockStyle } from "../time/format.ts";
import type { Facts } from "./facts.ts";
import { BOOKING, factsOf, START } from "./facts.testing.ts";
import { isSmsKind, KINDS, LOCALES, SMS_KINDS, type Locale, type SmsKind } from "./kinds.ts";
import { partsOf } from "./sms-parts.ts";
import { smsOf } from "./sms.ts";

const CLOCKS: ClockStyle[] = ["12h", "24h", "auto"];
const ALL = SMS_KINDS.flatMap((kind) => LOCALES.map((locale): [SmsKind, Locale] => [kind, locale]));
const UNFINISHED = /\{\{|\}\}|undefined|null|NaN|Invalid|\[object/;
const LINK = "https://book.example/m/k9aB3dE";

function named(names: Partial<typeof BOOKING>, facts: Facts): Facts {
  return { ...facts, booking: { ...BOOKING, ...names } };
}

function linked(manage: string | null, facts: Facts): Facts {
  return { ...facts, links: { ...facts.links, manage } };
}

/** Spaces of typography are plain in a text message. */
const plain = (text: string): string => text.replaceAll(/[\s\u00A0\u202F]/g, " ");

describe("a text message", () => {
  it.each(ALL)(
    "of the kind %s in %s is complete, in its reader's clock and zone",
    (kind, locale) => {
      for (const clock of CLOCKS) {
        const facts = factsOf(kind, locale, clock);
        const { time, shortDate } = timeFormat(facts);
        const text = smsOf(facts);
        expect(text).not.toMatch(UNFINISHED);
        expect(text).toContain("GMT+1");
        expect(text).toContain(plain(time(START)));
        expect(text).toContain(plain(shortDate(START)));
        expect(text.endsWith(` ${LINK}`)).toBe(true);
      }
    },
  );

  it("fits one part in languages whose letters are in the small alphabet", () => {
    for (const [kind, locale] of ALL) {
      const isLatin = locale !== "ko" && locale !== "ja";
      if (isLatin) expect(partsOf(smsOf(factsOf(kind, locale))).parts).toBe(1);
    }
  });

  it("fits one part of the large alphabet too when names and link are short", () => {
    for (const [kind, locale] of ALL.filter(([, each]) => each === "ko" || each === "ja")) {
      const names = { member: "김민지", service: "상담" };
      const facts = named(names, linked("https://b.example/k9aB3dE", factsOf(kind, locale)));
      const text = smsOf({ ...facts, business: { ...facts.business, name: "하버" } });
      expect(`${text} ${partsOf(text).parts}`).toBe(`${text} 1`);
    }
  });

  it("gives up the city of the zone first, then accents, then the end of names", () => {
    const member = "Maximiliane von Hohenberg-Lindenthal";
    const facts = (names: Partial<typeof BOOKING>) => named(names, factsOf("confirmation"));
    const service = "Career advice for people who come back to work";
    const texts = [
      smsOf(facts({})),
      smsOf(facts({ service })),
      smsOf(facts({ service, member: "Mará Lindt" })),
      smsOf(facts({ service, member })),
    ];
    expect(texts.map((text) => text.includes("Europe/Berlin"))).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(texts[2]).toContain("Mara Lindt");
    expect(texts[3]).toMatch(/with Maxi[a-z ]*\.\.\. is confirmed/);
    expect(texts.map((text) => partsOf(text).parts)).toEqual([1, 1, 1, 1]);
  });

  it("writes the signs of typography plainly, which would halve its room", () => {
    const member = "D’Arcy “Bo” Smith–Jones…";
    const text = smsOf(named({ member }, factsOf("confirmation")));
    expect(text).toContain(`D'Arcy "Bo" Smith-Jones...`);
    expect(partsOf(text)).toEqual({ encoding: "gsm7", parts: 1 });
  });

  it("never cuts its link, whatever people are called and however long it is", () => {
    const anyLink = fc
      .integer({ min: 1, max: 400 })
      .map((size) => `https://b.example/${"k".repeat(size)}`);
    const anyText = fc.string({
      unit: fc.constantFrom("a", "é", "á", "日", "😀", "\n", "{{code}}", " "),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...ALL),
        fc.tuple(anyLink, anyText, anyText),
        (each, [link, member, service]) => {
          const text = smsOf(named({ member, service }, linked(link, factsOf(...each))));
          expect(text.endsWith(` ${link}`)).toBe(true);
          expect(text).not.toMatch(/[\p{Cc}\p{Cs}\u202A-\u202E]/u);
          expect(text).not.toContain(BOOKING.code);
        },
      ),
    );
  });

  it("takes no more parts than the link, the time and the shortest names need", () => {
    const anyName = fc.string({
      unit: fc.constantFrom("a", "B", " ", "é"),
      minLength: 2,
      maxLength: 100,
    });
    const short = { member: "a", service: "a" };
    fc.assert(
      fc.property(
        fc.constantFrom(...ALL),
        fc.tuple(anyName, anyName),
        (each, [member, service]) => {
          const facts = factsOf(...each);
          const least = partsOf(smsOf(named(short, facts))).parts;
          expect(partsOf(smsOf(named({ member, service }, facts))).parts).toBeLessThanOrEqual(
            least + 1,
          );
        },
      ),
    );
  });

  it("is as full as its number of parts allows", () => {
    const facts = linked(`https://b.example/${"k".repeat(150)}`, factsOf("confirmation"));
    expect(partsOf(smsOf(facts)).parts).toBe(2);
    expect(smsOf(facts)).toContain("Europe/Berlin");
  });

  it("does without a link where there is none", () => {
    for (const [kind, locale] of ALL) {
      expect(smsOf(linked(null, factsOf(kind, locale)))).not.toMatch(/https?:|\s$/);
    }
  });

  it("does not grow with the reason that somebody gives", () => {
    const own = { subject: "", body: "{{service}} is off: {{reason}}" };
    const text = smsOf({ ...factsOf("cancelled"), own, reason: "Ж".repeat(500) });
    expect(partsOf(text).parts).toBeLessThanOrEqual(3);
    expect(text.endsWith(` ${LINK}`)).toBe(true);
  });

  it("says a business's own words, and keeps the link", () => {
    const own = { subject: "", body: "Hi {{customer}}!\nSee you {{time}}, {{unknown}}{{member}}." };
    for (const [kind, locale] of ALL) {
      const facts = factsOf(kind, locale);
      const time = plain(timeFormat(facts).time(START));
      expect(smsOf({ ...facts, own })).toBe(`Hi Ann Lee! See you ${time}, Mara Lindt. ${LINK}`);
    }
  });

  it("is refused for kinds that are none, and for no booking", () => {
    for (const kind of KINDS.filter((each) => !isSmsKind(each))) {
      expect(() => smsOf(factsOf(kind))).toThrow(/no text message/);
    }
    expect(() => smsOf({ ...factsOf("reminder"), booking: null })).toThrow(/no text message/);
  });
});
