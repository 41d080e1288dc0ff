import { randomBytes } from "node:crypto";
import { createServer, type ServerResponse } from "node:http";
import path from "node:path";
import { readJson, writeJson } from "../json-file.ts";
import { listen, stopListening } from "../listening.ts";
import { StripeDesk, type Answer } from "./desk.ts";
import { StripeService, type Hook } from "./service.ts";
import { emptyState, type StripeState } from "./state.ts";

/** How long an endpoint may take to answer an event. */
const HOOK_TIMEOUT_MS = 10_000;
/** What happens within this time is written to the disk together. */
const SAVE_AFTER_MS = 200;
/** Timers beyond this fire at once, so a long pause is slept in parts. */
const LONGEST_SLEEP_MS = 60 * 60_000;

export interface StripeServerOptions {
  /** Where its keys and all it holds are kept. */
  dataDir: string;
  /** 0 takes any free port. */
  port: number;
  /** The origins of the screens, whose Stripe.js may call it. */
  appOrigins: readonly string[];
  /** Where the events of the platform and of connected accounts go. */
  endpoints: { platform: string; connect: string };
}

export interface StripeKeys {
  secretKey: string;
  publishableKey: string;
  webhookSecrets: { platform: string; connect: string };
}

export interface StripeServer extends StripeKeys {
  /** Its API is at `<url>/v1`, its page at `/`, and faults are set by a POST to `/control` (see commands.ts). */
  url: string;
  stop: () => Promise<void>;
}

/** Starts a Stripe on 127.0.0.1 that remembers, delivers events and makes faults on order. */
export async function startStripe(options: StripeServerOptions): Promise<StripeServer> {
  const keys = await keptKeys(path.join(options.dataDir, "keys.json"));
  const stateFile = path.join(options.dataDir, "state.json");
  const state = ((await readJson(stateFile)) as StripeState | null) ?? emptyState();
  const server = createServer();
  const url = `http://127.0.0.1:${await listen(server, options.port)}`;
  const service = new StripeService({
    ...{ state, url, ...keys, now: Date.now, random: Math.random },
    draw: () => randomBytes(12).toString("base64url").replaceAll(/[-_]/g, "0"),
    send: (hook) => send(hook, options.endpoints[hook.to]),
  });
  const desk = new StripeDesk(service, { url, appOrigins: options.appOrigins });
  const caretaker = new Caretaker(service, stateFile);
  server.on("request", (request, response) => {
    desk.answer(request).then(
      (answer) => {
        reply(response, answer, () => {
          caretaker.lookAfter();
        });
      },
      (error: unknown) => {
        console.error(error);
        response.writeHead(500).end();
      },
    );
  });
  caretaker.lookAfter();
  return {
    ...keys,
    url,
    stop: async () => {
      await stopListening(server);
      await caretaker.stop();
    },
  };
}

/** Delivers what is due, now and whenever something becomes due, and keeps all on the disk. */
class Caretaker {
  readonly #service: StripeService;
  readonly #file: string;
  #alarm: NodeJS.Timeout | undefined;
  #saving: NodeJS.Timeout | undefined;
  #delivering: Promise<void> | null = null;
  #saved = Promise.resolve();
  #savePause = SAVE_AFTER_MS;
  #stopped = false;

  constructor(service: StripeService, file: string) {
    this.#service = service;
    this.#file = file;
  }

  /** To be called whenever something may have happened. */
  lookAfter(): void {
    if (this.#stopped) return;
    this.#saving ??= setTimeout(() => {
      this.#saving = undefined;
      void this.#save();
    }, this.#savePause);
    clearTimeout(this.#alarm);
    const dueAt = this.#service.nextDueAt();
    if (dueAt === null || this.#delivering !== null) return;
    const pause = Math.min(Math.max(0, dueAt - Date.now()), LONGEST_SLEEP_MS);
    this.#alarm = setTimeout(() => {
      this.#delivering = this.#service.deliverDue().finally(() => {
        this.#delivering = null;
        this.lookAfter();
      });
    }, pause);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#alarm);
    clearTimeout(this.#saving);
    await this.#delivering;
    await this.#save();
  }

  /** One after the other, and so that writing takes a small part of the time however much there is to write. */
  async #save(): Promise<void> {
    const before = this.#saved;
    this.#saved = before.then(async () => {
      const startedMs = Date.now();
      await writeJson(this.#file, this.#service.world.state);
      this.#savePause = Math.max(SAVE_AFTER_MS, 10 * (Date.now() - startedMs));
    });
    await this.#saved;
  }
}

async function send({ body, signature }: Hook, endpoint: string): Promise<number> {
  try {
    const response = await fetch(endpoint, {
      method: "POST",
      headers: { "content-type": "application/json", "stripe-signature": signature },
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(HOOK_TIMEOUT_MS),
    });
    await response.body?.cancel();
    return response.status;
  } catch {
    return 0;
  }
}

function reply(response: ServerResponse, answer: Answer, afterwards: () => void): void {
  const { status, headers, body, delayMs = 0, lost = false } = answer;
  setTimeout(() => {
    if (lost) response.destroy();
    else response.writeHead(status, headers).end(body);
    afterwards();
  }, delayMs);
}

/** The keys of this folder's Stripe, drawn once. They look like Stripe's test keys, so that nothing takes them for live ones. */
async function keptKeys(file: string): Promise<StripeKeys> {
  const kept = (await readJson(file)) as StripeKeys | null;
  if (kept !== null) return kept;
  const draw = () => randomBytes(16).toString("hex");
  const keys: StripeKeys = {
    secretKey: `sk_test_local_${draw()}`,
    publishableKey: `pk_test_local_${draw()}`,
    webhookSecrets: { platform: `whsec_${draw()}`, connect: `whsec_${draw()}` },
  };
  await writeJson(file, keys);
  return keys;
}
