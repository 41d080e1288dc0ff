import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api } from "../_generated/api";
import { CARL, draftOf, holdOf, openMarketplace } from "../test.setup";
import { answer, holdAndStart, latestPayment, stubStripe, tellEvent } from "./told.testing";

/** Monday 1 March 2027. */
const NOW = Date.UTC(2027, 2, 1);
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
  stubStripe();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

/** A marketplace whose first member charges 100.00, a quarter of it when booking. */
async function open() {
  const { t, as, member, eventType } = await openMarketplace();
  const [maya, owner] = [as("persona-maya"), as("persona-owner")];
  const draft = draftOf(eventType, {
    ...{ name: "Paid", slug: "paid-service", price: 10_000, currency: "usd" },
    deposit: { kind: "percent", basisPoints: 2_500 },
  });
  const service = { memberId: member.id, eventType: draft };
  const { id: eventTypeId } = await maya.mutation(api.eventTypes.create, service);
  const month = await t.query(api.availability.month, { eventTypeId, month: "2027-03" });
  const starts = (month?.starts ?? []).filter((start) => start > NOW + 4 * DAY);
  const startAt = (nth: number) => {
    const start = starts[nth * 10];
    if (start === undefined) throw new Error("The member has too few free times.");
    return start;
  };
  /** Time passes, then somebody begins to pay for the nth free place. */
  const begin = async (nth: number) => {
    vi.advanceTimersByTime(MINUTE);
    return (await holdAndStart(t, holdOf(eventTypeId, startAt(nth)), CARL)).bookingId;
  };
  const pay = async (nth: number) => {
    const bookingId = await begin(nth);
    await answer(t, bookingId, { standing: "captured" });
    return bookingId;
  };
  const page = async (numItems = 10, cursor: string | null = null) => {
    const paginationOpts = { numItems, cursor };
    return await owner.query(api.payments.listRecent, { tenantSlug: "demo", paginationOpts });
  };
  return { t, maya, member, begin, pay, page, startAt };
}

describe("the list of what a marketplace's bookings brought in", () => {
  test("names the booking, its member and customer, the sums and the fee, the latest first", async () => {
    const { member, pay, page, startAt } = await open();
    const [first, second] = [await pay(0), await pay(1)];
    const { page: rows } = await page();
    expect(rows.map(({ bookingId }) => bookingId)).toEqual([second, first]);
    expect(rows[1]).toMatchObject({
      ...{ memberSlug: member.slug, memberName: member.name, customerName: CARL.name },
      ...{ start: startAt(0), part: "deposit", channel: "stripe", currency: "usd" },
      ...{ received: 2_500, refunded: 0, fee: 250, refunds: [] },
    });
  });

  test("leaves out what never came", async () => {
    const { begin, page } = await open();
    await begin(0);
    expect((await page()).page).toEqual([]);
  });

  test("holds what was paid in person, too", async () => {
    const { maya, pay, page } = await open();
    const bookingId = await pay(0);
    vi.advanceTimersByTime(MINUTE);
    await maya.mutation(api.payments.notePaid, { bookingId });
    const [latest] = (await page()).page;
    expect(latest).toMatchObject({ channel: "in_person", part: "rest", received: 7_500, fee: 0 });
  });

  test("shows with a payment what goes back of it, and that it is disputed", async () => {
    const { t, maya, pay, page } = await open();
    const bookingId = await pay(0);
    await maya.mutation(api.payments.refund, { bookingId, amount: 1_000, refunded: 0 });
    const { intentId = null } = await latestPayment(t, bookingId);
    const about = { disputeId: "dp_1", intentId, account: null, status: "open" as const };
    const dispute = { ...about, amount: 2_500, currency: "usd", reason: "fraudulent" };
    await tellEvent(t, { kind: "dispute", dispute });
    const [row] = (await page()).page;
    expect(row?.refunded).toBe(1_000);
    expect(row?.refunds).toMatchObject([{ amount: 1_000, why: "by_hand", status: "wanted" }]);
    expect(row?.dispute).toMatchObject({ status: "open", reason: "fraudulent" });
  });

  test("comes a page at a time, each payment once", async () => {
    const { pay, page } = await open();
    const paid = [await pay(0), await pay(1), await pay(2)];
    const first = await page(2);
    const second = await page(2, first.continueCursor);
    const ids = [...first.page, ...second.page].map(({ bookingId }) => bookingId);
    expect(ids).toEqual(paid.toReversed());
    expect(second.isDone || (await page(2, second.continueCursor)).page.length === 0).toBe(true);
  });
});
