import type { Id } from "../../../convex/_generated/dataModel";
import type { OfferKey } from "../../lib/use-free-times";
import type { ContactDraft } from "../../lib/contact-draft";
import { readStored, writeStored } from "../../lib/stored";

/** What a visitor asks for: a time of an offer. */
export type Wish = OfferKey & {
  start: number;
  /** What the visitor named, where the service leaves the price to them: minor units. */
  price?: number;
  /** The visitor's zone when the time was chosen. */
  timezone: string;
};

/**
 * How far the visitor has come with a time that is theirs. `submitted`: Stripe has said that the money is there or on its way, and the
 * backend has not yet said what became of it.
 */
export type Stage = "details" | "paying" | "submitted" | "done";

/** What is paid for it, fixed when the time was reserved. Amounts are minor units; a deposit of 0 is none. */
export type Due = { price: number; deposit: number; currency: string };

/** What the backend has granted. */
export type Grant = { bookingId: Id<"bookings">; due: Due };

/** A time this tab asked for. Its token was made here before the first call, so that the call can be repeated. */
export type Reservation = Wish & {
  token: string;
  /** Null until the backend has answered. */
  grant: Grant | null;
  stage: Stage;
};

/** A reservation that the backend has granted. */
export type Held = Reservation & { grant: Grant };

export function isHeld(reservation: Reservation | null): reservation is Held {
  return reservation !== null && reservation.grant !== null;
}

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

/** Text messages are asked for anew with each booking. */
export function forgetConsent(): void {
  writeStored("session", "contact", { ...loadDraft(), wantsSms: false });
}

function reservationKey(memberId: string): string {
  return `reservation:${memberId}`;
}

const STAGES: readonly unknown[] = ["details", "paying", "submitted", "done"] satisfies Stage[];

function isReservation(value: unknown): value is Reservation {
  if (typeof value !== "object" || value === null) return false;
  const { eventTypeId, durationMin, start, price, timezone, token, grant, stage } = value as Record<
    string,
    unknown
  >;
  return (
    typeof eventTypeId === "string" &&
    (durationMin === undefined || typeof durationMin === "number") &&
    typeof start === "number" &&
    (price === undefined || typeof price === "number") &&
    typeof timezone === "string" &&
    typeof token === "string" &&
    STAGES.includes(stage) &&
    (grant === null || isGrant(grant))
  );
}

function isGrant(value: unknown): value is Grant {
  if (typeof value !== "object" || value === null) return false;
  const { bookingId, due } = value as Record<string, unknown>;
  if (typeof bookingId !== "string" || typeof due !== "object" || due === null) return false;
  const { price, deposit, currency } = due as Record<string, unknown>;
  return typeof price === "number" && typeof deposit === "number" && typeof currency === "string";
}
