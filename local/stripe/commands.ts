import { calm } from "../faults.ts";
import { disconnect, onboard, restrict } from "./accounts.ts";
import { closeDispute, openDispute } from "./disputes.ts";
import { plan } from "./events.ts";
import { Form } from "./form.ts";
import { lapse, settleDebit } from "./intents.ts";
import { payOut, settlePayout } from "./payouts.ts";
import { badParameter, missing } from "./refusal.ts";
import { createRefund, settleRefund } from "./refunds.ts";
import { FAULTS, type Intent, type StoredEvent, type World } from "./state.ts";

type Command = (world: World, form: Form) => unknown;

/** What its page, and journeys over HTTP, can have happen: by the value of `do`, with the fields that each reads. */
const COMMANDS: Record<string, Command> = {
  fault: setFault,
  calm: (world) => calm(world.state.faults),
  timing: (world, form) => {
    const { faults } = world.state;
    faults.lateMs = form.integer("lateMs") ?? faults.lateMs;
    faults.slowMs = form.integer("slowMs") ?? faults.slowMs;
  },
  deliver: (world, form) => plan(world, eventOf(world, form), world.now()),
  deliverTwice: (world, form) => {
    const event = eventOf(world, form);
    plan(world, event, world.now());
    plan(world, event, world.now());
  },
  deliverLate: (world, form) =>
    plan(world, eventOf(world, form), world.now() + world.state.faults.lateMs),
  refund: refundByHand,
  settleRefund: (world, form) => {
    const id = form.required("refund");
    const refund = world.state.refunds[id];
    if (refund === undefined) throw missing("refund", id);
    settleRefund(world, refund, form.oneOf("outcome", ["arrived", "failed"]) === "arrived");
  },
  settleDebit: (world, form) => {
    const isPaid = form.oneOf("outcome", ["paid", "failed"]) === "paid";
    settleDebit(world, intentOf(world, form), isPaid);
  },
  lapse: (world, form) => lapse(world, intentOf(world, form)),
  dispute: (world, form) => openDispute(world, form.required("charge")),
  closeDispute: (world, form) => {
    const outcome = form.oneOf("outcome", ["won", "lost"]) ?? "lost";
    closeDispute(world, form.required("dispute"), outcome);
  },
  payOut: (world, form) => payOut(world, form.required("account")),
  settlePayout: (world, form) => {
    const outcome = form.oneOf("outcome", ["paid", "failed"]) ?? "paid";
    settlePayout(world, form.required("payout"), outcome);
  },
  onboard: (world, form) => {
    const progress = form.oneOf("progress", ["complete", "half"]) ?? "complete";
    onboard(world, form.required("account"), progress);
  },
  restrict: (world, form) => restrict(world, form.required("account")),
  disconnect: (world, form) => disconnect(world, form.required("account")),
};

/** Carries out what `do` names. Throws a `Refusal` when there is no such thing, or not now. */
export function command(world: World, encoded: string): void {
  const form = new Form(encoded);
  const name = form.required("do");
  const run = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (run === undefined) {
    throw badParameter(
      "do",
      `There is no "${name}": it is one of ${Object.keys(COMMANDS).join(", ")}.`,
    );
  }
  run(world, form);
}

function setFault(world: World, form: Form): void {
  const name = form.oneOf("name", FAULTS);
  if (name === null) throw badParameter("name", `A fault is one of ${FAULTS.join(", ")}.`);
  const chance = Number(form.text("chance") ?? 0);
  const next = form.integer("next") ?? 0;
  if (!(chance >= 0 && chance <= 1)) throw badParameter("chance", "A chance is from 0 to 1.");
  if (next < 0) throw badParameter("next", "How many of the next is a number from 0.");
  world.state.faults.settings[name] = { chance, next };
}

/** As somebody would at Stripe's dashboard, which knows by itself what has to come back from whom. */
function refundByHand(world: World, form: Form): void {
  const intent = intentOf(world, form);
  const amount = form.text("amount");
  const charge = world.state.charges[intent.chargeId ?? ""];
  const fields = new URLSearchParams({
    payment_intent: intent.id,
    ...(amount === null ? {} : { amount }),
    ...(charge?.transferId == null ? {} : { reverse_transfer: "true" }),
    ...(charge?.feeId == null ? {} : { refund_application_fee: "true" }),
  });
  createRefund(world, new Form(fields.toString()), intent.account);
}

function intentOf(world: World, form: Form): Intent {
  const id = form.required("intent");
  const intent = world.state.intents[id];
  if (intent === undefined) throw missing("payment_intent", id);
  return intent;
}

function eventOf(world: World, form: Form): StoredEvent {
  const id = form.required("event");
  const event = world.state.events[id];
  if (event === undefined) throw missing("event", id);
  return event;
}
