import { api } from "../../convex/_generated/api";
import type { Intent } from "../../local/stripe/state.ts";
import { ACTS, call, contactOf, LIKELY, rowOf, stateOf, type ActName } from "./acts.ts";
import { at, startOf, type Choice } from "./choices.ts";
import { Dice } from "./dice.ts";
import type { Market } from "./market.ts";
import type { Link, World } from "./world.ts";

/* Who does something next in a history: customers, members, owners, and people at Stripe. */

type Turn = (world: World, choice: Choice) => Promise<string>;

function marketOf({ markets }: World, choice: number): Market {
  // Most of it happens at one of the two.
  const market = markets[choice % 4 === 0 ? 1 : 0];
  if (!market) throw new Error("There are two markets.");
  return market;
}

async function wishOf(world: World, choice: Choice) {
  const market = marketOf(world, choice.c);
  const service = at(market.services, choice.b);
  if (!service) throw new Error("A market has services.");
  const start = startOf(choice);
  const token = world.drawToken();
  const request = { eventTypeId: service.id, start, timezone: "Europe/Paris", token };
  return await Promise.resolve({ market, service, request });
}

function remember(world: World, link: Omit<Link, "form" | "hasSaidWho">): void {
  if (world.links.some(({ token }) => token === link.token)) return;
  world.links.push({ ...link, form: null, hasSaidWho: false });
}

const hold: Turn = async (world, choice) => {
  const { market, service, request } = await wishOf(world, choice);
  const price = service.kind === "named" ? at([0, 400, 1_500, 9_000], choice.c) : undefined;
  return await call(world, async () => {
    const { bookingId } = await world.t.mutation(api.bookings.hold, {
      ...{ ...request, visitorId: `visitor-${choice.c % 6}` },
      ...(price !== undefined && { price }),
    });
    remember(world, { bookingId, token: request.token, market });
  });
};

const enter: Turn = async (world, choice) => {
  const { market, request } = await wishOf(world, choice);
  return await call(world, async () => {
    const customer = contactOf(choice.b);
    const entered = await market.host.mutation(api.bookings.create, { ...request, customer });
    remember(world, { bookingId: entered.bookingId, token: request.token, market });
  });
};

/** People mostly go on with what they began last, and do what makes sense; now and then they do anything. */
const goOn: Turn = async (world, choice) => {
  const { a, b, c } = choice;
  const latest = world.links.slice(-3);
  const link = at(a % 4 === 0 ? world.links : latest, b);
  if (!link) return await hold(world, choice);
  const dice = new Dice(a, b, c);
  const likely = LIKELY[stateOf(await rowOf(world, link.bookingId))] as Record<ActName, number>;
  const isOdd = c % 8 === 0;
  const name = isOdd ? at(Object.keys(ACTS) as ActName[], b + c) : dice.weighed(likely);
  if (!name) throw new Error("There is something to do.");
  const code = await ACTS[name](world, link, choice);
  return `${name} ${link.token.slice(-3)}: ${code}`;
};

const repair: Turn = async (world, { b }) => {
  const market = marketOf(world, b);
  const { page } = await market.owner.query(api.payments.mismatches.list, {
    tenantSlug: market.slug,
    paginationOpts: { numItems: 10, cursor: null },
  });
  const mismatch = at(page, b);
  if (!mismatch) return "nothing to repair";
  const { id: mismatchId, kind } = mismatch;
  const code = await call(world, () =>
    market.owner.mutation(api.payments.mismatches.repair, { mismatchId }),
  );
  return `${kind}: ${code}`;
};

const forgedEvent: Turn = async ({ t, bank, note }, { b }) => {
  const body = JSON.stringify(at(Object.values(bank.service.world.state.events), b) ?? {});
  const signature = `t=${Math.floor(Date.now() / 1000)},v1=${"0".repeat(64)}`;
  const answer = t.fetch("/stripe/webhook", {
    ...{ method: "POST", body, headers: { "stripe-signature": signature } },
  });
  void answer.then(
    ({ status }) => note(`the forged event was answered ${status}`),
    () => undefined,
  );
  return await Promise.resolve("sent");
};

/** What somebody does with an intent on Stripe's pages. */
function atStripe(act: (world: World, intent: Intent) => Promise<void> | void): Turn {
  return async (world, { b }) => {
    const intent = at(world.bank.intents, b);
    if (!intent) return "nothing at Stripe";
    await act(world, intent);
    return `${intent.id} ${intent.status}`;
  };
}

/** Somebody with a Stripe account of their own makes a payment there that says it is for another's booking. */
const foreignMoney: Turn = async ({ bank }, { b }) => {
  const victim = at(bank.intents, b);
  const accounts = Object.keys(bank.service.world.state.accounts);
  const account = accounts.find((id) => id !== victim?.account);
  if (!victim || account === undefined) return "nobody to rob";
  await bank.payElsewhere(victim, account);
  return `${victim.id} in ${account}`;
};

const refundBounces: Turn = async ({ bank }, { b }) => {
  const refund = at(bank.refunds, b);
  if (refund) bank.bounce(refund);
  return await Promise.resolve(refund?.id ?? "nothing to bounce");
};

export const TURNS = {
  hold,
  goOn,
  enter,
  repair,
  again: async ({ unanswered }) => (await unanswered.shift()?.()) ?? "nothing was lost",
  forgedEvent,
  refundAtStripe: atStripe(async ({ bank }, intent) => {
    if (intent.status !== "succeeded") return;
    await bank.byHand(intent, "refunds", { payment_intent: intent.id, amount: "150" });
  }),
  cancelAtStripe: atStripe(async ({ bank }, intent) => {
    if (intent.status === "succeeded") return;
    await bank.byHand(intent, `payment_intents/${intent.id}/cancel`);
  }),
  changeAmountAtStripe: atStripe((_, intent) => {
    if (intent.status !== "requires_payment_method") return;
    intent.amount -= 7;
    intent.metadata.changed = "yes";
  }),
  dispute: atStripe(({ bank }, intent) => bank.dispute(intent)),
  refundBounces,
  foreignMoney,
} as const satisfies Record<string, Turn>;

export type TurnName = keyof typeof TURNS;
