import { readStored, writeStored } from "../../lib/stored";

function keyOf(bookingId: string): string {
  return `link:${bookingId}`;
}

/** Remembers in this tab the key of a booking's link: whoever comes back from the page of a bank has no fragment any more. */
export function keepToken(bookingId: string, token: string): void {
  writeStored("session", keyOf(bookingId), token);
}

/** The key that this tab remembers; "" where there is none. */
export function keptToken(bookingId: string): string {
  const kept = readStored("session", keyOf(bookingId));
  return typeof kept === "string" ? kept : "";
}
