import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Facts } from "../../../core/messages/facts.ts";
import { type Kind, KINDS } from "../../../core/messages/kinds.ts";
import { sampleFacts } from "../../../core/messages/sample.ts";
import { wordsOf } from "../../../core/messages/words.ts";
import { zoneRules } from "../../../core/time/zones.ts";
import type { Look } from "./look";
import { renderMail } from "./render";
import { LOOK, wordsWith } from "./words.testing";

const HOSTILE = [
  "<img src=x onerror=alert(1)>",
  '</td></tr></table><a href="https://evil.example">Pay here</a>',
  '"><script>alert(1)</script>',
  "--><![endif]--><style>*{display:none}</style>",
  "</title></head><body>",
  "evil.example https://evil.example/?a=1&b=2 call +1 555 0100",
  "&lt;b&gt; &amp; &#60;",
  "javascript:alert(1)",
  "\u202Egnp.exe \u05E9\u05DC\u05D5\u05DD",
  "\u0000\u0007\uD83D broken \uDE00",
];

/** The elements of a mail in their order, and where its links lead: nothing but them is more than text. */
function skeletonOf(html: string): { tags: string[]; links: string[] } {
  return {
    tags: Array.from(html.matchAll(/<[a-z!/][a-z0-9]*/gi), ([tag]) => tag),
    links: Array.from(html.matchAll(/ href="([^"]*)"/g), ([, url]) => url ?? ""),
  };
}

const named = (name: string): Look => ({ ...LOOK, business: { ...LOOK.business, name } });

/** A message of this kind in which everybody has typed the same. */
function factsWith(kind: Kind, typed: string): Facts {
  const facts = sampleFacts({
    ...{ kind, locale: LOOK.locale, own: null, currency: "eur", now: 0 },
    business: { name: typed, email: LOOK.business.email, phone: typed },
    rules: zoneRules("Europe/Berlin", 0, 366 * 86_400_000),
    page: "https://bookable.example/b/1",
  });
  const names = { service: typed, member: typed, customer: typed };
  return {
    ...facts,
    ...{ reader: typed, reason: typed },
    agenda: facts.agenda.map((appointment) => ({ ...appointment, ...names })),
    booking: facts.booking && { ...facts.booking, ...names, phone: typed, message: typed },
  };
}

describe("what people typed", () => {
  it.each(HOSTILE)("is text in a mail: %j", async (typed) => {
    const plain = await renderMail(wordsWith("somebody"), named("somebody"));
    const { html } = await renderMail(wordsWith(typed), named(typed));
    expect(skeletonOf(html)).toEqual(skeletonOf(plain.html));
  });

  it("is text in a mail, whatever it is", async () => {
    const plain = skeletonOf((await renderMail(wordsWith("somebody"), named("somebody"))).html);
    const pieces = fc.constantFrom(...HOSTILE, ...Array.from("<>\"'&;/\\ ab=`{}[]!-"));
    const typed = fc.array(fc.oneof(pieces, fc.string({ unit: "binary" })), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(typed, async (parts) => {
        // A line break is the one thing that becomes an element.
        const text = parts.join("").replaceAll(/[\r\n\u0085\u2028\u2029]/g, "");
        expect(skeletonOf((await renderMail(wordsWith(text), named(text))).html)).toEqual(plain);
      }),
      { numRuns: 60 },
    );
  });

  it.each(KINDS)("is text in a mail of the kind %s", async (kind) => {
    const plain = await renderMail(wordsOf(factsWith(kind, "somebody")), named("somebody"));
    for (const typed of HOSTILE) {
      const { html } = await renderMail(wordsOf(factsWith(kind, typed)), named(typed));
      expect(skeletonOf(html), typed).toEqual(skeletonOf(plain.html));
    }
  });

  it("keeps its lines and its characters", async () => {
    const { html, text } = await renderMail(wordsWith("One & two\r\n<b>😀</b>"), LOOK);
    expect(html).toContain("One &amp; two<br/>&lt;b&gt;😀&lt;/b&gt;");
    expect(text).toContain("Your message: One & two\n    <b>😀</b>");
  });

  it("leaves neither control characters nor halves of characters behind", async () => {
    const { html, text } = await renderMail(wordsWith("a\u0000b\u001B\uD83Dc"), LOOK);
    for (const part of [html, text]) {
      expect(part).toContain("ab\uFFFDc");
      expect(part).not.toMatch(/[^\P{Cc}\n]|\p{Cs}/u);
    }
  });
});

describe("a mail", () => {
  it("says its language and that it has a dark scheme", async () => {
    const { html } = await renderMail(wordsWith("Ann"), { ...LOOK, locale: "fr-CA" });
    expect(html).toContain('<html dir="ltr" lang="fr-CA">');
    expect(html).toContain('<meta name="color-scheme" content="light dark"/>');
    expect(html).toContain("@media (prefers-color-scheme: dark)");
    expect(html).toContain("[data-ogsc] .ink { color: #f1f0ea !important; }");
  });

  it("is small enough that no program cuts it", async () => {
    const { html } = await renderMail(wordsWith("x".repeat(500)), LOOK);
    expect(new TextEncoder().encode(html).length).toBeLessThan(60_000);
  });

  it("leads to the web only", async () => {
    const words = wordsWith("Ann");
    const actions = ["javascript:alert(1)", "data:text/html,x", "//evil.example", "https://a b"];
    const { html, text } = await renderMail(
      { ...words, actions: actions.map((url) => ({ label: "Join", url })) },
      LOOK,
    );
    expect(skeletonOf(html).links).toEqual([
      "https://calendar.google.com/calendar/render?text=a&amp;b=c",
      "mailto:hello%40studio.example",
      "https://bookable.example/u/1",
    ]);
    expect(text).not.toContain("Join");
  });

  it("shows a logo from a secure address, else the business's name", async () => {
    const withLogo = (logoUrl: string) =>
      renderMail(wordsWith("Ann"), { ...LOOK, business: { ...LOOK.business, logoUrl } });
    expect((await withLogo("https://a.example/l.png")).html).toContain(
      'src="https://a.example/l.png"',
    );
    expect((await withLogo("http://a.example/l.png")).html).not.toContain("<img");
    expect((await withLogo("/logo.svg")).html).not.toContain("<img");
  });

  it("takes no more from a brand than its colour", async () => {
    const color = "red;} </style><script>";
    const { html } = await renderMail(wordsWith("Ann"), {
      ...LOOK,
      business: { ...LOOK.business, color },
    });
    expect(html).not.toContain("<script>");
    expect(html).toContain("#0f6a5b");
  });
});
