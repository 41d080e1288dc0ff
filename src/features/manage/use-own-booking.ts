import { useQuery } from "convex/react";
import { api } from "../../../convex/_generated/api";
import { useAddressKey } from "../../lib/use-address-key";
import { useSignIn } from "../../lib/sign-in";
import type { BookingLink } from "../../lib/use-payment-check";
import type { CustomerBooking } from "./customer-booking";
import { keptToken } from "./kept-token";

export type OwnBooking =
  | { status: "loading" | "none" | "signedOut" }
  | { status: "ready"; booking: CustomerBooking; link: BookingLink };

/** A booking by the key in the address, or without one by being signed in. Opening it changes nothing. */
export function useOwnBooking(bookingId: string): OwnBooking {
  const key = useAddressKey();
  const token = key === "" ? keptToken(bookingId) : key;
  const { status } = useSignIn();
  const canAsk = token !== "" || status === "signedIn";
  const booking = useQuery(
    api.bookings.get,
    canAsk ? { bookingId, ...(token !== "" && { token }) } : "skip",
  );
  if (!canAsk) return { status: status === "loading" ? "loading" : "signedOut" };
  if (booking === undefined) return { status: "loading" };
  if (booking === null) return { status: "none" };
  return {
    status: "ready",
    booking,
    link: { bookingId: booking.id, ...(token !== "" && { token }) },
  };
}
