import { strikes } from "../faults.ts";
import { noteOutcome, renderEvent, signatureHeaders } from "./events.ts";
import { arrive } from "./fates.ts";
import { findAnswer, fingerprintOf, forgetOldAnswers } from "./idempotency.ts";
import { Refusal } from "./refusal.ts";
import { route, type MailRequest } from "./routes.ts";
import type { MailState, Waiting, World } from "./state.ts";

export interface MailReply {
  status: number;
  headers: Record<string, string>;
  body: string;
  /** How long the answer takes. */
  delayMs: number;
  /** The caller is never told: cut the connection. */
  lost: boolean;
}

/** An event on its way to the endpoint. */
export interface Hook {
  headers: Record<string, string>;
  body: string;
}

export interface MailServiceOptions {
  state: MailState;
  apiKey: string;
  /** The secret with which events are signed. */
  webhookSecret: string;
  now: () => number;
  draw: () => string;
  random: () => number;
  /** Takes a hook to the endpoint and gives the status of the answer, 0 when there was none. */
  send: (hook: Hook) => Promise<number>;
}

const FORGET_EVERY_MS = 60 * 60_000;

/** A Resend with one account. It holds no clock, no timer and no socket. */
export class MailService {
  readonly world: World;
  readonly #options: MailServiceOptions;
  #forgottenAt = 0;

  constructor(options: MailServiceOptions) {
    const { state, now, draw, random } = options;
    this.#options = options;
    const mails = [...state.mails.values()];
    const deliveries = mails.flatMap((mail) =>
      mail.events.flatMap((event) =>
        event.deliveries.map((delivery) => ({ mail, event, delivery })),
      ),
    );
    this.world = {
      ...{ state, now, draw, random, touched: new Set() },
      waiting: new Set(deliveries.filter(({ delivery }) => delivery.status === "waiting")),
      travelling: new Set(mails.filter(({ arrivesAt }) => arrivesAt !== null)),
    };
  }

  /** Answers a request to Resend's API. What it causes is then waiting to be delivered. */
  answer(request: MailRequest): MailReply {
    this.pass();
    if (strikes(this.world, "down")) return { ...plain(""), lost: true };
    try {
      this.#requireKey(request.headers.authorization);
      if (strikes(this.world, "rateLimit")) return tooMany();
      if (strikes(this.world, "errorBefore")) return broken();
      return this.#idempotently(request);
    } catch (error) {
      return refused(error);
    }
  }

  /** Carries out what has become due by itself: mails arrive, old answers are forgotten. */
  pass(): void {
    arrive(this.world);
    if (this.world.now() < this.#forgottenAt + FORGET_EVERY_MS) return;
    this.#forgottenAt = this.world.now();
    forgetOldAnswers(this.world);
  }

  /** When `deliverDue` will next have something to do; null while nothing is to come. */
  nextDueAt(): number | null {
    let next = Infinity;
    const { waiting, travelling } = this.world;
    for (const { delivery } of waiting) next = Math.min(next, delivery.dueAt);
    for (const { arrivesAt } of travelling) next = Math.min(next, arrivesAt ?? Infinity);
    return next === Infinity ? null : next;
  }

  /** Makes all deliveries that are due, one after the other, in the order in which they are due. */
  async deliverDue(): Promise<void> {
    this.pass();
    const due = [...this.world.waiting].filter((one) => one.delivery.dueAt <= this.world.now());
    due.sort((a, b) => a.delivery.dueAt - b.delivery.dueAt);
    for (const waiting of due) await this.deliver(waiting);
  }

  /** Makes one delivery now, due or not. Gives the status of the endpoint's answer. */
  async deliver(waiting: Waiting): Promise<number> {
    const { mail, event } = waiting;
    const body = JSON.stringify(renderEvent(mail, event));
    const signed = await signatureHeaders(
      { id: event.id, body, atMs: this.world.now() },
      this.#options.webhookSecret,
    );
    const headers = { "content-type": "application/json", ...signed };
    const status = await this.#options.send({ headers, body });
    noteOutcome(this.world, waiting, status);
    return status;
  }

  #requireKey(authorization: string | undefined): void {
    const key = /^Bearer (.+)$/.exec(authorization ?? "")?.[1];
    if (key === undefined) {
      const message =
        "Missing API key in the authorization header. Include the following header 'Authorization: Bearer YOUR_API_KEY' in the request.";
      throw new Refusal(401, "missing_api_key", message);
    }
    if (key !== this.#options.apiKey) {
      throw new Refusal(403, "invalid_api_key", "API key is invalid");
    }
  }

  /** One key has one effect and one answer for a day. */
  #idempotently(request: MailRequest): MailReply {
    const key = request.method === "POST" ? (request.headers["idempotency-key"] ?? null) : null;
    const fingerprint = fingerprintOf(request.path, request.body);
    const kept = key === null ? null : findAnswer(this.world, key, fingerprint);
    const body = kept?.body ?? JSON.stringify(route(this.world, request));
    const delayMs = strikes(this.world, "slow") ? this.world.state.faults.slowMs : 0;
    if (key !== null && kept === null) {
      const at = this.world.now();
      this.world.state.answers[key] = { fingerprint, at, runsUntil: at + delayMs, body };
    }
    const reply = strikes(this.world, "errorAfter") ? broken() : plain(body);
    return { ...reply, delayMs, lost: strikes(this.world, "lostReply") };
  }
}

function plain(body: string): MailReply {
  const headers = { "content-type": "application/json" };
  return { status: 200, headers, body, delayMs: 0, lost: false };
}

function refused(error: unknown): MailReply {
  if (!(error instanceof Refusal)) throw error;
  const { status, reason, message } = error;
  const body = JSON.stringify({ statusCode: status, message, name: reason });
  return { ...plain(body), status };
}

function broken(): MailReply {
  return refused(new Refusal(500, "internal_server_error", "An unexpected error occurred."));
}

function tooMany(): MailReply {
  const message = "Too many requests. You can only make 2 requests per second.";
  const reply = refused(new Refusal(429, "rate_limit_exceeded", message));
  const limits = { "ratelimit-limit": "2", "ratelimit-remaining": "0", "ratelimit-reset": "1" };
  return { ...reply, headers: { ...reply.headers, ...limits, "retry-after": "1" } };
}
