import type { Id } from "../../../convex/_generated/dataModel";
import type { OfferKey } from "../../lib/use-free-times";
import type { ContactDraft } from "../../components/booking-form";
import { readStored, writeStored } from "../../lib/stored";

/** A time this tab asked for. Its token was made here before the first call, so that the call can be repeated. */
export type Reservation = OfferKey & {
  start: number;
  /** The visitor's zone when the time was chosen. */
  timezone: string;
  token: string;
  /** Null until the backend has answered. */
  bookingId: Id<"bookings"> | null;
  /** Whether it became a booking. */
  done: boolean;
};

/** Kept per tab, so that a reload in the middle of a booking finds the reserved time again. */
export function loadReservation(memberId: string): Reservation | null {
  const stored = readStored("session", reservationKey(memberId));
  return isReservation(stored) ? stored : null;
}

export function saveReservation(memberId: string, reservation: Reservation | null): void {
  writeStored("session", reservationKey(memberId), reservation);
}

/** What the visitor has typed; it outlives a lost time, a change of member and a reload. */
export function loadDraft(): Partial<ContactDraft> {
  const stored = readStored("session", "contact");
  return typeof stored === "object" && stored !== null ? stored : {};
}

export function saveDraft(draft: ContactDraft): void {
  writeStored("session", "contact", draft);
}

function reservationKey(memberId: string): string {
  return `reservation:${memberId}`;
}

function isReservation(value: unknown): value is Reservation {
  if (typeof value !== "object" || value === null) return false;
  const { eventTypeId, durationMin, start, timezone, token, bookingId, done } = value as Record<
    string,
    unknown
  >;
  return (
    typeof eventTypeId === "string" &&
    (durationMin === undefined || typeof durationMin === "number") &&
    typeof start === "number" &&
    typeof timezone === "string" &&
    typeof token === "string" &&
    typeof done === "boolean" &&
    (bookingId === null || typeof bookingId === "string")
  );
}
