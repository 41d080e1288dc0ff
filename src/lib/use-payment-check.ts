import { useMutation } from "convex/react";
import { useEffect } from "react";
import { api } from "../../convex/_generated/api";
import type { Id } from "../../convex/_generated/dataModel";

/** How its customer shows that a booking is theirs; signed-in people need no token. */
export type BookingLink = { bookingId: Id<"bookings">; token?: string };

/** Stripe's own event comes within a second or two; asking is for when it is late. */
const FIRST_MS = 2_000;
const AGAIN_MS = 5_000;

/** While somebody waits to hear what became of their payment, has Stripe asked every few seconds. */
export function usePaymentCheck({ bookingId, token }: BookingLink, isWaiting: boolean): void {
  const check = useMutation(api.payments.check);
  useEffect(() => {
    if (!isWaiting) return;
    let timer: ReturnType<typeof setTimeout>;
    const ask = () => {
      // Asking is asked again: an answer that never comes changes nothing.
      check({ bookingId, ...(token !== undefined && { token }) }).catch(() => undefined);
      timer = setTimeout(ask, AGAIN_MS);
    };
    timer = setTimeout(ask, FIRST_MS);
    return () => clearTimeout(timer);
  }, [check, bookingId, token, isWaiting]);
}
