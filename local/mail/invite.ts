import ICAL from "ical.js";
import type { Attachment, Mail } from "./state.ts";

/** An event of an .ics file, as a calendar reads it. */
export interface Invite {
  filename: string;
  method: string | null;
  status: string | null;
  title: string;
  description: string;
  place: string;
  /** Epoch milliseconds. */
  start: number;
  end: number;
  isAllDay: boolean;
  organizer: Guest | null;
  attendees: Guest[];
  sequence: number;
  uid: string;
}

export interface Guest {
  name: string;
  address: string;
  /** Whether they come, as the file says; null where it does not. */
  answer: string | null;
}

/** A calendar file that came with a mail, with what it holds, or why it cannot be read. */
export interface CalendarFile {
  filename: string;
  raw: string;
  invites: Invite[];
  trouble: string | null;
}

export function isCalendar({ filename, contentType }: Attachment): boolean {
  return /^text\/calendar\b/i.test(contentType) || /\.ics$/i.test(filename);
}

/** Reads the calendar files of a mail. */
export function readCalendars({ attachments }: Mail): CalendarFile[] {
  return attachments.filter(isCalendar).map(({ filename, content }) => {
    const raw = Buffer.from(content, "base64").toString("utf8");
    try {
      return { filename, raw, invites: readInvites(raw, filename), trouble: null };
    } catch (error) {
      const trouble = error instanceof Error ? error.message : String(error);
      return { filename, raw, invites: [], trouble };
    }
  });
}

function readInvites(raw: string, filename: string): Invite[] {
  const calendar = new ICAL.Component(ICAL.parse(raw) as unknown[]);
  const method = textOf(calendar, "method");
  return calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    return {
      ...{ filename, method, status: textOf(component, "status") },
      ...{ title: textOf(component, "summary") ?? "", place: textOf(component, "location") ?? "" },
      description: textOf(component, "description") ?? "",
      start: event.startDate.toJSDate().getTime(),
      end: event.endDate.toJSDate().getTime(),
      isAllDay: event.startDate.isDate,
      organizer: component.getAllProperties("organizer").map(guestOf)[0] ?? null,
      attendees: component.getAllProperties("attendee").map(guestOf),
      ...{
        sequence: Number(textOf(component, "sequence") ?? 0),
        uid: textOf(component, "uid") ?? "",
      },
    };
  });
}

function textOf(component: ICAL.Component, name: string): string | null {
  const value: unknown = component.getFirstPropertyValue(name);
  return typeof value === "string" || typeof value === "number" ? String(value) : null;
}

function guestOf(property: ICAL.Property): Guest {
  const parameter = (name: string) => {
    const value: unknown = property.getParameter(name);
    return typeof value === "string" ? value : null;
  };
  const value: unknown = property.getFirstValue();
  const address = typeof value === "string" ? value.replace(/^mailto:/i, "") : "";
  return { name: parameter("cn") ?? address, address, answer: parameter("partstat") };
}
