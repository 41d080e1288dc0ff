import { useMutation } from "convex/react";
import { useCallback, useEffect, useRef } from "react";
import { errorOf } from "../../../core/errors";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { visitorId } from "../../lib/visitor";
import type { Held, Reservation } from "./reservation";
import type { LostTime } from "./reservation-state";

type Answers = { onHeld: (held: Held) => void; onLost: (lost: LostTime) => void };

/** Asks the backend for the time wanted. Asking twice with one token is one hold, so a reload may simply ask again. */
export function useHold(reservation: Reservation | null, answers: Answers): void {
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
    if (reservation?.grant !== null) return;
    const { grant: _none, stage: _first, ...wish } = reservation;
    const { token } = wish;
    hold({ ...wish, visitorId: visitorId() }).then(
      ({ bookingId, quote }) => {
        const { price, deposit, currency } = quote;
        const grant = { bookingId, due: { price, deposit, currency } };
        if (wanted.current === token) latest.current.onHeld({ ...reservation, grant });
        else giveBack({ bookingId, token });
      },
      (cause: unknown) => {
        if (wanted.current !== token) return;
        latest.current.onLost({ wish, why: whyLost(cause), cause, moneyBack: false });
      },
    );
  }, [reservation, hold, giveBack]);
}

/** Frees a time nobody here wants any more. If that fails there is nothing to say: a hold ends by itself. */
export function useGiveBack() {
  const release = useMutation(api.bookings.release);
  return useCallback(
    (held: { bookingId: Id<"bookings">; token: string }) => {
      release(held).catch(() => undefined);
    },
    [release],
  );
}

/** Lets a press wait for an answer that is still on its way. */
export function useAnswer<T>() {
  const waiting = useRef<((value: T) => void)[]>([]);
  return {
    answered: () => new Promise<T>((resolve) => waiting.current.push(resolve)),
    answer: (value: T) => {
      for (const resolve of waiting.current.splice(0)) resolve(value);
    },
  };
}

export function whyLost(cause: unknown): LostTime["why"] {
  const code = errorOf(cause)?.code;
  if (code === "SLOT_TAKEN") return "taken";
  return code === "HOLD_EXPIRED" || code === "NOT_FOUND" ? "expired" : "refused";
}
