import { getFunctionName, type FunctionReference } from "convex/server";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { api, internal } from "../../convex/_generated/api";
import type { Id } from "../../convex/_generated/dataModel";
import type { MutationCtx } from "../../convex/_generated/server";
import { intentOf, latestPayment, stubStripe } from "../../convex/payments/told.testing";
import { openMailbox } from "../../convex/messages/mailbox.testing";
import { openPaid } from "../../convex/payments/paid.testing";
import { CARL, holdOf } from "../../convex/test.setup";

/*
 * What one booking costs, from the first page to its confirmation, counted as Convex counts: function calls, the queries that are run
 * again because their result changed included, and what they read and write. Counts are exact, so a budget is a test.
 */

const NOW = Date.UTC(2027, 2, 1);

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
  stubStripe();
  // Messages are written with the booking; what sending them takes later is not counted.
  openMailbox();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

type Cost = { calls: number; documents: number; readBytes: number; writtenBytes: number };
type Query = FunctionReference<"query", "public" | "internal">;
type Mutation = FunctionReference<"mutation", "public" | "internal">;
type Backend = Awaited<ReturnType<typeof openPaid>>["t"];

const NOTHING: Cost = { calls: 0, documents: 0, readBytes: 0, writtenBytes: 0 };

class Meter {
  readonly steps: [string, Cost][] = [];
  readonly #t: Backend;

  constructor(t: Backend) {
    this.#t = t;
  }

  async query<T>(called: Query, args: Record<string, unknown>): Promise<T> {
    return await this.#meter(
      getFunctionName(called),
      async (ctx) => (await ctx.runQuery(called, args)) as unknown,
    );
  }

  /** An action, which reads and writes through the functions it calls. */
  action(path: string): void {
    this.steps.push([path, { ...NOTHING, calls: 1 }]);
  }

  async mutation<T>(called: Mutation, args: Record<string, unknown>): Promise<T> {
    return await this.#meter(
      getFunctionName(called),
      async (ctx) => (await ctx.runMutation(called, args)) as unknown,
    );
  }

  /** Run a function as its caller does, and add what it took. */
  async #meter<T>(path: string, run: (ctx: MutationCtx) => Promise<unknown>): Promise<T> {
    let cost = NOTHING;
    const result = await this.#t.mutation(async (ctx) => {
      const before = await ctx.meta.getTransactionMetrics();
      const value = await run(ctx);
      const after = await ctx.meta.getTransactionMetrics();
      cost = {
        calls: 1,
        documents: after.documentsRead.used - before.documentsRead.used,
        readBytes: after.bytesRead.used - before.bytesRead.used,
        writtenBytes: after.bytesWritten.used - before.bytesWritten.used,
      };
      return value;
    });
    this.steps.push([path, cost]);
    return result as T;
  }

  get total(): Cost {
    return this.steps.reduce(
      (sum, [, cost]) => ({
        calls: sum.calls + cost.calls,
        documents: sum.documents + cost.documents,
        readBytes: sum.readBytes + cost.readBytes,
        writtenBytes: sum.writtenBytes + cost.writtenBytes,
      }),
      NOTHING,
    );
  }
}

async function openPage(
  meter: Meter,
  { member, eventTypeId }: { member: { id: Id<"memberSettings"> }; eventTypeId: Id<"eventTypes"> },
) {
  await meter.query(api.tenants.get, { slug: "demo" });
  await meter.query(api.tenants.viewer, { slug: "demo" });
  await meter.query(api.members.get, { tenantSlug: "demo", slug: "maya-chen" });
  await meter.query(api.eventTypes.list, { memberId: member.id });
  await meter.query(api.payments.isReady, { memberId: member.id });
  await look(meter, eventTypeId);
}

const look = async (meter: Meter, eventTypeId: Id<"eventTypes">) =>
  await meter.query(api.availability.month, { eventTypeId, month: "2027-03" });

type Paying = { meter: Meter; t: Backend; bookingId: Id<"bookings"> };

async function pay({ meter, t, bookingId }: Paying, standing: "open" | "captured") {
  const payment = await latestPayment(t, bookingId);
  meter.action("payments/calls:settle");
  await meter.query(internal.payments.jobs.next, { paymentId: payment._id });
  const told = intentOf(payment, { standing, clientSecret: standing === "open" ? "secret" : null });
  const answered = { paymentId: payment._id, told, failed: null };
  await meter.mutation(internal.payments.jobs.recordIntent, answered);
}

async function tell({ meter, t, bookingId }: Paying, standing: "authorized" | "captured") {
  const intent = intentOf(await latestPayment(t, bookingId), { standing });
  const event = {
    ...{ eventId: `evt_${standing}`, type: "payment_intent.succeeded", account: null },
    ...{ livemode: false, createdAt: NOW, about: { kind: "intent", intent } },
  };
  meter.action("payments/webhooks:platformWebhook");
  await meter.mutation(internal.payments.jobs.receive, { event });
}

/** A free booking, and one that is paid by card. */
async function bookOnce(kind: "free" | "paid") {
  const opened = await openPaid(kind === "free" ? { price: 0 } : {});
  const { t, eventTypeId, start } = opened;
  const meter = new Meter(t);
  await openPage(meter, opened);
  const request = holdOf(eventTypeId, start);
  const { bookingId } = await meter.mutation<{ bookingId: Id<"bookings"> }>(
    api.bookings.hold,
    request,
  );
  await look(meter, eventTypeId);
  const link = { bookingId, token: request.token };
  if (kind === "free") {
    await meter.mutation(api.bookings.confirm, { ...link, customer: CARL });
  } else {
    const paying = { meter, t, bookingId };
    await meter.query(api.payments.checkout, link);
    await pay(paying, "open");
    await meter.query(api.payments.checkout, link);
    await meter.mutation(api.bookings.startPayment, { ...link, customer: CARL });
    await meter.query(api.bookings.get, link);
    await tell(paying, "authorized");
    await pay(paying, "captured");
    await tell(paying, "captured");
  }
  await look(meter, eventTypeId);
  await meter.query(api.bookings.get, link);
  await meter.mutation(internal.bookings.jobs.expire, { bookingId });
  return { steps: meter.steps, total: meter.total, booking: await opened.bookingOf(bookingId) };
}

/** What a booking may cost at most. A call is 2 millionths of a dollar, as is a read of ten kilobytes. */
const BUDGETS = {
  free: { calls: 12, documents: 65, readBytes: 36_000, writtenBytes: 9_500 },
  paid: { calls: 25, documents: 145, readBytes: 90_000, writtenBytes: 23_000 },
} as const satisfies Record<string, Cost>;

test.each(["free", "paid"] as const)("a %s booking stays within its budget", async (kind) => {
  const { steps, total, booking } = await bookOnce(kind);
  expect(booking.status).toBe("confirmed");
  if (import.meta.env.PRINT_COSTS !== undefined) {
    console.log(`COST ${JSON.stringify({ kind, steps, total, budget: BUDGETS[kind] })}`);
  }
  for (const [what, most] of Object.entries(BUDGETS[kind])) {
    expect(total[what as keyof Cost], what).toBeLessThanOrEqual(most);
  }
});
