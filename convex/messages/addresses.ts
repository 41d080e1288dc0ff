import { readEnv } from "../env";
import { keyFor } from "../links";

/** The addresses that messages lead to; null where SITE_URL is not set or links cannot be signed. */

/** A page of the screens: `path` begins with a slash. */
export function pageAt(path: string): string | null {
  const site = readEnv("SITE_URL");
  return site === null ? null : `${site.replace(/\/$/, "")}${path}`;
}

/** What the backend itself serves, to programs. */
function servedAt(path: string): string | null {
  const site = readEnv("CONVEX_SITE_URL");
  return site === null ? null : `${site}${path}`;
}

/** The customer's own page of a booking, which needs no sign-in. The key stays in the fragment, which no server hears of. */
export async function managePage(bookingId: string): Promise<string | null> {
  const key = await keyFor("manage", bookingId);
  return key === null ? null : pageAt(`/booking/${bookingId}#${key}`);
}

/** A booking as a calendar file, to open from a mail. */
export async function calendarFileAt(bookingId: string): Promise<string | null> {
  const key = await keyFor("file", bookingId);
  return key === null ? null : servedAt(`/calendar/booking/${bookingId}/${key}.ics`);
}

/** A member's bookings for a calendar to subscribe to; a higher version is another address. */
export async function feedAt(memberId: string, version: number): Promise<string | null> {
  const key = await keyFor("feed", `${memberId}:${version}`);
  return key === null ? null : servedAt(`/calendar/member/${memberId}/${key}.ics`);
}

/** Where a person ends messages that are not about a booking: `page` asks first, `oneClick` is for mail programs (RFC 8058). */
export async function unsubscribing(
  subject: string,
): Promise<{ page: string; oneClick: string } | null> {
  const key = await keyFor("unsubscribe", subject);
  if (key === null) return null;
  const page = pageAt(`/unsubscribe/${subject}#${key}`);
  const oneClick = servedAt(`/unsubscribe/${subject}/${key}`);
  return page === null || oneClick === null ? null : { page, oneClick };
}
