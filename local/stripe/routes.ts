import { createAccount, createLink, renderLink, requireConnected } from "./accounts.ts";
import { renderEvent } from "./events.ts";
import type { Form } from "./form.ts";
import {
  authenticateIntent,
  cancelIntent,
  captureIntent,
  confirmIntent,
  createIntent,
  requireIntent,
} from "./intents.ts";
import { listPayouts } from "./payouts.ts";
import { badParameter, missing } from "./refusal.ts";
import { createRefund, listRefunds, requireRefund } from "./refunds.ts";
import { renderAccount, renderIntent, renderPayout, renderRefund } from "./render.ts";
import type { Intent, Json, World } from "./state.ts";

export interface Call {
  /** The id in the path, or "" where there is none. */
  id: string;
  form: Form;
  /** The connected account that the call is made for. */
  account: string | null;
}

export interface Route {
  method: "GET" | "POST";
  path: RegExp;
  /** Whether a browser may call it, with the publishable key and the intent's client secret. */
  forBrowsers?: true;
  run: (world: World, call: Call) => Json;
}

type IntentStep = (world: World, intent: Intent, form: Form) => void;

/** What the stand-in knows of Stripe's API. */
export const ROUTES: readonly Route[] = [
  {
    method: "POST",
    path: /^\/v1\/payment_intents$/,
    run: (world, { form, account }) => {
      const expand = readExpand(form);
      return renderIntent(world, createIntent(world, form, account), expand);
    },
  },
  {
    method: "GET",
    path: /^\/v1\/payment_intents$/,
    run: (world, { form, account }) => {
      const intents = Object.values(world.state.intents).filter((one) => one.account === account);
      return page(
        form,
        "/v1/payment_intents",
        intents.reverse().map((one) => renderIntent(world, one)),
      );
    },
  },
  {
    method: "GET",
    path: /^\/v1\/payment_intents\/(pi_\w+)$/,
    forBrowsers: true,
    run: onIntent((_world, _intent, form) => form.finish()),
  },
  {
    method: "POST",
    path: /^\/v1\/payment_intents\/(pi_\w+)\/confirm$/,
    forBrowsers: true,
    run: onIntent(confirmIntent),
  },
  {
    // Stripe's own address for this is known to its scripts alone.
    method: "POST",
    path: /^\/v1\/payment_intents\/(pi_\w+)\/authenticate$/,
    forBrowsers: true,
    run: onIntent(authenticateIntent),
  },
  {
    method: "POST",
    path: /^\/v1\/payment_intents\/(pi_\w+)\/capture$/,
    run: onIntent(captureIntent),
  },
  {
    method: "POST",
    path: /^\/v1\/payment_intents\/(pi_\w+)\/cancel$/,
    run: onIntent(cancelIntent),
  },
  {
    method: "POST",
    path: /^\/v1\/refunds$/,
    run: (world, { form, account }) => renderRefund(createRefund(world, form, account)),
  },
  {
    method: "GET",
    path: /^\/v1\/refunds$/,
    run: (world, { form, account }) =>
      page(
        form,
        "/v1/refunds",
        listRefunds(world, form.text("payment_intent"), account).map(renderRefund),
      ),
  },
  {
    method: "GET",
    path: /^\/v1\/refunds\/(re_\w+)$/,
    run: (world, { id, account }) => renderRefund(requireRefund(world, id, account)),
  },
  {
    method: "POST",
    path: /^\/v1\/accounts$/,
    run: (world, { form }) => renderAccount(createAccount(world, form)),
  },
  {
    method: "GET",
    path: /^\/v1\/accounts\/(acct_\w+)$/,
    run: (world, { id }) => renderAccount(requireConnected(world, id)),
  },
  {
    method: "POST",
    path: /^\/v1\/account_links$/,
    run: (world, { form }) => renderLink(world, createLink(world, form)),
  },
  {
    method: "GET",
    path: /^\/v1\/payouts$/,
    run: (world, { form, account }) =>
      page(form, "/v1/payouts", listPayouts(world, account).map(renderPayout)),
  },
  {
    method: "GET",
    path: /^\/v1\/events$/,
    run: (world, { form, account }) => {
      const events = Object.values(world.state.events).filter((one) => one.account === account);
      return page(form, "/v1/events", events.reverse().map(renderEvent));
    },
  },
  {
    method: "GET",
    path: /^\/v1\/events\/(evt_\w+)$/,
    run: (world, { id }) => {
      const event = world.state.events[id];
      if (event === undefined) throw missing("event", id);
      return renderEvent(event);
    },
  },
];

function onIntent(step: IntentStep): Route["run"] {
  return (world, { id, form, account }) => {
    const intent = requireIntent(world, id, account);
    const expand = readExpand(form);
    form.text("client_secret");
    step(world, intent, form);
    return renderIntent(world, intent, expand);
  };
}

function readExpand(form: Form): string[] {
  const expand = form.list("expand");
  const unknown = expand.find((name) => name !== "latest_charge");
  if (unknown !== undefined) {
    throw badParameter("expand", `This property cannot be expanded (${unknown}).`);
  }
  return expand;
}

/** One page of a list, newest first. */
function page(form: Form, url: string, all: Json[]): Json {
  const limit = form.integer("limit") ?? 10;
  const after = form.text("starting_after");
  form.finish();
  if (limit < 1 || limit > 100) throw badParameter("limit", "A limit is from 1 to 100.");
  const start = after === null ? 0 : all.findIndex(({ id }) => id === after) + 1;
  if (after !== null && start === 0) throw missing("object", after);
  return {
    ...{ object: "list", url, data: all.slice(start, start + limit) },
    has_more: all.length > start + limit,
  };
}
