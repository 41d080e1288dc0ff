import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api } from "../_generated/api";
import { CARL, holdOf, openMarketplace } from "../test.setup";
import { MINUTE, openMailbox, pass, type Mailbox } from "./mailbox.testing";

/** Monday 1 March 2027, 00:00 UTC. */
const NOW = Date.UTC(2027, 2, 1);
const HOUR = 60 * 60 * 1000;

let mailbox: Mailbox;

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
  mailbox = openMailbox();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

describe("a booking", () => {
  test("sends a confirmation to its customer and to its member", async () => {
    const { t, eventType } = await openMarketplace();
    const month = await t.query(api.availability.month, {
      eventTypeId: eventType.id,
      month: "2027-03",
    });
    const start = month?.starts.find((each) => each > NOW + 50 * HOUR) ?? 0;
    const hold = holdOf(eventType.id, start);
    const { bookingId } = await t.mutation(api.bookings.hold, hold);
    await t.mutation(api.bookings.confirm, { bookingId, token: hold.token, customer: CARL });
    await pass(t, MINUTE);
    expect(mailbox.subjectsTo(CARL.email)).toEqual([
      "Confirmed: Free introduction with Maya Chen, Wed, Mar 3",
    ]);
    expect(mailbox.subjectsTo("maya@openhours.example")).toEqual([
      "New booking: Carl Novak, Free introduction, Wed, Mar 3",
    ]);
  });
});
