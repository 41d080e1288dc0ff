import ical, {
  escape,
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalAttendeeType,
  type ICalCalendar,
  ICalCalendarMethod,
  ICalEventStatus,
} from "ical-generator";
import { cleanLine, cleanText } from "../../core/messages/clean.ts";

/** A booking as calendars know it (RFC 5545, and RFC 5546 for what is asked of them). Instants are epoch milliseconds. */
export type Invite = {
  /** The same for the whole life of a booking, so that a calendar knows it again. */
  uid: string;
  /** Rises with every change; a calendar keeps the highest. */
  revision: number;
  method: "REQUEST" | "CANCEL" | "PUBLISH";
  start: number;
  end: number;
  /** When this was written: given, so that one booking always makes one file. */
  stamp: number;
  title: string;
  text: string;
  /** Where it takes place; "" where nothing is known. */
  place: string;
  /** The reader's page of the booking. */
  url: string | null;
  /** Null where the business has no address at all. */
  organizer: Person | null;
  attendees: Person[];
  status: "CONFIRMED" | "TENTATIVE" | "CANCELLED";
};

type Person = { name: string; email: string };

const PRODUCT = { company: "Bookable", product: "Bookings", language: "EN" };

/** One event as a file: UTC times, lines ended by CRLF and folded at 75 octets. */
export function inviteFile(invite: Invite): string {
  const calendar = ical({ prodId: PRODUCT, method: ICalCalendarMethod[invite.method] });
  addEvent(calendar, invite);
  return fileOf(calendar);
}

/** Events as a calendar to subscribe to, with how often to look for changes. */
export function feedFile(feed: { name: string; events: Invite[]; refreshMin: number }): string {
  const calendar = ical({
    prodId: PRODUCT,
    method: ICalCalendarMethod.PUBLISH,
    // The library escapes what is in events, but not the name of a calendar.
    name: escape(cleanLine(feed.name), false),
    ttl: feed.refreshMin * 60,
  });
  for (const event of feed.events) addEvent(calendar, { ...event, method: "PUBLISH" });
  return fileOf(calendar);
}

function addEvent(calendar: ICalCalendar, invite: Invite): void {
  const { uid, revision, start, end, stamp, title, text, place, url, status } = invite;
  calendar.createEvent({
    // The library writes a UID as it is.
    id: escape(cleanLine(uid), false),
    sequence: revision,
    start: new Date(start),
    end: new Date(end),
    stamp: new Date(stamp),
    summary: cleanLine(title),
    description: cleanText(text),
    location: cleanText(place),
    url: url === null ? null : addressOf(url),
    organizer: invite.organizer && personOf(invite.organizer),
    // What is published has no attendees (RFC 5546, 3.2.1): nobody is asked anything.
    attendees: invite.method === "PUBLISH" ? [] : invite.attendees.map(attendeeOf),
    status: ICalEventStatus[status],
  });
}

/**
 * Whoever booked, or was booked, has agreed by that. So the reader comes as one who has accepted and owes no answer: the event stands in
 * the calendar at once, and no button asks for a reply, which would go to a mailbox that moves no booking.
 */
function attendeeOf(person: Person) {
  return {
    ...personOf(person),
    role: ICalAttendeeRole.REQ,
    type: ICalAttendeeType.INDIVIDUAL,
    status: ICalAttendeeStatus.ACCEPTED,
    rsvp: false,
  };
}

function personOf({ name, email }: Person): Person {
  return { name: parameterOf(name) || addressOf(email), email: addressOf(email) };
}

/** In a quoted parameter the library puts a backslash before `"` and `\`, which no calendar takes away again; `^` begins an escape (RFC 6868). */
const LOOKALIKES: Record<string, string> = { '"': "”", "\\": "/", "^": "ˆ" };

function parameterOf(text: string): string {
  return cleanLine(text).replaceAll(/["\\^]/g, (sign) => LOOKALIKES[sign] ?? sign);
}

/** An address is no text, so nothing in it may need the backslash that the library would put before it. */
function addressOf(text: string): string {
  return cleanLine(text).replaceAll(/[\s",;<>\\^`{|}]/g, encodeURIComponent);
}

/** The library leaves out the end of the last line. */
function fileOf(calendar: ICalCalendar): string {
  return `${calendar.toString()}\r\n`;
}
