import { useMutation, useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { useCallback, useEffect, useRef, useState } from "react";
import { errorOf } from "../../../core/errors";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { contactOf, type ContactDraft } from "../../components/booking-form";
import { randomId } from "../../lib/random-id";
import { visitorId } from "../../lib/visitor";
import type { OfferKey } from "../../lib/use-free-times";
import { loadReservation, saveReservation, type Reservation } from "./reservation";

export type CustomerBooking = NonNullable<FunctionReturnType<typeof api.bookings.get>>;

/** A time the visitor does not have (any more), and why. The page offers others in its place. */
export type LostTime = { start: number; why: "taken" | "expired" | "refused"; cause?: unknown };

export type ReservationState =
  | { phase: "none" }
  | { phase: "asking"; start: number }
  | { phase: "held"; start: number; expiresAt: number | null }
  | { phase: "lost"; lost: LostTime }
  | { phase: "done"; booking: CustomerBooking; token: string };

type Wish = OfferKey & { start: number; timezone: string };

/** What a reload finds: a finished booking only on the page that showed it, an unfinished one everywhere. */
function resume(memberId: string, showsConfirmation: boolean): Reservation | null {
  const stored = loadReservation(memberId);
  return stored?.done === true && !showsConfirmation ? null : stored;
}

/** The visitor's reserved time with one member, from the first press to the confirmation. */
export function useReservation(memberId: Id<"memberSettings">, showsConfirmation: boolean) {
  const [reservation, setReservation] = useState(() => resume(memberId, showsConfirmation));
  const [lost, setLost] = useState<LostTime | null>(null);
  const giveBack = useGiveBack();
  const confirmHold = useMutation(api.bookings.confirm);

  const keep = (next: Reservation | null) => {
    saveReservation(memberId, next);
    setReservation(next);
  };

  const { answered, answer } = useAnswer<Held | null>();
  useHold(reservation, {
    onHeld: (held) => {
      keep(held);
      answer(held);
    },
    onLost: (time) => {
      keep(null);
      setLost(time);
      answer(null);
    },
  });

  const known: Held | null = reservation?.bookingId
    ? { ...reservation, bookingId: reservation.bookingId }
    : null;
  const booking = useQuery(
    api.bookings.get,
    known ? { bookingId: known.bookingId, token: known.token } : "skip",
  );

  const letGo = () => {
    if (known && !known.done) giveBack({ bookingId: known.bookingId, token: known.token });
    setLost(null);
    keep(null);
    answer(null);
  };

  const take = (wish: Wish) => {
    if (reservation?.start === wish.start && reservation.bookingId === null) return;
    letGo();
    keep({ ...wish, token: randomId(), bookingId: null, done: false });
  };

  /** Whether it is booked now. A lost time becomes the state; other refusals are thrown, to be shown in the form. */
  const confirm = async (contact: ContactDraft): Promise<boolean> => {
    // Whoever is quicker than the network has asked already: the press counts as soon as the time is reserved.
    const held = known ?? (await answered());
    if (!held) return false;
    const { bookingId, token, start } = held;
    try {
      await confirmHold({ bookingId, token, customer: contactOf(contact) });
      keep({ ...held, done: true });
      return true;
    } catch (cause) {
      const why = whyLost(cause);
      if (why === "refused") throw cause;
      setLost({ start, why, cause });
      keep(null);
      return false;
    }
  };

  const state = stateOf(reservation, { lost, booking });
  return { state, held: reservation, take, letGo, confirm };
}

/** A reservation that the backend has granted. */
type Held = Reservation & { bookingId: Id<"bookings"> };
type Answers = { onHeld: (held: Held) => void; onLost: (lost: LostTime) => void };

/** Lets a press wait for an answer that is still on its way. */
function useAnswer<T>() {
  const waiting = useRef<((value: T) => void)[]>([]);
  return {
    answered: () => new Promise<T>((resolve) => waiting.current.push(resolve)),
    answer: (value: T) => {
      for (const resolve of waiting.current.splice(0)) resolve(value);
    },
  };
}

/** Asks the backend for the time wanted. Asking twice with one token is one hold, so a reload may simply ask again. */
function useHold(reservation: Reservation | null, answers: Answers) {
  const hold = useMutation(api.bookings.hold);
  const giveBack = useGiveBack();
  /** The token of the time wanted now: an answer for another one comes too late and is given back. */
  const wanted = useRef<string | null>(null);
  const latest = useRef(answers);
  useEffect(() => {
    latest.current = answers;
  });
  useEffect(() => {
    wanted.current = reservation?.token ?? null;
    if (reservation?.bookingId !== null) return;
    const { bookingId: _none, done: _open, ...wish } = reservation;
    const { start, token } = wish;
    hold({ ...wish, visitorId: visitorId() }).then(
      ({ bookingId }) => {
        if (wanted.current === token) latest.current.onHeld({ ...reservation, bookingId });
        else giveBack({ bookingId, token });
      },
      (cause: unknown) => {
        if (wanted.current === token) {
          latest.current.onLost({ start, why: whyLost(cause), cause });
        }
      },
    );
  }, [reservation, hold, giveBack]);
}

/** Frees a time nobody here wants any more. If that fails there is nothing to say: a hold ends by itself. */
function useGiveBack() {
  const release = useMutation(api.bookings.release);
  return useCallback(
    (held: { bookingId: Id<"bookings">; token: string }) => {
      release(held).catch(() => undefined);
    },
    [release],
  );
}

function whyLost(cause: unknown): LostTime["why"] {
  const code = errorOf(cause)?.code;
  if (code === "SLOT_TAKEN") return "taken";
  return code === "HOLD_EXPIRED" || code === "NOT_FOUND" ? "expired" : "refused";
}

function stateOf(
  reservation: Reservation | null,
  { lost, booking }: { lost: LostTime | null; booking: CustomerBooking | null | undefined },
): ReservationState {
  if (lost !== null) return { phase: "lost", lost };
  if (reservation === null) return { phase: "none" };
  const { start, token } = reservation;
  if (reservation.bookingId === null) return { phase: "asking", start };
  if (booking === undefined) return { phase: "held", start, expiresAt: null };
  if (booking?.status === "held") return { phase: "held", start, expiresAt: booking.expiresAt };
  // Confirmed or waiting for approval, or cancelled since: the booking tells its own story.
  if (booking !== null && (reservation.done || isBooked(booking))) {
    return { phase: "done", booking, token };
  }
  return { phase: "lost", lost: { start, why: "expired" } };
}

function isBooked({ status }: CustomerBooking): boolean {
  return status === "confirmed" || status === "pending";
}
