export interface StripeError {
  type: string;
  code?: string;
  message: string;
  payment_intent?: Intent;
}

/** As much of a payment intent as is looked at here; pages get all of it. */
export interface Intent {
  id: string;
  amount: number;
  currency: string;
  status: string;
  next_action: { redirect_to_url?: { url: string } } | null;
  last_payment_error: StripeError | null;
}

/** What Stripe's script gives: either of the two. */
export interface Answer {
  paymentIntent?: Intent;
  error?: StripeError;
}

/** A way to pay, as the fields of `payment_method_data`. */
export type MethodFields = Record<string, string>;

/** The part of Stripe's API that a browser may use, with the publishable key. */
export class StripeApi {
  readonly #url: string;
  readonly #headers: Record<string, string>;

  constructor({ url, key, account }: { url: string; key: string; account: string | null }) {
    this.#url = url;
    this.#headers = {
      authorization: `Bearer ${key}`,
      ...(account === null ? {} : { "stripe-account": account }),
    };
  }

  async retrieve(secret: string): Promise<Answer> {
    const query = new URLSearchParams({ client_secret: secret });
    return await this.#ask(`${idOf(secret)}?${query.toString()}`, { method: "GET" });
  }

  async confirm(
    secret: string,
    { method, returnUrl }: { method: MethodFields; returnUrl: string | null },
  ): Promise<Answer> {
    const back = returnUrl === null ? {} : { return_url: returnUrl };
    return await this.#post(`${idOf(secret)}/confirm`, {
      client_secret: secret,
      ...method,
      ...back,
    });
  }

  async authenticate(secret: string, result: "complete" | "fail"): Promise<Answer> {
    return await this.#post(`${idOf(secret)}/authenticate`, { client_secret: secret, result });
  }

  async #post(path: string, fields: Record<string, string>): Promise<Answer> {
    return await this.#ask(path, { method: "POST", body: new URLSearchParams(fields) });
  }

  async #ask(path: string, request: RequestInit): Promise<Answer> {
    try {
      const url = `${this.#url}/v1/payment_intents/${path}`;
      const response = await fetch(url, { ...request, headers: this.#headers });
      const body = (await response.json()) as Intent | { error: StripeError };
      return "error" in body ? { error: body.error } : { paymentIntent: body };
    } catch {
      const message =
        "We could not reach the payment provider. Check the connection and try again.";
      return { error: { type: "api_connection_error", message } };
    }
  }
}

/** A client secret begins with the id of its intent. */
function idOf(secret: string): string {
  return secret.split("_secret_")[0] ?? secret;
}
