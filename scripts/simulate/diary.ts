import type { Doc, Id } from "../../convex/_generated/dataModel";

/*
 * What was really agreed with the product in a history, noted as it happened. What Stripe must hold in the end follows from it, without a
 * look at what the product wrote down.
 */

/** A booking's end by a call that was accepted. */
export type Ended = {
  at: number;
  by: "customer" | "host";
  from: Doc<"bookings">["status"];
  /** Intents of which the product knew then that their money was there, reserved or received. */
  known: string[];
  /** What had been given back before, in minor units. */
  refunded: number;
};

export class Diary {
  readonly #ended = new Map<Id<"bookings">, Ended>();
  readonly #byHand = new Map<Id<"bookings">, number>();
  readonly #byHandAfterEnd = new Map<Id<"bookings">, number>();
  readonly #inPerson = new Map<Id<"bookings">, number>();

  noteEnd(bookingId: Id<"bookings">, ended: Ended): void {
    if (!this.#ended.has(bookingId)) this.#ended.set(bookingId, ended);
  }

  noteRefund(bookingId: Id<"bookings">, amount: number): void {
    const notes = this.#ended.has(bookingId) ? this.#byHandAfterEnd : this.#byHand;
    notes.set(bookingId, (notes.get(bookingId) ?? 0) + amount);
  }

  notePaidInPerson(bookingId: Id<"bookings">, amount: number): void {
    this.#inPerson.set(bookingId, this.paidInPerson(bookingId) + amount);
  }

  endOf(bookingId: Id<"bookings">): Ended | undefined {
    return this.#ended.get(bookingId);
  }

  /** By the member or the owner, while the booking stood. */
  refundedByHand(bookingId: Id<"bookings">): number {
    return this.#byHand.get(bookingId) ?? 0;
  }

  /** The same, after the booking had ended: more than the policy gives back. */
  refundedAfterEnd(bookingId: Id<"bookings">): number {
    return this.#byHandAfterEnd.get(bookingId) ?? 0;
  }

  paidInPerson(bookingId: Id<"bookings">): number {
    return this.#inPerson.get(bookingId) ?? 0;
  }
}
