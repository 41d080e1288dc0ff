import { useMutation, useQuery } from "convex/react";
import { useEffect, useState } from "react";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { useBankReturn, type BankReturn } from "../../lib/bank-return";
import { contactOf, type ContactDraft } from "../../lib/contact-draft";
import { randomId } from "../../lib/random-id";
import { habitsOf } from "../../lib/reader-habits";
import {
  forgetConsent,
  isHeld,
  loadReservation,
  saveReservation,
  type Held,
  type Reservation,
  type Wish,
} from "./reservation";
import { isBooked, stateOf, type LostTime } from "./reservation-state";
import { useAnswer, useGiveBack, useHold, whyLost } from "./use-hold";

/** What a reload finds: a finished booking only on the page that showed it, an unfinished one everywhere. */
function resume(
  memberId: string,
  { showsConfirmation, bank }: { showsConfirmation: boolean; bank: BankReturn },
): Reservation | null {
  const stored = loadReservation(memberId);
  if (stored === null) return null;
  if (stored.stage === "done") return showsConfirmation ? stored : null;
  if (bank === null || stored.stage === "details") return stored;
  return { ...stored, stage: bank === "failed" ? "paying" : "submitted" };
}

/** The visitor's reserved time with one member, from the first press to the confirmation. */
export function useReservation(memberId: Id<"memberSettings">, showsConfirmation: boolean) {
  const bank = useBankReturn();
  const [reservation, setReservation] = useState(() =>
    resume(memberId, { showsConfirmation, bank }),
  );
  const [lost, setLost] = useState<LostTime | null>(null);
  const giveBack = useGiveBack();
  const submit = useSubmit();

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

  const known = isHeld(reservation) ? reservation : null;
  const booking = useQuery(api.bookings.get, known ? linkOf(known) : "skip");
  useFinish(memberId, reservation, {
    isOver: booking ? isBooked(booking) : false,
    onDone: setReservation,
  });

  const letGo = () => {
    if (known && known.stage !== "done") giveBack(linkOf(known));
    setLost(null);
    keep(null);
    answer(null);
  };

  const take = (wish: Wish) => {
    if (reservation?.start === wish.start && reservation.grant === null) return;
    letGo();
    keep({ ...wish, token: randomId(), grant: null, stage: "details" });
  };

  /** The step that follows. A lost time becomes the state; other refusals are thrown, to be shown in the form. */
  const confirm = async (contact: ContactDraft): Promise<"pay" | "done" | null> => {
    // Whoever is quicker than the network has asked already: the press counts as soon as the time is reserved.
    const held = known ?? (await answered());
    if (!held) return null;
    try {
      const stage = await submit(held, contact);
      keep({ ...held, stage });
      return stage === "done" ? "done" : "pay";
    } catch (cause) {
      const why = whyLost(cause);
      if (why === "refused") throw cause;
      setLost({ wish: held, why, cause, moneyBack: false });
      keep(null);
      return null;
    }
  };

  const paid = () => {
    if (known) keep({ ...known, stage: "submitted" });
  };

  const state = stateOf(reservation, { lost, booking });
  return { state, wish: wishOf(reservation, lost), take, letGo, confirm, paid };
}

function linkOf({ grant: { bookingId }, token }: Held) {
  return { bookingId, token };
}

/** The time that is theirs, or that they wanted. */
function wishOf(reservation: Reservation | null, lost: LostTime | null): Wish | null {
  return reservation ?? lost?.wish ?? null;
}

/** Hands the form in: books what is free, begins to pay for what is not. */
function useSubmit() {
  const confirmHold = useMutation(api.bookings.confirm);
  const startPayment = useMutation(api.bookings.startPayment);
  return async (held: Held, contact: ContactDraft) => {
    const customer = { ...contactOf(contact), ...habitsOf(navigator.language) };
    const submitted = { ...linkOf(held), customer };
    if (held.grant.due.price === 0) {
      await confirmHold(submitted);
      return "done";
    }
    await startPayment(submitted);
    return held.stage === "submitted" ? "submitted" : "paying";
  };
}

/** Money confirms a booking from elsewhere: once it has, the reservation is over. */
function useFinish(
  memberId: string,
  reservation: Reservation | null,
  { isOver, onDone }: { isOver: boolean; onDone: (done: Reservation) => void },
): void {
  const isNew = isOver && reservation !== null && reservation.stage !== "done";
  // Set while rendering, so that no moment shows a booking that is confirmed and a reservation that is not.
  if (isNew) onDone({ ...reservation, stage: "done" });
  useEffect(() => {
    if (reservation?.stage !== "done") return;
    saveReservation(memberId, reservation);
    forgetConsent();
  }, [memberId, reservation]);
}
