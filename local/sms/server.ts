import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import path from "node:path";
import { flatHeaders, isOwnHost, jsonAnswer, readBody, reply, type Answer } from "../answers.ts";
import { Caretaker } from "../caretaker.ts";
import { readFields } from "../fields.ts";
import { postHook } from "../hook.ts";
import { keptJson, readJson, writeJson } from "../json-file.ts";
import { listen, stopListening } from "../listening.ts";
import { SmsService } from "./service.ts";
import { emptySmsState, type SmsState } from "./state.ts";

/** Far more than a message takes. */
const MAX_BODY_BYTES = 64 * 1024;

export interface SmsServerOptions {
  /** Where its account and all it holds are kept. */
  dataDir: string;
  /** 0 takes any free port. */
  port: number;
  /** Where what people write to our number goes. */
  inboundUrl: string;
}

export interface SmsAccount {
  accountSid: string;
  authToken: string;
  from: string;
}

export interface SmsServer extends SmsAccount {
  /** Its API is at `<url>/2010-04-01`, all it holds at `/state`, and what phones do is set by a POST to `/control`. */
  url: string;
  /** All it holds. */
  state: SmsState;
  /** The same as a POST to `/control`. */
  command: (fields: URLSearchParams) => void;
  stop: () => Promise<void>;
}

/** Starts a Twilio on 127.0.0.1 that remembers its messages and tells what becomes of them. */
export async function startSms(options: SmsServerOptions): Promise<SmsServer> {
  const account = await keptJson(path.join(options.dataDir, "account.json"), drawAccount);
  const stateFile = path.join(options.dataDir, "state.json");
  const state = ((await readJson(stateFile)) as SmsState | null) ?? emptySmsState();
  const server = createServer();
  const url = `http://127.0.0.1:${await listen(server, options.port)}`;
  const service = new SmsService({
    ...{ state, ...account, inboundUrl: options.inboundUrl, now: Date.now, random: Math.random },
    draw: () => randomBytes(16).toString("hex"),
    send: ({ url: endpoint, headers, body }) => postHook(endpoint, { headers, body }),
  });
  const caretaker = new Caretaker(service, () => writeJson(stateFile, state));
  const afterwards = () => {
    caretaker.lookAfter();
  };
  server.on("request", (request, response) => {
    answer(service, url, request).then(
      (said) => {
        reply(response, said, afterwards);
      },
      (error: unknown) => {
        console.error(error);
        response.writeHead(500).end();
      },
    );
  });
  afterwards();
  return {
    ...{ ...account, url, state },
    command: (fields) => {
      service.command(fields);
      afterwards();
    },
    stop: async () => {
      await stopListening(server);
      await caretaker.stop();
    },
  };
}

async function answer(service: SmsService, url: string, request: IncomingMessage): Promise<Answer> {
  if (!isOwnHost(request.headers.host, url)) return jsonAnswer(421, { message: `This is ${url}.` });
  const body = await readBody(request, MAX_BODY_BYTES);
  if (body === null) return jsonAnswer(413, { message: "That is too much." });
  const { method = "GET", url: place = "/" } = request;
  if (`${method} ${place}` === "GET /state") return jsonAnswer(200, service.state);
  if (`${method} ${place}` !== "POST /control") {
    return service.answer({ method, path: place, headers: flatHeaders(request.headers), body });
  }
  if (request.headers.origin !== undefined) return jsonAnswer(403, { message: "Use the inbox." });
  try {
    service.command(readFields(request.headers["content-type"], body));
    return jsonAnswer(200, {});
  } catch (error) {
    return jsonAnswer(400, { message: error instanceof Error ? error.message : String(error) });
  }
}

/** The account of a Twilio. */
function drawAccount(): SmsAccount {
  return {
    accountSid: `AC${randomBytes(16).toString("hex")}`,
    authToken: randomBytes(16).toString("hex"),
    from: "+15005550006",
  };
}
