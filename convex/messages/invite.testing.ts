import fc from "fast-check";
import type { Invite } from "./invite";

/** Texts as people, and people with a plan, might type them. */
const PIECES = [
  ...[
    "commas, and; semicolons",
    "\\n \\, \\; \\\\",
    "a\nb",
    "a\r\nb",
    "\r",
    "\t",
    ":",
    '"',
    "^n",
    "'",
  ],
  ...["😀👩‍👩‍👧‍👦🇩🇪", "שלום", "مرحبا بالعالم", "日本語のテキスト", "Ünïcödé", "e\u0301", " ", "  "],
  ...["\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:evil", "\nATTENDEE:mailto:evil@example.com"],
  ...["\u0000", "\u0007", "\u2028", "\uD83D", "\uDE00", "x".repeat(300), "ö".repeat(300)],
];

export const typed = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: "binary", maxLength: 20 })), {
    maxLength: 6,
  })
  .map((parts) => parts.join(""));

const person = fc.record({
  name: typed,
  email: fc.constantFrom("ann@example.com", "ann+talks@example.com", "jörg@bücher.example"),
});

/** Within what calendars write: seconds of years with four digits. */
const instant = fc.integer({ min: 0, max: 4_102_444_800 }).map((seconds) => seconds * 1000);

export const invite: fc.Arbitrary<Invite> = fc
  .record({
    uid: fc.stringMatching(/^[a-z0-9]{8,40}@[a-z-]{2,60}$/),
    revision: fc.nat(1000),
    method: fc.constantFrom("REQUEST", "CANCEL", "PUBLISH"),
    start: instant,
    minutes: fc.integer({ min: 1, max: 1440 }),
    stamp: instant,
    title: typed,
    text: typed,
    place: typed,
    url: fc.option(fc.webUrl({ withQueryParameters: true, withFragments: true })),
    organizer: fc.option(person),
    attendees: fc.array(person, { minLength: 1, maxLength: 2 }),
    status: fc.constantFrom("CONFIRMED", "TENTATIVE", "CANCELLED"),
  })
  .map(({ minutes, ...fields }) => ({ ...fields, end: fields.start + minutes * 60_000 }));
