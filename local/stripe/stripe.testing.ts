import { emptyState, type FaultName, type Json } from "./state.ts";
import { StripeService, type Hook, type StripeReply } from "./service.ts";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const SECRET_KEY = "sk_test_local";
export const PUBLISHABLE_KEY = "pk_test_local";

export interface Answer {
  status: number;
  headers: Record<string, string>;
  lost: boolean;
  body: Json & { id: string; error: Json };
}

interface Options {
  /** The idempotency key. */
  key?: string;
  account?: string;
}

type Fields = Record<string, string | number | boolean>;
type Asked = Options & { fields?: Fields; apiKey?: string };
interface Target {
  method: string;
  path: string;
}
type Ask = (method: string, path: string, asked: Asked) => Promise<Answer>;

/** A Stripe on a clock that stands still until it is told to go on, and one who talks to it. */
export function openStripe() {
  let nowMs = Date.UTC(2026, 4, 1, 9);
  let drawn = 0;
  const hooks: Hook[] = [];
  let endpoint: (hook: Hook) => number = () => 200;
  const service = new StripeService({
    ...{ state: emptyState(), url: "http://stripe.example" },
    ...{ secretKey: SECRET_KEY, publishableKey: PUBLISHABLE_KEY },
    webhookSecrets: { platform: "whsec_platform", connect: "whsec_connect" },
    now: () => nowMs,
    draw: () => `local${String((drawn += 1)).padStart(6, "0")}`,
    random: () => 0.5,
    send: (hook) => {
      hooks.push(hook);
      return Promise.resolve(endpoint(hook));
    },
  });
  const ask: Ask = (method, path, request) => askOf(service, { method, path, ...request });
  const post = (path: string, fields: Fields = {}, options: Options = {}) =>
    ask("POST", path, { fields, ...options });
  const get = (path: string, fields: Fields = {}, options: Options = {}) =>
    ask("GET", path, { fields, ...options });

  return {
    service,
    hooks,
    post,
    get,
    ask,
    ...browserSide(ask),
    pass: (ms: number) => {
      nowMs += ms;
      service.pass();
    },
    now: () => nowMs,
    next: (name: FaultName, times = 1) => {
      service.world.state.faults.settings[name].next = times;
    },
    /** What the endpoint answers from now on. */
    endpointAnswers: (answer: (hook: Hook) => number) => {
      endpoint = answer;
    },
    /** A connected account that takes money. */
    connected: async () => {
      const { body } = await post("accounts", { type: "express" });
      const account = service.world.state.accounts[body.id];
      if (account === undefined) throw new Error("The account was not made.");
      Object.assign(account, {
        chargesEnabled: true,
        payoutsEnabled: true,
        detailsSubmitted: true,
      });
      return body.id;
    },
  };
}

async function askOf(
  service: StripeService,
  { method, path, fields = {}, key, account, apiKey = SECRET_KEY }: Asked & Target,
): Promise<Answer> {
  const encoded = new URLSearchParams(
    Object.entries(fields).map(([name, value]) => [name, String(value)]),
  ).toString();
  const isGet = method === "GET";
  const reply = await service.answer({
    method,
    path: isGet && encoded !== "" ? `/v1/${path}?${encoded}` : `/v1/${path}`,
    headers: {
      authorization: `Bearer ${apiKey}`,
      ...(key === undefined ? {} : { "idempotency-key": key }),
      ...(account === undefined ? {} : { "stripe-account": account }),
    },
    body: isGet ? "" : encoded,
  });
  return read(reply);
}

function browserSide(ask: Ask) {
  const asBrowser = (intent: Json, step: string, { fields = {}, ...options }: Asked) =>
    ask("POST", `payment_intents/${String(intent.id)}/${step}`, {
      fields: { client_secret: String(intent.client_secret), ...fields },
      apiKey: PUBLISHABLE_KEY,
      ...options,
    });
  return {
    /** Pays with a card of this number, or with other fields. */
    confirm: (intent: Json, fields: Fields | string = VISA, options: Options = {}) =>
      asBrowser(intent, "confirm", {
        fields: typeof fields === "string" ? card(fields) : fields,
        ...options,
      }),
    authenticate: (intent: Json, result: "complete" | "fail") =>
      asBrowser(intent, "authenticate", { fields: { result } }),
  };
}

export type Stripe = ReturnType<typeof openStripe>;

export const VISA = "4242424242424242";

/** As the product asks for it: cards authorise, everything else is taken at once. */
export const HELD: Fields = {
  ...{ amount: 4000, currency: "eur", "automatic_payment_methods[enabled]": true },
  "payment_method_options[card][capture_method]": "manual",
};

export function card(number: string): Fields {
  return {
    "payment_method_data[type]": "card",
    "payment_method_data[card][number]": number,
    "payment_method_data[card][exp_month]": 12,
    "payment_method_data[card][exp_year]": 2030,
    "payment_method_data[card][cvc]": "123",
  };
}

/** An intent for which a card was authorised. */
export async function authorized(stripe: Stripe, fields: Fields = {}, options: Options = {}) {
  const { body } = await stripe.post("payment_intents", { ...HELD, ...fields }, options);
  return (await stripe.confirm(body, VISA, options)).body;
}

/** An intent whose money was taken. */
export async function captured(stripe: Stripe, fields: Fields = {}, options: Options = {}) {
  const { id } = await authorized(stripe, fields, options);
  return (await stripe.post(`payment_intents/${id}/capture`, {}, options)).body;
}

function read({ status, headers, lost, body }: StripeReply): Answer {
  return { status, headers, lost, body: JSON.parse(body) as Answer["body"] };
}
