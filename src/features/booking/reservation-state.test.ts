import { describe, expect, it } from "vitest";
import type { Id } from "../../../convex/_generated/dataModel";
import type { Reservation, Stage } from "./reservation";
import { stateOf, type CustomerBooking } from "./reservation-state";

const START = Date.UTC(2027, 2, 5, 10);

function reserved(stage: Stage): Reservation {
  return {
    eventTypeId: "service" as Id<"eventTypes">,
    start: START,
    timezone: "Europe/Berlin",
    token: "token",
    grant: {
      bookingId: "booking" as Id<"bookings">,
      due: { price: 2_000, deposit: 0, currency: "usd" },
    },
    stage,
  };
}

/** The parts of a booking that matter here. */
function bookingIn(
  status: CustomerBooking["status"],
  paymentStatus: CustomerBooking["paymentStatus"] = "awaiting",
): CustomerBooking {
  return { status, paymentStatus, expiresAt: START - 1 } as CustomerBooking;
}

const see = (stage: Stage, booking: CustomerBooking | null | undefined) =>
  stateOf(reserved(stage), { lost: null, booking });

describe("a reserved time", () => {
  it("is asked for until the backend has granted it", () => {
    const wish = { ...reserved("details"), grant: null };
    expect(stateOf(wish, { lost: null, booking: undefined }).phase).toBe("asking");
  });

  it("goes on after a reload at the step it was left at, before anything is heard of it", () => {
    expect(see("details", undefined).phase).toBe("held");
    expect(see("paying", undefined)).toMatchObject({ phase: "paying", isSubmitted: false });
    expect(see("submitted", undefined)).toMatchObject({ phase: "paying", isSubmitted: true });
  });

  it("is a booking only once the backend says so, whatever Stripe's form has said", () => {
    expect(see("submitted", bookingIn("held")).phase).toBe("paying");
    expect(see("submitted", bookingIn("confirmed", "authorized")).phase).toBe("done");
    expect(see("submitted", bookingIn("pending", "authorized")).phase).toBe("done");
  });

  it("stays a booking on its confirmation when it is cancelled later", () => {
    expect(see("done", bookingIn("cancelled", "refunded")).phase).toBe("done");
  });
});

describe("a time that is lost", () => {
  it("owes nobody a word about money that never came", () => {
    for (const stage of ["details", "paying"] as const) {
      const state = see(stage, bookingIn("expired"));
      expect(state).toMatchObject({ phase: "lost", lost: { why: "expired", moneyBack: false } });
    }
    expect(see("paying", null)).toMatchObject({ phase: "lost", lost: { moneyBack: false } });
    expect(see("paying", bookingIn("expired", "failed"))).toMatchObject({
      lost: { moneyBack: false },
    });
  });

  it("says that the money goes back, whether this tab or the backend knows of it", () => {
    expect(see("submitted", bookingIn("expired", "none"))).toMatchObject({
      phase: "lost",
      lost: { moneyBack: true },
    });
    for (const money of ["authorized", "paid", "deposit_paid", "refunded"] as const) {
      const state = see("paying", bookingIn("expired", money));
      expect(state).toMatchObject({ phase: "lost", lost: { moneyBack: true } });
    }
  });

  it("remembers what was wanted, so that another time is asked for at the same price", () => {
    const named = { ...reserved("paying"), price: 2_000 };
    const state = stateOf(named, { lost: null, booking: bookingIn("expired") });
    expect(state).toMatchObject({ lost: { wish: { price: 2_000, start: START } } });
  });
});
