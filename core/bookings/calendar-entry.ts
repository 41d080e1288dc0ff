/** A booking as three calendars take it: by an address at which each asks whether to add the event. */

export type CalendarEvent = {
  /** Epoch milliseconds. */
  start: number;
  end: number;
  title: string;
  text: string;
  /** Where it takes place, such as the address of a meeting; "" where nothing is known. */
  place: string;
};

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
