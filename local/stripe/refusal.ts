import type { StripeError } from "./state.ts";

/** A request that Stripe does not fulfil. */
export class Refusal extends Error {
  readonly status: number;
  readonly error: StripeError;
  /** Whether the request had begun to be carried out: only then is this answer kept for its idempotency key. */
  readonly begun: boolean;

  constructor(status: number, error: StripeError, { begun = false } = {}) {
    super(error.message);
    this.status = status;
    this.error = error;
    this.begun = begun;
  }
}

/** A parameter is missing, unknown or out of its range; nothing was done. */
export function badParameter(param: string, message: string, code?: string): Refusal {
  return new Refusal(400, {
    ...{ type: "invalid_request_error", message, param },
    ...(code === undefined ? {} : { code }),
  });
}

export function missing(kind: string, id: string): Refusal {
  return new Refusal(404, {
    type: "invalid_request_error",
    code: "resource_missing",
    message: `There is no ${kind} '${id}' here.`,
  });
}

/** The request makes sense, but not in the state that things are in. */
export function wrongState(
  code: string,
  message: string,
  more: Partial<StripeError> = {},
): Refusal {
  const error = { type: "invalid_request_error", code, message, ...more };
  return new Refusal(400, error, { begun: true });
}
