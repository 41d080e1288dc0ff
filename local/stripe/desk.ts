import type { IncomingMessage } from "node:http";
import {
  flatHeaders,
  htmlAnswer,
  isOwnHost,
  jsonAnswer,
  readBody,
  redirect,
  type Answer,
} from "../answers.ts";
import { html } from "../markup.ts";
import { command } from "./commands.ts";
import { overview } from "./overview.ts";
import { Refusal } from "./refusal.ts";
import type { StripeService } from "./service.ts";
import {
  answerBank,
  answerOnboarding,
  showBank,
  showOnboarding,
  showReceipt,
  type Visit,
} from "./visitor-pages.ts";
import { page } from "./html.ts";

/** Far more than stripe-node or a form here ever sends. */
const MAX_BODY_BYTES = 256 * 1024;

/** Answers every request of the stand-in: Stripe's API for programs, and pages for people. */
export class StripeDesk {
  readonly #service: StripeService;
  readonly #url: string;
  readonly #appOrigins: readonly string[];

  constructor(service: StripeService, options: { url: string; appOrigins: readonly string[] }) {
    this.#service = service;
    this.#url = options.url;
    this.#appOrigins = options.appOrigins;
  }

  async answer(request: IncomingMessage): Promise<Answer> {
    const path = request.url ?? "/";
    try {
      this.#requireOwnHost(request.headers.host);
      const body = await readBody(request, MAX_BODY_BYTES);
      if (body === null) {
        throw new Refusal(413, { type: "invalid_request_error", message: "That is too much." });
      }
      if (path.startsWith("/v1/")) return await this.#callApi(request, body);
      return this.#show(request, body);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const sentence = html`<header>
        <h1>This does not work</h1>
        <p role="alert">${error.message}</p>
      </header>`;
      return htmlAnswer(error.status, page("Local Stripe", sentence));
    }
  }

  #requireOwnHost(host: string | undefined): void {
    if (isOwnHost(host, this.#url)) return;
    throw new Refusal(421, { type: "invalid_request_error", message: `This is ${this.#url}.` });
  }

  async #callApi(request: IncomingMessage, body: string): Promise<Answer> {
    const headers = this.#cors(request.headers.origin);
    if (request.method === "OPTIONS") return { status: 204, headers, body: "" };
    const reply = await this.#service.answer({
      ...{ method: request.method ?? "GET", path: request.url ?? "/", body },
      headers: flatHeaders(request.headers),
    });
    return { ...reply, headers: { ...reply.headers, ...headers } };
  }

  #cors(origin: string | undefined): Record<string, string> {
    if (origin === undefined || !this.#appOrigins.includes(origin)) return {};
    return {
      "access-control-allow-origin": origin,
      "access-control-allow-headers": "authorization, content-type, stripe-account",
      "access-control-max-age": "600",
      vary: "origin",
    };
  }

  #show(request: IncomingMessage, body: string): Answer {
    const { world } = this.#service;
    const url = new URL(request.url ?? "/", this.#url);
    const [, place = "", id = ""] = url.pathname.split("/");
    const clientSecret = url.searchParams.get("client_secret");
    this.#service.pass();
    switch (`${request.method ?? ""} /${place}`) {
      case "GET /":
        return htmlAnswer(200, overview(world, url.searchParams.get("refused")));
      case "GET /state":
        return jsonAnswer(200, world.state);
      case "POST /control":
        return this.#control(request, body);
      case "GET /connect":
        return visited(showOnboarding(world, id));
      case "POST /connect":
        return visited(answerOnboarding(world, id, body));
      case "GET /bank":
        return visited(showBank(world, id, clientSecret));
      case "POST /bank":
        return visited(answerBank(world, id, { clientSecret, encoded: body }));
      case "GET /receipts":
        return visited(showReceipt(world, id));
      default:
        throw new Refusal(404, {
          type: "invalid_request_error",
          message: "There is no such page.",
        });
    }
  }

  /** A form of the page leads back to it; a program sends the same fields as JSON and gets JSON. */
  #control(request: IncomingMessage, body: string): Answer {
    const { origin } = request.headers;
    if (origin !== undefined && origin !== this.#url) {
      throw new Refusal(403, { type: "invalid_request_error", message: "Use the page itself." });
    }
    const isJson = (request.headers["content-type"] ?? "").startsWith("application/json");
    try {
      command(this.#service.world, isJson ? encodeJson(body) : body);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (isJson) return jsonAnswer(error.status, { error: error.error });
      return redirect(`/?${new URLSearchParams({ refused: error.message }).toString()}`);
    }
    return isJson ? jsonAnswer(200, {}) : redirect("/");
  }
}

function encodeJson(body: string): string {
  try {
    const fields = Object.entries(JSON.parse(body) as Record<string, unknown>);
    return new URLSearchParams(fields.map(([name, value]) => [name, String(value)])).toString();
  } catch {
    throw new Refusal(400, { type: "invalid_request_error", message: "This is no JSON object." });
  }
}

function visited(visit: Visit): Answer {
  return "page" in visit ? htmlAnswer(200, visit.page) : redirect(visit.redirect);
}
