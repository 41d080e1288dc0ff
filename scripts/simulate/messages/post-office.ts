import { Webhook } from "standardwebhooks";
import type { Dice } from "../dice.ts";
import { sleep, type Pace } from "./pace.ts";

/*
 * A Resend and a Twilio whose weather changes: they fail now and then, for hours on end, or take a message without saying so. What they took
 * is what readers get.
 */

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Longer than anybody waits for an answer. */
const SILENCE_MS = 20 * SECOND_MS;

export type Taken = {
  channel: "email" | "sms";
  messageId: string;
  to: string;
  /** The subject of a mail, or all of a text message. */
  words: string;
  at: number;
  /** When the try that brought it was claimed. */
  claimedAt: number;
};

/** What may become of a request. */
export const FATES = ["ok", "500", "429", "refused", "lost", "silent", "silent, taken"] as const;
export type Fate = (typeof FATES)[number];

export type Weather = {
  /** How often a single request goes wrong, and how. */
  showers: number;
  outages: { from: number; to: number; fate: Fate }[];
  /** How often a webhook comes twice, and how often an hour late. */
  twice: number;
  late: number;
};

export const FAIR: Weather = { showers: 0, outages: [], twice: 0, late: 0 };

type Request = { address: string; init: RequestInit };
type Hook = (path: string, init: RequestInit) => Promise<number>;

export const RESEND_SECRET = `whsec_${btoa("thirty-two bytes of a secret ...")}`;
const TWILIO = "https://api.openhours.example";

export class PostOffice {
  readonly taken: Taken[] = [];
  readonly tally = { requests: 0, failed: 0, repeated: 0, hooks: 0 };
  weather = FAIR;
  /** What becomes of the request of this number, whatever the weather. */
  struck: { request: number; fate: Fate } | null = null;
  readonly #dice: Dice;
  readonly #pace: Pace;
  readonly #hook: Hook;
  readonly #known = new Map<string, { id: string; body: string; at: number }>();
  readonly #busy = new Set<string>();

  constructor(dice: Dice, pace: Pace, hook: Hook) {
    this.#dice = dice;
    this.#pace = pace;
    this.#hook = hook;
  }

  /** As the backend reaches both of them. */
  async network(address: string, init: RequestInit): Promise<Response> {
    const { messageId = null, claimedAt = null } = this.#pace.caller ?? {};
    this.tally.requests += 1;
    const fate = this.#fate();
    if (fate !== "ok") {
      this.tally.failed += 1;
      this.#pace.note(messageId, fate);
    }
    const isLost = fate === "lost" || fate === "silent, taken";
    await sleep(20 + this.#dice.below(400));
    if (fate === "500" || fate === "429") return refusal(Number(fate));
    if (fate === "refused") throw new TypeError("fetch failed");
    let answer: Response | null = null;
    if (fate === "ok" || isLost) {
      const from = { messageId: messageId ?? "", claimedAt: claimedAt ?? Date.now() };
      answer = await this.#answer({ address, init }, from);
    }
    if (fate.startsWith("silent")) await sleep(SILENCE_MS);
    if (answer === null || isLost) throw new TypeError("fetch failed");
    await sleep(20 + this.#dice.below(200));
    return answer;
  }

  #fate(): Fate {
    if (this.struck?.request === this.tally.requests) return this.struck.fate;
    const now = Date.now();
    const outage = this.weather.outages.find(({ from, to }) => from <= now && now < to);
    if (outage) return outage.fate;
    if (!this.#dice.chance(this.weather.showers)) return "ok";
    return this.#dice.pick(FATES.slice(1)) ?? "500";
  }

  async #answer(request: Request, from: Pick<Taken, "messageId" | "claimedAt">): Promise<Response> {
    const { address, init } = request;
    if (address.endsWith("/emails")) return await this.#takeMail(init, from);
    if (init.method !== "POST") return this.#listed(address);
    const form = new URLSearchParams(await new Response(init.body).text());
    const [to, body] = [form.get("To") ?? "", form.get("Body") ?? ""];
    const sid = this.#take({ channel: "sms", to, words: body, ...from });
    return Response.json({ sid, num_segments: "1" }, { status: 201 });
  }

  async #takeMail(
    init: RequestInit,
    from: Pick<Taken, "messageId" | "claimedAt">,
  ): Promise<Response> {
    const key = new Headers(init.headers).get("idempotency-key") ?? `none-${this.taken.length}`;
    if (this.#busy.has(key)) return refusal(409, "concurrent_idempotent_requests");
    this.#busy.add(key);
    await sleep(this.#dice.below(100));
    this.#busy.delete(key);
    const body = typeof init.body === "string" ? init.body : "";
    const known = this.#known.get(key);
    if (known && Date.now() - known.at < DAY_MS) {
      this.tally.repeated += 1;
      if (known.body !== body) return refusal(409, "invalid_idempotent_request");
      return Response.json({ id: known.id });
    }
    const { to, subject } = JSON.parse(body) as { to: string[]; subject: string };
    const id = this.#take({ channel: "email", to: to.join(", "), words: subject, ...from });
    this.#known.set(key, { id, body, at: Date.now() });
    return Response.json({ id });
  }

  #take(message: Omit<Taken, "at">): string {
    this.taken.push({ ...message, at: Date.now() });
    const id = `${message.channel === "sms" ? "SM" : "mail-"}${this.taken.length}`;
    this.#tell(message);
    return id;
  }

  /** Twilio's list of what went to a number since a day, and what one message has cost. */
  #listed(address: string): Response {
    const { pathname, searchParams } = new URL(address);
    const texts = this.taken.map(({ channel, to, words: body, at }, index) => ({
      ...{
        sid: `SM${index + 1}`,
        to,
        body,
        num_segments: "1",
        price: "-0.0075",
        price_unit: "USD",
      },
      ...{
        channel,
        date_created: new Date(at).toUTCString(),
        date_sent: new Date(at).toUTCString(),
      },
    }));
    if (!pathname.endsWith("/Messages.json")) {
      const one = texts.find(({ sid }) => pathname.endsWith(`/${sid}.json`));
      return one ? Response.json(one) : refusal(404);
    }
    const since = Date.parse(searchParams.get("DateSent>") ?? "");
    const messages = texts.filter(
      ({ channel, to, date_sent }) =>
        channel === "sms" && to === searchParams.get("To") && !(Date.parse(date_sent) < since),
    );
    return Response.json({ messages: messages.reverse() });
  }

  /** Both tell later what became of a message: some of it twice, some late, and in any order. */
  #tell({ channel, messageId }: Omit<Taken, "at">): void {
    const became = this.#dice.chance(0.03) ? "bounced" : "delivered";
    const sent = this.#dice.chance(0.3) ? ["sent"] : [];
    const opened = channel === "email" && this.#dice.chance(0.1) ? ["opened"] : [];
    for (const what of [...sent, became, ...opened]) {
      const times = this.#dice.chance(this.weather.twice) ? 2 : 1;
      for (let time = 0; time < times; time++) {
        const late = this.#dice.chance(this.weather.late) ? 60 * MINUTE_MS : 0;
        const after = 100 + this.#dice.below(20 * SECOND_MS) + late;
        setTimeout(() => void this.#post(channel, messageId, what), after);
      }
    }
  }

  async #post(channel: Taken["channel"], messageId: string, what: string): Promise<void> {
    this.tally.hooks += 1;
    const status =
      channel === "email"
        ? await this.#hook("/resend/webhook", signedEvent(messageId, what))
        : await this.#hook(`/twilio/status/${messageId}`, await signedForm(messageId, what));
    if (status >= 300) setTimeout(() => void this.#post(channel, messageId, what), MINUTE_MS);
  }
}

function refusal(status: number, name = "application_error"): Response {
  return Response.json({ statusCode: status, name, message: "No.", code: 20_500 }, { status });
}

function signedEvent(messageId: string, what: string): RequestInit {
  const at = new Date();
  const created_at = at.toISOString();
  const data = { tags: { notification: messageId } };
  const body = JSON.stringify({ type: `email.${what}`, created_at, data });
  const id = `event-${messageId}-${what}`;
  const headers = {
    "svix-id": id,
    "svix-timestamp": String(Math.floor(at.getTime() / SECOND_MS)),
    "svix-signature": new Webhook(RESEND_SECRET).sign(id, at, body),
  };
  return { method: "POST", body, headers };
}

async function signedForm(messageId: string, what: string): Promise<RequestInit> {
  const MessageStatus = what === "bounced" ? "undelivered" : what;
  const text = new TextEncoder();
  const signed = `${TWILIO}/twilio/status/${messageId}MessageStatus${MessageStatus}`;
  const algorithm = { name: "HMAC", hash: "SHA-1" };
  const key = await crypto.subtle.importKey("raw", text.encode("token"), algorithm, false, [
    "sign",
  ]);
  const mac = await crypto.subtle.sign("HMAC", key, text.encode(signed));
  const headers = {
    "content-type": "application/x-www-form-urlencoded",
    "x-twilio-signature": btoa(String.fromCharCode(...new Uint8Array(mac))),
  };
  return { method: "POST", body: new URLSearchParams({ MessageStatus }).toString(), headers };
}
