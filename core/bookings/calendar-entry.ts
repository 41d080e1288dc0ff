/** A booking as calendars take it: a file to open, and the addresses at which three of them take a new event. */

export type CalendarEntry = CalendarEvent & {
  /** The same for the whole life of a booking, so that a calendar knows it again. */
  uid: string;
  /** Rises with every change; a calendar keeps the highest. */
  revision: number;
  /** When this was written. */
  now: number;
};

/** What a calendar that is asked by an address takes. */
export type CalendarEvent = {
  /** Epoch milliseconds. */
  start: number;
  end: number;
  title: string;
  text: string;
  /** Where it takes place, such as the address of a meeting; "" where nothing is known. */
  place: string;
};

/** RFC 5545, 3.1: a line has at most 75 octets; what follows begins with a space, which counts. */
const LINE_OCTETS = 75;

/** The one event as an iCalendar file (RFC 5545), in UTC. */
export function calendarFile(entry: CalendarEntry): string {
  const { uid, revision, start, end, now, title, text, place } = entry;
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Bookable//EN",
    "BEGIN:VEVENT",
    `UID:${escapeText(uid)}`,
    `SEQUENCE:${revision}`,
    `DTSTAMP:${basicUtc(now)}`,
    `DTSTART:${basicUtc(start)}`,
    `DTEND:${basicUtc(end)}`,
    `SUMMARY:${escapeText(title)}`,
    ...(text === "" ? [] : [`DESCRIPTION:${escapeText(text)}`]),
    ...(place === "" ? [] : [`LOCATION:${escapeText(place)}`]),
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

/** The address at which Google Calendar asks whether to add the event. */
export function googleCalendarUrl({ start, end, title, text, place }: CalendarEvent): string {
  const dates = `${basicUtc(start)}/${basicUtc(end)}`;
  return withQuery("https://calendar.google.com/calendar/render", {
    ...{ action: "TEMPLATE", text: title, dates, details: text, location: place },
  });
}

/** The address at which Outlook's calendar asks whether to add the event. */
export function outlookCalendarUrl({ start, end, title, text, place }: CalendarEvent): string {
  return withQuery("https://outlook.live.com/calendar/0/deeplink/compose", {
    ...{ path: "/calendar/action/compose", rru: "addevent", subject: title },
    ...{ startdt: new Date(start).toISOString(), enddt: new Date(end).toISOString() },
    ...{ body: text, location: place },
  });
}

/** The address at which Yahoo's calendar asks whether to add the event. */
export function yahooCalendarUrl({ start, end, title, text, place }: CalendarEvent): string {
  return withQuery("https://calendar.yahoo.com/", {
    ...{ v: "60", title, st: basicUtc(start), et: basicUtc(end), desc: text, in_loc: place },
  });
}

function withQuery(address: string, fields: Record<string, string>): string {
  const said = Object.entries(fields).filter(([, value]) => value !== "");
  return `${address}?${said.map(([key, value]) => `${key}=${encodeURIComponent(wellFormed(value))}`).join("&")}`;
}

/** Half of a pair of code units is no character and cannot be encoded: it becomes the sign for what cannot be read. */
function wellFormed(text: string): string {
  return text.replaceAll(/\p{Surrogate}/gu, "\uFFFD");
}

/** 20261120T140000Z */
function basicUtc(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+/, "").replaceAll(/[-:]/g, "");
}

function escapeText(text: string): string {
  return wellFormed(text)
    .replaceAll(/[\\;,]/g, (sign) => `\\${sign}`)
    .replaceAll(/\r\n|\r|\n/g, "\\n");
}

/** Broken before a line grows too long, never inside a character. */
function folded(line: string): string {
  let octets = 0;
  let text = "";
  for (const character of line) {
    const size = octetsOf(character);
    if (octets + size > LINE_OCTETS) {
      text += "\r\n ";
      octets = 1;
    }
    text += character;
    octets += size;
  }
  return text;
}

/** How many octets a character has in UTF-8. */
function octetsOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}
