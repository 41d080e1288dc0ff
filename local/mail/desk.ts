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
import { readFields } from "../fields.ts";
import type { SmsState } from "../sms/state.ts";
import { command } from "./commands.ts";
import { click, open } from "./fates.ts";
import { inbox, type View } from "./inbox.ts";
import { SCRIPT } from "./inbox-script.ts";
import { linksOf, readable } from "./letter.ts";
import { bareAddress } from "./payload.ts";
import { notFound, Refusal } from "./refusal.ts";
import { requireMail } from "./routes.ts";
import type { MailService } from "./service.ts";
import type { Mail } from "./state.ts";

/** The largest mail that Resend takes, as JSON. */
const MAX_BODY_BYTES = 44 * 1024 * 1024;

/** A mail's HTML is a stranger here: no script, no form, an origin of its own, and its links open elsewhere. */
const STRANGER =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src * data:; style-src 'unsafe-inline' https:; font-src https: data:";

/** The page itself runs its one script and nothing that a mail could bring. */
const OWN =
  "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const PIXEL = Buffer.from("R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==", "base64");

/** The text messages that the inbox shows beside the mails. */
export interface Phones {
  state: SmsState;
  command: (fields: URLSearchParams) => void;
}

/** Answers every request of the stand-in: Resend's API for programs, and the inbox for people. */
export class MailDesk {
  readonly #service: MailService;
  readonly #url: string;
  readonly #phones: Phones | null;

  constructor(service: MailService, { url, phones }: { url: string; phones: Phones | null }) {
    this.#service = service;
    this.#url = url;
    this.#phones = phones;
  }

  async answer(request: IncomingMessage): Promise<Answer> {
    if (!isOwnHost(request.headers.host, this.#url)) {
      return jsonAnswer(421, { message: `This is ${this.#url}.` });
    }
    const body = await readBody(request, MAX_BODY_BYTES);
    if (body === null) return jsonAnswer(413, { message: "That is too much." });
    const { method = "GET", url: path = "/" } = request;
    const url = new URL(path, this.#url);
    try {
      const page = this.#show(`${method} ${url.pathname}`, url.searchParams);
      if (page !== null) return page;
      if (url.pathname === "/control") return this.#control(request, body);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return jsonAnswer(error.status, { message: error.message });
    }
    return this.#service.answer({ method, path, headers: flatHeaders(request.headers), body });
  }

  #show(asked: string, query: URLSearchParams): Answer | null {
    const { world } = this.#service;
    this.#service.pass();
    if (asked === "GET /") return guarded(htmlAnswer(200, inbox(this.#view(query))), OWN);
    if (asked === "GET /inbox.js") {
      return { ...htmlAnswer(200, SCRIPT), headers: { "content-type": "text/javascript" } };
    }
    if (asked === "GET /state") return jsonAnswer(200, this.#state(query.get("to")));
    const [, id = "", what = "", place = ""] =
      /^GET \/mails\/([\w-]+)\/(\w+)(?:\/([\w.]+))?$/.exec(asked) ?? [];
    if (id === "") return null;
    return this.#showPart(requireMail(world, id), { what, place: Number.parseInt(place, 10) });
  }

  /** A part of a mail, as its reader's program would load it. */
  #showPart(mail: Mail, { what, place }: { what: string; place: number }): Answer {
    const { world } = this.#service;
    switch (what) {
      case "letter":
        return guarded(htmlAnswer(200, readable(mail)), STRANGER);
      case "pixel":
        open(world, mail);
        return { ...jsonAnswer(200, null), headers: { "content-type": "image/gif" }, body: PIXEL };
      case "links": {
        const link = linksOf(mail)[place];
        if (link === undefined) throw notFound("Link");
        click(world, mail, link);
        return redirect(link);
      }
      case "attachments":
        return download(mail, place);
      default:
        throw notFound("Page");
    }
  }

  #view(query: URLSearchParams): View {
    const { state } = this.#service.world;
    return { state, phones: this.#phones?.state ?? null, query };
  }

  #state(to: string | null) {
    const { mails, ...rest } = this.#service.world.state;
    const wanted = to?.toLowerCase() ?? null;
    const found = [...mails.values()].filter(
      (mail) => wanted === null || mail.to.some((one) => bareAddress(one).toLowerCase() === wanted),
    );
    return { mails: found, texts: this.#phones?.state.texts ?? [], faults: rest.faults };
  }

  /** A form of the page leads back to it; a program sends the same fields as JSON and gets JSON. `of=phones` is for the phones. */
  #control(request: IncomingMessage, body: string): Answer {
    const { origin, referer, "content-type": type } = request.headers;
    if (request.method !== "POST") return jsonAnswer(405, { message: "Send a POST." });
    if (origin !== undefined && origin !== this.#url) {
      return jsonAnswer(403, { message: "Use the page itself." });
    }
    const isForm = type?.startsWith("application/x-www-form-urlencoded") === true;
    const back = new URL(referer ?? "/", this.#url);
    back.searchParams.delete("refused");
    try {
      const fields = readFields(type, body);
      if (fields.get("of") === "phones") this.#phones?.command(fields);
      else command(this.#service.world, fields);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (!isForm) return jsonAnswer(400, { message });
      back.searchParams.set("refused", message);
    }
    return isForm ? redirect(`${back.pathname}${back.search}`) : jsonAnswer(200, {});
  }
}

function guarded(answer: Answer, policy: string): Answer {
  return { ...answer, headers: { ...answer.headers, "content-security-policy": policy } };
}

function download(mail: Mail, place: number): Answer {
  const attachment = mail.attachments[place];
  if (attachment === undefined) throw notFound("Attachment");
  const name = encodeURIComponent(attachment.filename);
  return {
    status: 200,
    headers: {
      // Whatever it calls itself, it is kept and not shown.
      "content-type": "application/octet-stream",
      "content-disposition": `attachment; filename*=UTF-8''${name}`,
      "x-content-type-options": "nosniff",
    },
    body: Buffer.from(attachment.content, "base64"),
  };
}
