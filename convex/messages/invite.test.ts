import fc from "fast-check";
import ICAL from "ical.js";
import { describe, expect, it, vi } from "vitest";
import { cleanLine, cleanText } from "../../core/messages/clean.ts";
import { feedFile, inviteFile, type Invite } from "./invite";
import { invite, typed } from "./invite.testing";

const INVITE: Invite = {
  uid: "k17abc@studio",
  revision: 2,
  method: "REQUEST",
  start: Date.UTC(2027, 2, 5, 14),
  end: Date.UTC(2027, 2, 5, 14, 30),
  stamp: Date.UTC(2027, 1, 1),
  title: "Career talk – Maya Chen",
  text: "ABCD1234",
  place: "https://meet.example.com/maya",
  url: "https://bookable.example/b/1?t=a,b;c",
  organizer: { name: "Studio Nord", email: "bookings@studio.example" },
  attendees: [{ name: "Carl Novak", email: "carl@example.com" }],
  status: "CONFIRMED",
};

type Parsed = { calendar: ICAL.Component; event: ICAL.Component };

function parsed(file: string): Parsed {
  const calendar = new ICAL.Component(ICAL.parse(file) as unknown[]);
  const [event, ...others] = calendar.getAllSubcomponents();
  if (event?.name !== "vevent" || others.length > 0) throw new Error("This is not one event.");
  return { calendar, event };
}

const textOf = (component: ICAL.Component, name: string): string | null =>
  component.getFirstPropertyValue(name) as string | null;

const instantOf = (component: ICAL.Component, name: string): number =>
  (component.getFirstPropertyValue(name) as ICAL.Time).toJSDate().getTime();

/** Calendars show a name; the three signs that none of them can read back come as ones that look like them. */
const shownName = (name: string): string =>
  cleanLine(name).replaceAll('"', "”").replaceAll("\\", "/").replaceAll("^", "ˆ");

describe("an invite", () => {
  it("holds one event in UTC, known again by its UID and its revision", () => {
    expect(inviteFile(INVITE).replaceAll("\r\n ", "").split("\r\n")).toEqual([
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "PRODID:-//Bookable//Bookings//EN",
      "METHOD:REQUEST",
      "BEGIN:VEVENT",
      "UID:k17abc@studio",
      "SEQUENCE:2",
      "DTSTAMP:20270201T000000Z",
      "DTSTART:20270305T140000Z",
      "DTEND:20270305T143000Z",
      "SUMMARY:Career talk – Maya Chen",
      "LOCATION:https://meet.example.com/maya",
      "DESCRIPTION:ABCD1234",
      'ORGANIZER;CN="Studio Nord":mailto:bookings@studio.example',
      'ATTENDEE;ROLE=REQ-PARTICIPANT;CUTYPE=INDIVIDUAL;PARTSTAT=ACCEPTED;RSVP=FALSE;CN="Carl Novak":MAILTO:carl@example.com',
      "URL;VALUE=URI:https://bookable.example/b/1?t=a%2Cb%3Bc",
      "STATUS:CONFIRMED",
      "END:VEVENT",
      "END:VCALENDAR",
      "",
    ]);
  });

  it("gives back the facts it was made of, whatever the texts", () => {
    fc.assert(
      fc.property(invite, (made) => {
        const { calendar, event } = parsed(inviteFile(made));
        expect(textOf(calendar, "method")).toBe(made.method);
        expect(textOf(event, "uid")).toBe(made.uid);
        expect(event.getFirstPropertyValue("sequence")).toBe(made.revision);
        expect(instantOf(event, "dtstart")).toBe(made.start);
        expect(instantOf(event, "dtend")).toBe(made.end);
        expect(instantOf(event, "dtstamp")).toBe(made.stamp);
        expect(textOf(event, "summary")).toBe(cleanLine(made.title));
        expect(textOf(event, "description") ?? "").toBe(cleanText(made.text));
        expect(textOf(event, "location") ?? "").toBe(cleanText(made.place));
        expect(textOf(event, "status")).toBe(made.status);
        expect(textOf(event, "url") === null).toBe(made.url === null);
      }),
      { numRuns: 500 },
    );
  });

  it("leads to the page it was given", () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true }), (url) => {
        const { event } = parsed(inviteFile({ ...INVITE, url }));
        const written = textOf(event, "url") ?? "";
        expect(written).not.toMatch(/[\s\\,;]/);
        expect(decodeURIComponent(new URL(written).href)).toBe(
          decodeURIComponent(new URL(url).href),
        );
      }),
    );
  });

  it("names who gives it and who takes it, and asks for no answer", () => {
    fc.assert(
      fc.property(invite, (made) => {
        const { event } = parsed(inviteFile(made));
        const people = made.method === "PUBLISH" ? [] : made.attendees;
        const read = event.getAllProperties("attendee").map((property) => ({
          name: property.getFirstParameter("cn"),
          email: String(property.getFirstValue()).replace(/^mailto:/i, ""),
        }));
        expect(read).toEqual(
          people.map(({ name, email }) => ({ name: shownName(name) || email, email })),
        );
        const organizer = event.getFirstProperty("organizer");
        const by = made.organizer && {
          name: shownName(made.organizer.name) || made.organizer.email,
          address: `mailto:${made.organizer.email}`,
        };
        expect(
          organizer && {
            name: organizer.getFirstParameter("cn"),
            address: organizer.getFirstValue(),
          },
        ).toEqual(by);
        for (const property of event.getAllProperties("attendee")) {
          expect(property.getFirstParameter("rsvp")).toBe("FALSE");
        }
      }),
    );
  });

  it("keeps lines within 75 octets, splits no character and begins no line with what was typed", () => {
    const harmless = lineNames(inviteFile({ ...INVITE, title: "x", text: "x", place: "x" }));
    fc.assert(
      fc.property(typed, typed, typed, (title, text, place) => {
        const file = inviteFile({ ...INVITE, title, text: `x${text}`, place: `x${place}` });
        expect(file.endsWith("END:VCALENDAR\r\n")).toBe(true);
        for (const line of file.split("\r\n")) {
          expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
          expect(line).not.toMatch(/[\p{Cc}\p{Cs}]/u);
        }
        expect(lineNames(file)).toEqual(harmless);
      }),
      { numRuns: 300 },
    );
  });

  it("is the same whenever it is written", () => {
    vi.useFakeTimers({ now: 0 });
    const first = inviteFile(INVITE);
    vi.setSystemTime(INVITE.start);
    expect(inviteFile(INVITE)).toBe(first);
    vi.useRealTimers();
  });
});

function lineNames(file: string): string[] {
  return file
    .replaceAll("\r\n ", "")
    .split("\r\n")
    .map((line) => line.split(/[:;]/)[0] ?? "");
}

describe("a feed", () => {
  it("publishes every event, says its name and how often to look", () => {
    const feed = { name: "Maya, Studio\r\nX-EVIL:1", events: [INVITE, INVITE], refreshMin: 15 };
    const file = feedFile(feed);
    const calendar = new ICAL.Component(ICAL.parse(file) as unknown[]);
    expect(textOf(calendar, "method")).toBe("PUBLISH");
    expect(file).toContain("\r\nX-WR-CALNAME:Maya\\, Studio X-EVIL:1\r\n");
    expect(file).toContain("\r\nREFRESH-INTERVAL;VALUE=DURATION:PT15M\r\n");
    expect(file).toContain("\r\nX-PUBLISHED-TTL:PT15M\r\n");
    expect(calendar.getAllSubcomponents("vevent")).toHaveLength(2);
    expect(file).not.toContain("ATTENDEE");
  });

  it("is a calendar also when nothing is booked", () => {
    const file = feedFile({ name: "Maya", events: [], refreshMin: 60 });
    expect(new ICAL.Component(ICAL.parse(file) as unknown[]).getAllSubcomponents()).toEqual([]);
  });
});
