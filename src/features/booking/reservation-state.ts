import type { FunctionReturnType } from "convex/server";
import type { api } from "../../../convex/_generated/api";
import { isHeld, type Grant, type Reservation, type Stage, type Wish } from "./reservation";

export type CustomerBooking = NonNullable<FunctionReturnType<typeof api.bookings.get>>;

/** A time the visitor does not have (any more), and why. The page offers others in its place. */
export type LostTime = {
  wish: Wish;
  why: "taken" | "expired" | "refused";
  cause?: unknown;
  /** Whether money was reserved or paid for it, which now goes back. */
  moneyBack: boolean;
};

/** `expiresAt` is null until the backend has said it. */
export type ReservationState =
  | { phase: "none" }
  | { phase: "asking"; start: number }
  | { phase: "held"; start: number; expiresAt: number | null }
  | (Payable & { phase: "paying" })
  | { phase: "lost"; lost: LostTime }
  | { phase: "done"; booking: CustomerBooking; token: string };

/** A reserved time whose price is being paid. */
export type Payable = Grant & {
  start: number;
  expiresAt: number | null;
  token: string;
  isSubmitted: boolean;
};

/** `booking` is undefined while it loads, and null where there is none (any more). */
type Known = { lost: LostTime | null; booking: CustomerBooking | null | undefined };

/** Where the visitor stands, from what this tab remembers and what the backend says. */
export function stateOf(
  reservation: Reservation | null,
  { lost, booking }: Known,
): ReservationState {
  if (lost !== null) return { phase: "lost", lost };
  if (reservation === null) return { phase: "none" };
  if (!isHeld(reservation)) return { phase: "asking", start: reservation.start };
  const { start, stage, token, grant } = reservation;
  if (booking === undefined || booking?.status === "held") {
    const expiresAt = booking?.expiresAt ?? null;
    if (stage === "details") return { phase: "held", start, expiresAt };
    if (stage !== "done") {
      return { phase: "paying", start, expiresAt, token, ...grant, isSubmitted: isSent(stage) };
    }
    return { phase: "held", start, expiresAt };
  }
  // Confirmed or waiting for approval, or cancelled since: the booking tells its own story.
  if (booking !== null && (stage === "done" || isBooked(booking))) {
    return { phase: "done", booking, token };
  }
  const moneyBack = isSent(stage) || (booking !== null && hasMoney(booking));
  return { phase: "lost", lost: { wish: reservation, why: "expired", moneyBack } };
}

export function isBooked({ status }: CustomerBooking): boolean {
  return status === "confirmed" || status === "pending";
}

function isSent(stage: Stage): boolean {
  return stage === "submitted";
}

const WITHOUT_MONEY: readonly CustomerBooking["paymentStatus"][] = ["none", "awaiting", "failed"];

function hasMoney({ paymentStatus }: CustomerBooking): boolean {
  return !WITHOUT_MONEY.includes(paymentStatus);
}
