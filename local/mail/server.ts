import { randomBytes, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import path from "node:path";
import { reply } from "../answers.ts";
import { Caretaker } from "../caretaker.ts";
import { postHook } from "../hook.ts";
import { keptJson } from "../json-file.ts";
import { listen, stopListening } from "../listening.ts";
import { MailDesk, type Phones } from "./desk.ts";
import { loadState, saveState } from "./folder.ts";
import { MailService } from "./service.ts";

export interface MailServerOptions {
  /** Where its keys and all it holds are kept. */
  dataDir: string;
  /** 0 takes any free port. */
  port: number;
  /** Where its events go. */
  endpoint: string;
  /** The text messages to show beside the mails. */
  phones?: Phones;
}

export interface MailKeys {
  apiKey: string;
  webhookSecret: string;
}

export interface MailServer extends MailKeys {
  /** Its API is at `<url>/emails`, the inbox at `/`, all it holds at `/state`, and faults are set by a POST to `/control` (see commands.ts). */
  url: string;
  stop: () => Promise<void>;
}

/** Starts a Resend on 127.0.0.1 that keeps what it is sent, shows it, tells what becomes of it and makes faults on order. */
export async function startMail(options: MailServerOptions): Promise<MailServer> {
  const { dataDir, endpoint, phones = null } = options;
  const keys = await keptJson(path.join(dataDir, "keys.json"), drawKeys);
  const state = await loadState(dataDir);
  const server = createServer();
  const url = `http://127.0.0.1:${await listen(server, options.port)}`;
  const service = new MailService({
    ...{ state, ...keys, now: Date.now, random: Math.random, draw: randomUUID },
    send: (hook) => postHook(endpoint, hook),
  });
  const desk = new MailDesk(service, { url, phones });
  const caretaker = new Caretaker(service, () => saveState(dataDir, service.world));
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

/** The keys of a Resend. */
function drawKeys(): MailKeys {
  return {
    apiKey: `re_local_${randomBytes(16).toString("hex")}`,
    webhookSecret: `whsec_${randomBytes(24).toString("base64")}`,
  };
}
