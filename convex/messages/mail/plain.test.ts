import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainText } from "./plain";
import { wordsWith } from "./words.testing";

describe("the plain part of a mail", () => {
  it("says all that the mail says, with every address in full", () => {
    expect(plainText(wordsWith("Ann"))).toBe(`You are booked, Ann

We look forward to seeing you, Ann.

Ann

When: Thursday, 26 November 2026, 14:00–14:30
Your message: Ann

Change or cancel:
https://bookable.example/b/1?t=a.b&c=1

Meet Ann:
https://meet.example/room

Add to calendar
Google: https://calendar.google.com/calendar/render?text=a&b=c

--
Sent by Ann
Questions? hello@studio.example

Unsubscribe:
https://bookable.example/u/1
`);
  });

  it("breaks long lines at blanks, and only there", () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,100}$/), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(words, (typed) => {
        const sentence = typed.join(" ");
        const text = plainText({ ...wordsWith("Ann"), paragraphs: [sentence] });
        const paragraph = text.split("\n\n")[1] ?? "";
        expect(paragraph.replaceAll("\n", " ")).toBe(sentence);
        for (const line of paragraph.split("\n").filter((part) => part.includes(" "))) {
          expect(line.length).toBeLessThanOrEqual(72);
        }
      }),
    );
  });

  it("sets in further lines of a fact, so that none passes for another fact", () => {
    const text = plainText(wordsWith("Hello\nWhen: never\r\n--\u2028Total: 0"));
    expect(text).toContain("Your message: Hello\n    When: never\n    --\n    Total: 0\n");
  });
});
