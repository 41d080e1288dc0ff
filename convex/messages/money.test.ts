import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api, internal } from "../_generated/api";
import { openPaid } from "../payments/paid.testing";
import {
  latestPayment,
  refundOf,
  refundsOf,
  stubStripe,
  tellEvent,
  tellIntent,
} from "../payments/told.testing";
import type { Backend } from "../world.testing";
import { closeUp, DAY, DORA, HOUR, MAYA, openAtNow } from "./desk.testing";
import { MINUTE, openMailbox, pass } from "./mailbox.testing";

beforeEach(() => {
  openAtNow();
  stubStripe();
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});
afterEach(() => {
  closeUp();
  vi.restoreAllMocks();
});

async function openMoney(changes: Parameters<typeof openPaid>[0] = {}) {
  const mailbox = openMailbox();
  const paid = await openPaid(changes);
  /** The mails of these kinds, and the words of the latest of a kind. */
  const kinds = (...wanted: string[]) =>
    mailbox.mails.map(({ key }) => key.split("/")[2] ?? "").filter((kind) => wanted.includes(kind));
  const textOf = (kind: string) =>
    mailbox.mails.findLast(({ key }) => key.split("/")[2] === kind)?.text ?? "";
  return { ...paid, mailbox, kinds, textOf };
}

/** The provider's side of a refund, told twice as it may be. */
async function tellRefunded(t: Backend, bookingId: Parameters<typeof refundsOf>[1]): Promise<void> {
  const payment = await latestPayment(t, bookingId);
  for (const row of await refundsOf(t, bookingId)) {
    const refund = refundOf(row, payment, { status: "succeeded" });
    await tellEvent(t, { kind: "refund", refund });
    await tellEvent(t, { kind: "refund", refund });
  }
}

describe("money", () => {
  test("that came has one receipt, with its amount, beside the confirmation", async () => {
    const { t, book, kinds, textOf } = await openMoney();
    const { bookingId } = await book();
    await tellIntent(t, bookingId, { standing: "captured" });
    await tellIntent(t, bookingId, { standing: "captured" });
    await pass(t, MINUTE);
    expect(kinds("receipt", "confirmation")).toHaveLength(2);
    expect(textOf("receipt")).toContain("$100");
  });

  test("that is only reserved has no receipt yet", async () => {
    const { t, book, kinds } = await openMoney({ approval: true });
    const { bookingId } = await book();
    await tellIntent(t, bookingId, { standing: "authorized" });
    await pass(t, MINUTE);
    expect(kinds("receipt", "request_received")).toEqual(["request_received"]);
  });

  test("that goes back is told of once, with how much", async () => {
    const tiers = [{ hoursBefore: 0, percent: 50 }];
    const { t, book, kinds, textOf } = await openMoney({ refundTiers: tiers });
    const link = await book();
    await tellIntent(t, link.bookingId, { standing: "captured" });
    await t.mutation(api.bookings.cancel, link);
    await tellRefunded(t, link.bookingId);
    await pass(t, MINUTE);
    expect(kinds("refund", "cancelled")).toHaveLength(2);
    expect(textOf("refund")).toContain("$50");
  });

  test("that came too late for its hold and goes back at once has no receipt, and its return is told", async () => {
    const { t, book, kinds, maya, eventTypeId, start } = await openMoney();
    const { bookingId } = await book();
    await pass(t, 2 * HOUR);
    // In the meantime the place is somebody else's.
    const manual = { eventTypeId, start, timezone: "UTC", token: "token-of-the-other-booking-1" };
    await maya.mutation(api.bookings.create, { ...manual, customer: DORA });
    await tellIntent(t, bookingId, { standing: "captured" });
    await tellRefunded(t, bookingId);
    await pass(t, MINUTE);
    expect(await refundsOf(t, bookingId)).toHaveLength(1);
    expect(kinds("receipt")).toEqual([]);
    expect(kinds("refund")).toEqual(["refund"]);
  });
});

describe("a payout that failed", () => {
  async function openPayouts() {
    const money = await openMoney();
    const { t, maya, member } = money;
    await maya.mutation(api.payments.accounts.connect, { memberId: member.id });
    const rowId = await t.run(async (ctx) => {
      const row = await ctx.db.query("paymentAccounts").order("desc").first();
      if (!row) throw new Error("Nobody has an account.");
      return row._id;
    });
    const account = {
      ...{ accountId: "acct_1", chargesEnabled: true, payoutsEnabled: true },
      ...{ detailsSubmitted: true, requirements: [], disconnected: false },
    };
    await t.mutation(internal.payments.accountJobs.record, { rowId, told: account, page: null });
    const fail = async (payoutId: string, arrivalAt: number) => {
      const payout = {
        ...{ payoutId, status: "failed" as const, amount: 4_000, currency: "usd", arrivalAt },
        failure: "account_closed",
      };
      await tellEvent(t, { kind: "payout", payout }, { account: "acct_1" });
    };
    return { ...money, fail };
  }

  test("is told to its member once, with where it can be put right", async () => {
    const { t, fail, mailbox, textOf } = await openPayouts();
    await fail("po_1", Date.now() + DAY);
    vi.setSystemTime(Date.now() + MINUTE);
    await fail("po_1", Date.now() + DAY);
    await pass(t, MINUTE);
    expect(mailbox.mails.map(({ to }) => to)).toEqual([[MAYA]]);
    expect(textOf("payout_trouble")).toContain("https://openhours.example/dashboard/payouts");
    expect(textOf("payout_trouble")).toContain("$40.00");
    await fail("po_2", Date.now() + 3 * DAY);
    await pass(t, MINUTE);
    expect(mailbox.mails).toHaveLength(2);
  });
});
