import { api } from "../../convex/_generated/api";
import type { Doc, Id } from "../../convex/_generated/dataModel";
import { codeOf } from "../../convex/test.setup.ts";
import { CARDS } from "./bank.ts";
import { startOf, type Choice } from "./choices.ts";
import { changesOf } from "./invariants.ts";
import { readRows } from "./rows.ts";
import type { Link, World } from "./world.ts";

/* What people do with a booking of theirs, as calls of the real functions. */

export type Act = (world: World, link: Link, choice: Choice) => Promise<string>;

/** Makes a call; now and then its answer is lost, and whoever made it will make it again. */
export async function call(world: World, make: () => Promise<unknown>): Promise<string> {
  const again = async () => {
    world.tally.calls += 1;
    const before = world.isWatched() ? await readRows(world.t) : null;
    const code = await codeOf(make());
    if (before !== null && code !== "accepted") {
      world.refused.push(...changesOf(before, await readRows(world.t), code));
    }
    return code;
  };
  const code = await again();
  if (!world.isLost()) return code;
  world.tally.lost += 1;
  world.unanswered.push(again);
  return `${code}, but nobody hears it`;
}

export const contactOf = (choice: number) => ({
  name: "A Customer",
  email: `customer-${choice % 4}@example.com`,
});

const handle = ({ bookingId, token }: Link) => ({ bookingId, token });

export async function rowOf({ t }: World, bookingId: Id<"bookings">): Promise<Doc<"bookings">> {
  const row = await t.run(async (ctx) => await ctx.db.get("bookings", bookingId));
  if (!row) throw new Error("A booking was deleted.");
  return row;
}

/** What is known of a booking's money, before somebody ends it. */
async function knownMoney({ t }: World, bookingId: Id<"bookings">) {
  const payments = await t.run(
    async (ctx) =>
      await ctx.db
        .query("payments")
        .withIndex("by_bookingId", (q) => q.eq("bookingId", bookingId))
        .collect(),
  );
  const isThere = ({ standing, channel }: Doc<"payments">) =>
    channel === "stripe" && (standing === "authorized" || standing === "captured");
  return {
    known: payments.filter(isThere).map(({ intentId = "" }) => intentId),
    refunded: payments.reduce((sum, { refunded }) => sum + refunded, 0),
  };
}

function ending(
  by: "customer" | "host",
  make: (world: World, link: Link) => Promise<unknown>,
): Act {
  return async (world, link) =>
    await call(world, async () => {
      const { status: from } = await rowOf(world, link.bookingId);
      const money = await knownMoney(world, link.bookingId);
      await make(world, link);
      const isEnd = from === "held" || from === "pending" || from === "confirmed";
      if (isEnd) world.diary.noteEnd(link.bookingId, { at: Date.now(), by, from, ...money });
    });
}

const startPayment: Act = async (world, link, { c }) => {
  link.hasSaidWho = true;
  const customer = contactOf(c);
  return await call(world, () =>
    world.t.mutation(api.bookings.startPayment, { ...handle(link), customer }),
  );
};

function pay(method: keyof typeof CARDS): Act {
  return async (world, link, choice) => {
    // The page asks who pays before it shows the form; now and then somebody gets around that.
    if (!link.hasSaidWho && choice.c % 8 !== 1) await startPayment(world, link, choice);
    const shown = await world.t.query(api.payments.checkout, handle(link));
    const secret = shown?.clientSecret ?? null;
    if (shown && secret !== null) {
      const [intentId = ""] = secret.split("_secret_");
      link.form = { intentId, clientSecret: secret, account: shown.account };
    }
    // A form that was opened before may still be on somebody's screen.
    if (!link.form) return "no form yet";
    world.tally.calls += 1;
    return await world.bank.fromBrowser(link.form, "confirm", CARDS[method]);
  };
}

const authenticate: Act = async (world, { form }, { c }) => {
  if (!form) return "no form yet";
  const result = c % 4 === 0 ? "fail" : "complete";
  world.tally.calls += 1;
  return await world.bank.fromBrowser(form, "authenticate", { result });
};

const refundByHand: Act = async (world, { bookingId, market }, { c }) => {
  const { refundedAmount: refunded, paidAmount } = await rowOf(world, bookingId);
  const amount = [100, 1_234, paidAmount - refunded, paidAmount][c % 4] ?? 100;
  return await call(world, async () => {
    const seen = await rowOf(world, bookingId);
    await market.host.mutation(api.payments.refund, { bookingId, amount, refunded });
    // Asked for twice it is one refund.
    if (seen.refundedAmount === refunded) world.diary.noteRefund(bookingId, amount);
  });
};

const notePaid: Act = async (world, { bookingId, market }) =>
  await call(world, async () => {
    const before = await rowOf(world, bookingId);
    await market.host.mutation(api.payments.notePaid, { bookingId });
    const after = await rowOf(world, bookingId);
    world.diary.notePaidInPerson(bookingId, after.paidAmount - before.paidAmount);
  });

function reschedule(by: "customer" | "host"): Act {
  return async (world, { bookingId, token, market }, choice) => {
    const { revision } = await rowOf(world, bookingId);
    const to = { bookingId, start: startOf(choice), revision };
    return await call(world, async () =>
      by === "host"
        ? await market.host.mutation(api.bookings.reschedule, to)
        : await world.t.mutation(api.bookings.reschedule, { ...to, token }),
    );
  };
}

const foreignRefund: Act = async (world, { bookingId, market }) => {
  const stranger = world.markets.find(({ slug }) => slug !== market.slug);
  if (!stranger) throw new Error("There are two markets.");
  const asked = { bookingId, amount: 100, refunded: 0 };
  return await call(world, () => stranger.host.mutation(api.payments.refund, asked));
};

export const ACTS = {
  startPayment,
  payGood: pay("good"),
  payDeclined: pay("declined"),
  payAuthenticating: pay("authentication"),
  payIdeal: pay("ideal"),
  paySepa: pay("sepa"),
  payFailingSepa: pay("failingSepa"),
  authenticate,
  confirm: (world, link, { c }) =>
    call(world, () =>
      world.t.mutation(api.bookings.confirm, { ...handle(link), customer: contactOf(c) }),
    ),
  cancel: ending("customer", ({ t }, link) => t.mutation(api.bookings.cancel, handle(link))),
  cancelByHost: ending("host", (_, { market, bookingId }) =>
    market.host.mutation(api.bookings.cancel, { bookingId }),
  ),
  release: ending("customer", ({ t }, link) => t.mutation(api.bookings.release, handle(link))),
  decline: ending("host", (_, { market, bookingId }) =>
    market.host.mutation(api.bookings.decline, { bookingId }),
  ),
  approve: (world, { bookingId, market }) =>
    call(world, () => market.host.mutation(api.bookings.approve, { bookingId })),
  openRest: (world, link) =>
    call(world, () => world.t.mutation(api.payments.openRest, handle(link))),
  check: (world, link) => call(world, () => world.t.mutation(api.payments.check, handle(link))),
  noShow: (world, { bookingId, market }) =>
    call(world, () => market.host.mutation(api.bookings.markNoShow, { bookingId })),
  refundByHand,
  notePaid,
  reschedule: reschedule("customer"),
  rescheduleByHost: reschedule("host"),
  foreignRefund,
} as const satisfies Record<string, Act>;

export type ActName = keyof typeof ACTS;

const PAYING: Partial<Record<ActName, number>> = {
  ...{ payGood: 8, payDeclined: 1, payAuthenticating: 2, payIdeal: 2, paySepa: 1 },
  ...{ payFailingSepa: 1, authenticate: 2, check: 1 },
};

type State = Exclude<Doc<"bookings">["status"], "held"> | "held, free" | "held, priced";

export function stateOf({ status, quote }: Doc<"bookings">): State {
  if (status !== "held") return status;
  return quote.price === 0 ? "held, free" : "held, priced";
}

/** What people are likely to do with a booking in a state, by weight. */
export const LIKELY: Readonly<Record<State, Partial<Record<ActName, number>>>> = {
  "held, free": { confirm: 9, release: 1 },
  "held, priced": { ...PAYING, startPayment: 8, release: 1 },
  pending: { approve: 8, decline: 3, cancel: 3, cancelByHost: 1, payGood: 1 },
  confirmed: {
    ...{ cancel: 5, cancelByHost: 2, reschedule: 3, rescheduleByHost: 2, openRest: 5 },
    ...{ payGood: 5, payIdeal: 2, paySepa: 1, authenticate: 2, check: 1 },
    ...{ refundByHand: 3, notePaid: 1, noShow: 2, foreignRefund: 1 },
  },
  completed: { openRest: 2, payGood: 2, refundByHand: 3, notePaid: 1, noShow: 1 },
  cancelled: { payGood: 4, authenticate: 2, startPayment: 1, cancel: 1, refundByHand: 2 },
  declined: { payGood: 3, authenticate: 1, approve: 1 },
  expired: { payGood: 5, authenticate: 3, startPayment: 1, confirm: 1, payIdeal: 1 },
  no_show: { refundByHand: 2, cancel: 1 },
};
