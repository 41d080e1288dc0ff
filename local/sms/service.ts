import { calm, orderFault, setTiming, strikes } from "../faults.ts";
import { fateOf, isPhoneNumber, refusalOf } from "./numbers.ts";
import { Refusal } from "./refusal.ts";
import { countSegments } from "./segments.ts";
import { signCall } from "./signature.ts";
import { emptySmsState, type SmsState, type Step, type Text, type TextStatus } from "./state.ts";

export interface SmsRequest {
  method: string;
  path: string;
  /** By lower-case name. */
  headers: Readonly<Record<string, string | undefined>>;
  body: string;
}

export interface SmsReply {
  status: number;
  headers: Record<string, string>;
  body: string;
  delayMs: number;
  /** The caller is never told: cut the connection. */
  lost: boolean;
}

/** A signed call to the sender's own server. */
export interface SmsHook {
  url: string;
  headers: Record<string, string>;
  body: string;
}

export interface SmsServiceOptions {
  state: SmsState;
  accountSid: string;
  authToken: string;
  /** The number that messages are sent from. */
  from: string;
  /** Where what people write to that number goes. */
  inboundUrl: string;
  now: () => number;
  /** 32 fresh hexadecimal digits. */
  draw: () => string;
  random: () => number;
  send: (hook: SmsHook) => Promise<number>;
}

/** What a part costs: Twilio's price for a text to a phone in the United States. */
const MICROS_PER_SEGMENT = 7_900;
const LONGEST_BODY = 1_600;
const USUAL_PAGE = 50;
const KEPT_TEXTS = 2_000;
const STOP = /^(stop|stopall|unsubscribe|cancel|end|quit|revoke|optout)$/i;
const START = /^(start|yes|unstop)$/i;

/** A Twilio with one account and one number. It holds no clock, no timer and no socket. */
export class SmsService {
  readonly state: SmsState;
  readonly #options: SmsServiceOptions;
  /** What is to be told, in this order. Twilio tells it once. */
  readonly #hooks: { url: string; params: Record<string, string> }[] = [];
  readonly #commands: Record<string, (fields: URLSearchParams) => void> = {
    fault: (fields) => orderFault(this.state.faults, fields),
    calm: () => calm(this.state.faults),
    timing: (fields) => setTiming(this.state.faults, fields),
    reply: (fields) => this.#receive(fields.get("from") ?? "", fields.get("body") ?? ""),
    outcome: (fields) => this.#decide(fields.get("sid") ?? "", fields.get("status") ?? ""),
    reset: () => {
      Object.assign(this.state, emptySmsState());
      this.#hooks.length = 0;
    },
  };

  constructor(options: SmsServiceOptions) {
    this.#options = options;
    this.state = options.state;
  }

  /** Answers a request to Twilio's API. What it causes becomes due later. */
  answer(request: SmsRequest): SmsReply {
    const faults = { state: this.state, random: this.#options.random };
    if (strikes(faults, "down")) return { ...json(503, {}), lost: true };
    try {
      this.#requireAccount(request.headers.authorization);
      if (strikes(faults, "rateLimit")) throw new Refusal(429, 20429, "Too Many Requests");
      if (strikes(faults, "errorBefore")) throw new Refusal(500, 20500, "Internal Server Error");
      const reply = this.#route(request);
      const delayMs = strikes(faults, "slow") ? this.state.faults.slowMs : 0;
      return { ...reply, delayMs, lost: strikes(faults, "lostReply") };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { status, code, message } = error;
      const more = `https://www.twilio.com/docs/errors/${code}`;
      return json(status, { code, message, more_info: more, status });
    }
  }

  /** When `deliverDue` will next have something to do; null while nothing is to come. */
  nextDueAt(): number | null {
    if (this.#hooks.length > 0) return this.#options.now();
    const dueAt = Math.min(...this.state.texts.map(({ steps }) => steps[0]?.dueAt ?? Infinity));
    return dueAt === Infinity ? null : dueAt;
  }

  /** Takes the steps that are due and makes the calls they cause, each once. */
  async deliverDue(): Promise<void> {
    const now = this.#options.now();
    for (const text of this.state.texts) {
      while (text.steps[0] !== undefined && text.steps[0].dueAt <= now) {
        this.#take(text, text.steps[0]);
        text.steps.shift();
      }
    }
    for (const hook of this.#hooks.splice(0)) await this.#tell(hook);
  }

  /** Carries out what the field `do` names. Throws a sentence where it cannot. */
  command(fields: URLSearchParams): void {
    const name = fields.get("do") ?? "";
    const run = Object.hasOwn(this.#commands, name) ? this.#commands[name] : undefined;
    if (run === undefined) {
      throw new Error(`\`do\` is one of ${Object.keys(this.#commands).join(", ")}.`);
    }
    run(fields);
  }

  #requireAccount(authorization: string | undefined): void {
    const { accountSid, authToken } = this.#options;
    if (authorization === `Basic ${btoa(`${accountSid}:${authToken}`)}`) return;
    throw new Refusal(401, 20003, "Authenticate");
  }

  #route({ method, path, body }: SmsRequest): SmsReply {
    const root = `/2010-04-01/Accounts/${this.#options.accountSid}/Messages`;
    const [place = "", query = ""] = path.split("?");
    if (place === `${root}.json`) {
      if (method === "POST")
        return json(201, this.#render(this.#accept(new URLSearchParams(body))));
      return json(200, { messages: this.#list(new URLSearchParams(query)) });
    }
    const sid = place.startsWith(`${root}/`) ? place.slice(root.length + 1, -".json".length) : "";
    const text = this.state.texts.find((one) => one.sid === sid);
    if (text === undefined || method !== "GET") {
      throw new Refusal(404, 20404, `The requested resource ${place} was not found`);
    }
    return json(200, this.#render(text));
  }

  /** Newest first, to a number and since a day where that is asked for. */
  #list(query: URLSearchParams): Record<string, unknown>[] {
    const to = query.get("To");
    const since = Date.parse(query.get("DateSent>") ?? "1970-01-01");
    return this.state.texts
      .filter((text) => (to === null || text.to === to) && text.created >= since)
      .reverse()
      .slice(0, Number(query.get("PageSize") ?? USUAL_PAGE))
      .map((text) => this.#render(text));
  }

  #accept(form: URLSearchParams): Text {
    const { from, now, draw } = this.#options;
    const to = form.get("To") ?? "";
    const body = form.get("Body") ?? "";
    if (to === "") throw new Refusal(400, 21604, "A 'To' phone number is required.");
    if (form.get("From") !== from) {
      throw new Refusal(400, 21606, "The 'From' phone number is not one of this account.");
    }
    if (body === "") throw new Refusal(400, 21602, "Message body is required.");
    if (body.length > LONGEST_BODY) {
      throw new Refusal(400, 21617, "The concatenated message body exceeds 1600 characters.");
    }
    const error = refusalOf(to);
    if (error !== null) throw new Refusal(400, error.code, error.message);
    if (this.state.stopped.includes(to)) {
      throw new Refusal(400, 21610, "Attempt to send to unsubscribed recipient");
    }
    return this.#keep({
      ...{ sid: `SM${draw()}`, direction: "outbound-api", from, to, body, created: now() },
      ...{ status: "queued", errorCode: null, segments: countSegments(body), costMicros: null },
      ...{ statusCallback: form.get("StatusCallback"), steps: fateOf(to, now()) },
    });
  }

  #keep(text: Text): Text {
    this.state.texts.push(text);
    this.state.texts.splice(0, this.state.texts.length - KEPT_TEXTS);
    return text;
  }

  /** Somebody writes to our number. */
  #receive(phone: string, body: string): void {
    if (!isPhoneNumber(phone) || body === "")
      throw new Error("Write from a number, and something.");
    const { from: to, now, draw, inboundUrl } = this.#options;
    const word = body.trim();
    const others = this.state.stopped.filter((one) => one !== phone);
    if (STOP.test(word)) this.state.stopped = [...others, phone];
    if (START.test(word)) this.state.stopped = others;
    const text = this.#keep({
      ...{ sid: `SM${draw()}`, direction: "inbound", from: phone, to, body, created: now() },
      ...{ status: "received", errorCode: null, segments: countSegments(body), costMicros: 0 },
      ...{ statusCallback: null, steps: [] },
    });
    const params = { Body: body, NumMedia: "0", NumSegments: String(text.segments) };
    this.#hooks.push({ url: inboundUrl, params: { ...this.#describe(text), ...params } });
  }

  /** Decides what becomes of a message, whatever its number says. */
  #decide(sid: string, status: string): void {
    const text = this.state.texts.find((one) => one.sid === sid);
    const errorCode = { delivered: null, undelivered: 30003, failed: 30005 }[status];
    if (text === undefined || errorCode === undefined) {
      throw new Error("A message ends as delivered, undelivered or failed.");
    }
    const dueAt = this.#options.now();
    text.steps = [{ status: status as TextStatus, errorCode, dueAt }];
  }

  #take(text: Text, { status, errorCode }: Step): void {
    Object.assign(text, { status, errorCode });
    if (status !== "failed") text.costMicros = text.segments * MICROS_PER_SEGMENT;
    if (text.statusCallback === null) return;
    const params = {
      ...this.#describe(text),
      MessageStatus: status,
      ...(errorCode === null ? {} : { ErrorCode: String(errorCode) }),
    };
    this.#hooks.push({ url: text.statusCallback, params });
  }

  #describe({ sid, status, from, to }: Text): Record<string, string> {
    return {
      ...{ AccountSid: this.#options.accountSid, ApiVersion: "2010-04-01", MessageSid: sid },
      ...{ SmsSid: sid, SmsStatus: status, From: from, To: to },
    };
  }

  async #tell({ url, params }: { url: string; params: Record<string, string> }): Promise<void> {
    const signature = await signCall(url, params, this.#options.authToken);
    const headers = {
      "content-type": "application/x-www-form-urlencoded",
      "x-twilio-signature": signature,
    };
    await this.#options.send({ url, headers, body: new URLSearchParams(params).toString() });
  }

  #render(text: Text): Record<string, unknown> {
    const date = new Date(text.created).toUTCString().replace("GMT", "+0000");
    const { accountSid } = this.#options;
    return {
      ...{ sid: text.sid, account_sid: accountSid, api_version: "2010-04-01", body: text.body },
      ...{ from: text.from, to: text.to, direction: text.direction, status: text.status },
      ...{ num_segments: String(text.segments), num_media: "0", error_code: text.errorCode },
      price: text.costMicros === null ? null : (-text.costMicros / 1_000_000).toFixed(5),
      ...{ price_unit: "USD", error_message: null, messaging_service_sid: null },
      ...{ date_created: date, date_updated: date, date_sent: date },
      uri: `/2010-04-01/Accounts/${accountSid}/Messages/${text.sid}.json`,
    };
  }
}

function json(status: number, value: unknown): SmsReply {
  const headers = { "content-type": "application/json" };
  return { status, headers, body: JSON.stringify(value), delayMs: 0, lost: false };
}
