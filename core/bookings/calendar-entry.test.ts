import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  googleCalendarUrl,
  outlookCalendarUrl,
  yahooCalendarUrl,
  type CalendarEvent,
} from "./calendar-entry.ts";

const ENTRY: CalendarEvent = {
  start: Date.UTC(2027, 2, 5, 14),
  end: Date.UTC(2027, 2, 5, 14, 30),
  title: "Career talk with Maya Chen",
  text: "Code: ABCD1234",
  place: "https://meet.example.com/maya",
};

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
