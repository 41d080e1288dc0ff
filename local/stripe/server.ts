import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import path from "node:path";
import { reply } from "../answers.ts";
import { Caretaker } from "../caretaker.ts";
import { postHook } from "../hook.ts";
import { keptJson, readJson, writeJson } from "../json-file.ts";
import { listen, stopListening } from "../listening.ts";
import { StripeDesk } from "./desk.ts";
import { StripeService } from "./service.ts";
import { emptyState, type StripeState } from "./state.ts";

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
  const keys = await keptJson(path.join(options.dataDir, "keys.json"), drawKeys);
  const stateFile = path.join(options.dataDir, "state.json");
  const state = ((await readJson(stateFile)) as StripeState | null) ?? emptyState();
  const server = createServer();
  const url = `http://127.0.0.1:${await listen(server, options.port)}`;
  const service = new StripeService({
    ...{ state, url, ...keys, now: Date.now, random: Math.random },
    draw: () => randomBytes(12).toString("base64url").replaceAll(/[-_]/g, "0"),
    send: ({ to, body, signature }) =>
      postHook(options.endpoints[to], {
        headers: { "content-type": "application/json", "stripe-signature": signature },
        body,
      }),
  });
  const desk = new StripeDesk(service, { url, appOrigins: options.appOrigins });
  const caretaker = new Caretaker(service, () => writeJson(stateFile, state));
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

/** The keys of a Stripe. They look like Stripe's test keys, so that nothing takes them for live ones. */
function drawKeys(): StripeKeys {
  const draw = () => randomBytes(16).toString("hex");
  return {
    secretKey: `sk_test_local_${draw()}`,
    publishableKey: `pk_test_local_${draw()}`,
    webhookSecrets: { platform: `whsec_${draw()}`, connect: `whsec_${draw()}` },
  };
}
