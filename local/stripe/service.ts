import { forgetOldEvents, noteOutcome, renderEvent, sign } from "./events.ts";
import { strikes } from "../faults.ts";
import { Form } from "./form.ts";
import { findAnswer, forgetOldAnswers } from "./idempotency.ts";
import { settleDueIntents } from "./intents.ts";
import { missing, Refusal } from "./refusal.ts";
import { ROUTES, type Call, type Route } from "./routes.ts";
import type { Delivery, StripeState, World } from "./state.ts";

export interface StripeRequest {
  method: string;
  /** With the query, as in "/v1/refunds?payment_intent=pi_1". */
  path: string;
  /** By lower-case name. */
  headers: Readonly<Record<string, string | undefined>>;
  body: string;
}

export interface StripeReply {
  status: number;
  headers: Record<string, string>;
  body: string;
  /** How long the answer takes. */
  delayMs: number;
  /** The request was carried out, and its caller is never told: cut the connection. */
  lost: boolean;
}

/** An event on its way to an endpoint. */
export interface Hook {
  to: Delivery["to"];
  body: string;
  /** The header `Stripe-Signature`. */
  signature: string;
}

export interface StripeServiceOptions {
  state: StripeState;
  /** Where its pages are; addresses in its answers begin with this. */
  url: string;
  secretKey: string;
  publishableKey: string;
  /** The secrets with which events are signed, for the platform's own and for those of connected accounts. */
  webhookSecrets: Record<Delivery["to"], string>;
  now: () => number;
  draw: () => string;
  random: () => number;
  /** Takes a hook to its endpoint and gives the status of the answer, 0 when there was none. */
  send: (hook: Hook) => Promise<number>;
}

const FORGET_EVERY_MS = 60 * 60_000;

/** A Stripe with one platform and its connected accounts. It holds no clock, no timer and no socket. */
export class StripeService {
  readonly world: World;
  readonly #options: StripeServiceOptions;
  #forgottenAt = 0;

  constructor(options: StripeServiceOptions) {
    const { state, url, now, draw, random } = options;
    this.#options = options;
    const waiting = Object.values(state.deliveries).filter(({ status }) => status === "waiting");
    const expected = Object.values(state.intents).filter(({ dueAt }) => dueAt !== null);
    this.world = {
      ...{ state, url, now, draw, random, idempotencyKey: null },
      ...{ waiting: new Set(waiting), expected: new Set(expected) },
    };
  }

  /** Answers a request to Stripe's API. What it causes is then waiting in `waiting()`. */
  answer(request: StripeRequest): Promise<StripeReply> {
    this.pass();
    const requestId = `req_${this.world.draw()}`;
    const reply = this.#reply(request);
    reply.headers = {
      "content-type": "application/json",
      "request-id": requestId,
      ...reply.headers,
    };
    return Promise.resolve(reply);
  }

  /** Carries out what has become due by itself: authorisations lapse, debits are settled, old things are forgotten. */
  pass(): void {
    settleDueIntents(this.world);
    if (this.world.now() < this.#forgottenAt + FORGET_EVERY_MS) return;
    this.#forgottenAt = this.world.now();
    forgetOldAnswers(this.world);
    forgetOldEvents(this.world);
  }

  /** When `deliverDue` will next have something to do; null while nothing is to come. */
  nextDueAt(): number | null {
    const { waiting, expected } = this.world;
    let next: number | null = null;
    for (const { dueAt } of [...waiting, ...expected]) {
      if (dueAt !== null && (next === null || dueAt < next)) next = dueAt;
    }
    return next;
  }

  /** The deliveries still to be made, in the order in which they are due. */
  waiting(): Delivery[] {
    return [...this.world.waiting].sort((a, b) => a.dueAt - b.dueAt);
  }

  /** Makes one delivery now, due or not, also when it was made before. Gives the status of the endpoint's answer. */
  async deliver(delivery: Delivery): Promise<number> {
    const event = this.world.state.events[delivery.eventId];
    if (event === undefined) throw missing("event", delivery.eventId);
    const body = JSON.stringify(renderEvent(event));
    const secret = this.#options.webhookSecrets[delivery.to];
    const signature = await sign(body, secret, this.world.now());
    const status = await this.#options.send({ to: delivery.to, body, signature });
    noteOutcome(this.world, delivery, status);
    return status;
  }

  /** Makes all deliveries that are due, one after the other. */
  async deliverDue(): Promise<void> {
    this.pass();
    const due = this.waiting().filter(({ dueAt }) => dueAt <= this.world.now());
    for (const delivery of due) await this.deliver(delivery);
  }

  #reply(request: StripeRequest): StripeReply {
    const caller = this.#callerOf(request);
    if (caller instanceof Refusal) return refused(caller);
    if (caller === "backend" && strikes(this.world, "errorBefore")) return serverError();
    const reply = this.#idempotently(request, caller);
    const delayMs = strikes(this.world, "slow") ? this.world.state.faults.slowMs : 0;
    const lost = caller === "backend" && strikes(this.world, "lostReply");
    return { ...reply, delayMs, lost };
  }

  #callerOf({ headers }: StripeRequest): "backend" | "browser" | Refusal {
    const key = /^Bearer (.+)$/.exec(headers.authorization ?? "")?.[1] ?? "";
    if (key === this.#options.secretKey) return "backend";
    if (key === this.#options.publishableKey) return "browser";
    const message = key === "" ? "You did not provide an API key." : "Invalid API Key provided.";
    return new Refusal(401, { type: "invalid_request_error", message });
  }

  /** One key has one effect and one answer for a day, on each account. */
  #idempotently(request: StripeRequest, caller: "backend" | "browser"): StripeReply {
    const key = request.method === "POST" ? (request.headers["idempotency-key"] ?? null) : null;
    const place = `${request.headers["stripe-account"] ?? ""}:${key ?? ""}`;
    const fingerprint = `${request.method} ${request.path}\n${request.body}`;
    try {
      const kept = key === null ? null : findAnswer(this.world, place, fingerprint);
      if (kept !== null) return plain(kept, { "idempotent-replayed": "true" });
    } catch (error) {
      return refused(error);
    }
    this.world.idempotencyKey = key;
    const { reply, begun } = this.#carryOut(request, caller);
    this.world.idempotencyKey = null;
    if (key !== null && begun) {
      const { status, body } = reply;
      this.world.state.answers[place] = { fingerprint, at: this.world.now(), status, body };
    }
    return reply;
  }

  #carryOut(
    request: StripeRequest,
    caller: "backend" | "browser",
  ): { reply: StripeReply; begun: boolean } {
    try {
      const body = this.#route(request, caller);
      const broken = caller === "backend" && strikes(this.world, "errorAfter");
      const reply = broken ? serverError() : plain({ status: 200, body: JSON.stringify(body) });
      return { reply, begun: true };
    } catch (error) {
      return { reply: refused(error), begun: error instanceof Refusal && error.begun };
    }
  }

  #route(request: StripeRequest, caller: "backend" | "browser"): unknown {
    const [path = "", query = ""] = request.path.split("?");
    const found = findRoute(request.method, path);
    if (found === null) {
      throw new Refusal(404, {
        type: "invalid_request_error",
        message: `Unrecognized request URL (${request.method}: ${path}).`,
      });
    }
    const account = request.headers["stripe-account"] ?? null;
    const call: Call = {
      ...{ id: found.id, account },
      form: new Form(request.method === "GET" ? query : request.body),
    };
    this.#checkAccess(found.route, call, caller);
    return found.route.run(this.world, call);
  }

  #checkAccess(route: Route, { id, form, account }: Call, caller: "backend" | "browser"): void {
    const known = account === null ? undefined : this.world.state.accounts[account];
    if (account !== null && (known === undefined || known.disconnected)) {
      throw new Refusal(403, {
        type: "invalid_request_error",
        code: "account_invalid",
        message: `The key does not have access to account '${account}'.`,
      });
    }
    if (caller === "backend") return;
    const secret = form.text("client_secret");
    const isTheirs = secret !== null && this.world.state.intents[id]?.clientSecret === secret;
    if (route.forBrowsers !== true || !isTheirs) {
      throw new Refusal(401, {
        type: "invalid_request_error",
        message: "With a publishable key one reaches only the payment whose client secret one has.",
      });
    }
  }
}

function findRoute(method: string, path: string): { route: Route; id: string } | null {
  for (const route of ROUTES) {
    const match = route.method === method ? route.path.exec(path) : null;
    if (match !== null) return { route, id: match[1] ?? "" };
  }
  return null;
}

function plain(
  { status, body }: { status: number; body: string },
  headers: Record<string, string> = {},
): StripeReply {
  return { status, headers, body, delayMs: 0, lost: false };
}

function serverError(): StripeReply {
  const error = { type: "api_error", message: "An error occurred while processing your request." };
  return plain({ status: 500, body: JSON.stringify({ error }) });
}

function refused(error: unknown): StripeReply {
  if (!(error instanceof Refusal)) throw error;
  return plain({ status: error.status, body: JSON.stringify({ error: error.error }) });
}
