import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { api } from "../_generated/api";
import { CARL, holdOf, openMarketplace } from "../test.setup";

const NOW = Date.UTC(2027, 2, 1);
const FIRST_SLOT = Date.UTC(2027, 2, 1, 14);

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
});
afterEach(() => {
  vi.useRealTimers();
});

test("however many abandoned holds lie before it, a member's calendar shows the booking", async () => {
  const { t, as, member, eventType } = await openMarketplace();
  const request = holdOf(eventType.id, FIRST_SLOT);
  const { bookingId } = await t.mutation(api.bookings.hold, request);
  await t.run(async (ctx) => {
    const row = await ctx.db.get("bookings", bookingId);
    if (!row) throw new Error("no booking");
    const { _id, _creationTime, ...fields } = row;
    for (let n = 0; n < 600; n++) {
      const startTime = FIRST_SLOT - 1 - n;
      const status = n % 2 === 0 ? "expired" : "cancelled";
      await ctx.db.insert("bookings", { ...fields, status, startTime, tokenHash: `hash-${n}` });
    }
  });
  await t.mutation(api.bookings.confirm, { bookingId, token: request.token, customer: CARL });
  const range = { memberId: member.id, from: NOW, to: FIRST_SLOT + 1 };
  const seen = await as("persona-maya").query(api.bookings.listForMember, range);
  expect(seen.map(({ id }) => id)).toEqual([bookingId]);
});
