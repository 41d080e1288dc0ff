import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  calendarFile,
  googleCalendarUrl,
  outlookCalendarUrl,
  yahooCalendarUrl,
  type CalendarEntry,
} from "./calendar-entry.ts";

const ENTRY: CalendarEntry = {
  uid: "booking-1@demo",
  revision: 2,
  start: Date.UTC(2027, 2, 5, 14),
  end: Date.UTC(2027, 2, 5, 14, 30),
  now: Date.UTC(2027, 1, 1),
  title: "Career talk with Maya Chen",
  text: "Code: ABCD1234",
  place: "https://meet.example.com/maya",
};

const unfolded = (file: string): string[] => file.replaceAll("\r\n ", "").split("\r\n");

describe("a calendar file", () => {
  it("holds one event in UTC, known again by its UID and its revision", () => {
    expect(unfolded(calendarFile(ENTRY))).toEqual([
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "PRODID:-//Bookable//EN",
      "BEGIN:VEVENT",
      "UID:booking-1@demo",
      "SEQUENCE:2",
      "DTSTAMP:20270201T000000Z",
      "DTSTART:20270305T140000Z",
      "DTEND:20270305T143000Z",
      "SUMMARY:Career talk with Maya Chen",
      "DESCRIPTION:Code: ABCD1234",
      "LOCATION:https://meet.example.com/maya",
      "END:VEVENT",
      "END:VCALENDAR",
      "",
    ]);
  });

  it("leaves out what there is nothing to say about", () => {
    const file = calendarFile({ ...ENTRY, text: "", place: "" });
    expect(file).not.toContain("DESCRIPTION");
    expect(file).not.toContain("LOCATION");
  });

  it("keeps lines within 75 octets, splits no character, and can be read back whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (title) => {
        const file = calendarFile({ ...ENTRY, title });
        for (const line of file.split("\r\n")) {
          expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
          expect(line).not.toMatch(/\p{Surrogate}/u);
        }
        const summary = unfolded(file).find((line) => line.startsWith("SUMMARY:"));
        const read = summary
          ?.slice("SUMMARY:".length)
          .replaceAll(/\\([\\;,n])/g, (_, sign: string) => (sign === "n" ? "\n" : sign));
        expect(read).toBe(title.replaceAll(/\r\n|\r/g, "\n"));
      }),
    );
  });

  it("lets no text begin a line of its own", () => {
    const file = calendarFile({ ...ENTRY, title: "Talk\r\nATTENDEE:mailto:x@example.com" });
    expect(unfolded(file)).not.toContain("ATTENDEE:mailto:x@example.com");
    expect(unfolded(file)).toHaveLength(unfolded(calendarFile(ENTRY)).length);
  });
});

describe("the address that adds an event", () => {
  it("says title, time and place to Google Calendar", () => {
    const url = new URL(googleCalendarUrl(ENTRY));
    expect(url.host).toBe("calendar.google.com");
    expect(Object.fromEntries(url.searchParams)).toEqual({
      action: "TEMPLATE",
      text: ENTRY.title,
      dates: "20270305T140000Z/20270305T143000Z",
      details: ENTRY.text,
      location: ENTRY.place,
    });
  });

  it("says title, time and place to Outlook", () => {
    const url = new URL(outlookCalendarUrl({ ...ENTRY, place: "" }));
    expect(url.host).toBe("outlook.live.com");
    expect(Object.fromEntries(url.searchParams)).toEqual({
      path: "/calendar/action/compose",
      rru: "addevent",
      subject: ENTRY.title,
      startdt: "2027-03-05T14:00:00.000Z",
      enddt: "2027-03-05T14:30:00.000Z",
      body: ENTRY.text,
    });
  });

  it("says title, time and place to Yahoo's calendar", () => {
    const url = new URL(yahooCalendarUrl(ENTRY));
    expect(url.host).toBe("calendar.yahoo.com");
    expect(Object.fromEntries(url.searchParams)).toEqual({
      v: "60",
      title: ENTRY.title,
      st: "20270305T140000Z",
      et: "20270305T143000Z",
      desc: ENTRY.text,
      in_loc: ENTRY.place,
    });
  });

  it("stays one address whatever the text", () => {
    const addresses = [
      { of: googleCalendarUrl, field: "text" },
      { of: outlookCalendarUrl, field: "subject" },
      { of: yahooCalendarUrl, field: "title" },
    ];
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        fc.constantFrom(...addresses),
        (title, { of, field }) => {
          const written = new URL(of({ ...ENTRY, title })).searchParams.get(field);
          expect(written ?? "").toBe(title);
        },
      ),
    );
    expect(googleCalendarUrl({ ...ENTRY, title: "a\uD800b" })).toContain("text=a%EF%BF%BDb&");
  });
});
