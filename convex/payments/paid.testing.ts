import { api } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import { CARL, draftOf, holdOf, openMarketplace } from "../test.setup";
import { holdAndStart } from "./told.testing";

/** Monday 1 March 2027. */
export const NOW = Date.UTC(2027, 2, 1);
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** A page of whatever the owner is shown. */
export const PAGE = { tenantSlug: "demo", paginationOpts: { numItems: 10, cursor: null } };

type Draft = Parameters<typeof draftOf>[1];

/** A marketplace whose first member charges 100.00 for a service with these terms. */
export async function openPaid(changes: Draft = {}) {
  const { t, as, member, eventType } = await openMarketplace();
  const maya = as("persona-maya");
  const terms = { price: 10_000, currency: "usd", refundTiers: [], deposit: null, ...changes };
  const draft = draftOf(eventType, { ...terms, name: "Paid", slug: "paid-service" });
  const { id } = await maya.mutation(api.eventTypes.create, {
    memberId: member.id,
    eventType: draft,
  });
  const starts = await freeStarts();
  async function freeStarts(): Promise<number[]> {
    const month = await t.query(api.availability.month, { eventTypeId: id, month: "2027-03" });
    return (month?.starts ?? []).filter((start) => start > NOW + 4 * 24 * HOUR);
  }
  const [start] = starts;
  if (start === undefined) throw new Error("The member has no free time.");
  const book = async () => await holdAndStart(t, holdOf(id, start), CARL);
  const bookingOf = async (bookingId: Id<"bookings">) =>
    await t.run(async (ctx) => {
      const row = await ctx.db.get("bookings", bookingId);
      if (!row) throw new Error("The booking is gone.");
      return row;
    });
  return { t, as, maya, member, eventTypeId: id, start, book, bookingOf };
}
